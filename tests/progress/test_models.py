"""Each named constraint refuses the row it is named for."""

import pytest
from django.db import IntegrityError

from progress.models import Report
from tests.progress.play import NOW


def test_one_report_per_person_and_fingerprint(cast):
    row = {"user": cast.sam, "fingerprint": "f" * 64, "data": {}, "requested_at": NOW}
    Report.objects.create(**row)

    with pytest.raises(IntegrityError, match=r"one_report_per_person_and_fingerprint|UNIQUE"):
        Report.objects.create(**row)


def test_report_done_has_a_file(cast):
    with pytest.raises(IntegrityError, match="report_done_has_a_file"):
        Report.objects.create(user=cast.sam, fingerprint="f" * 64, data={}, requested_at=NOW, state="done")
