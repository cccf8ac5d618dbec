"""The office sees which reports failed and why."""

from django.urls import reverse

from progress.operations import build_report, request_report
from tests.factories.accounts import make_user
from tests.progress.play import NOW, SOON

DATA = {"format": 1, "person": "Sam", "topics": [], "scores": [], "essays": []}


def test_reports_are_read_and_neither_made_nor_changed(cast, client_of):
    admin = client_of(make_user("admin", is_staff=True, is_superuser=True))
    report = build_report(request_report(cast.sam, data=DATA, now=NOW), now=SOON)
    change = reverse("admin:progress_report_change", args=[report.pk])

    statuses = [
        admin.get(reverse("admin:progress_report_changelist")).status_code,
        admin.get(change).status_code,
        admin.post(change).status_code,
        admin.get(reverse("admin:progress_report_add")).status_code,
    ]

    assert statuses == [200, 200, 403, 403]
