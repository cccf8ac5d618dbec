"""One test for each named constraint of reports and regrades: it inserts the row that must be refused."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from accounts.models import User
from quizzes.models import MarkLine, QuestionReport, Regrade
from tests.quizzes.play import NOW, item_at
from tests.quizzes.regrades import snapshot_at
from tests.quizzes.test_models import make_mark, refused


def make_regrade(snapshot, **values):
    return Regrade.objects.create(
        **{
            "snapshot": snapshot,
            "cause": "unclear",
            "policy": "drop",
            "note": "It was unclear.",
            "created_at": NOW,
            "moved_at": NOW,
        }
        | values
    )


def make_report(item, **values):
    return QuestionReport.objects.create(
        **{"item": item, "guest_key": "a-guest", "reason": "unclear", "created_at": NOW} | values
    )


@pytest.mark.parametrize(
    ("constraint", "values"),
    [
        ("regrade_policy_is_known", {"policy": "guess"}),
        ("regrade_says_why", {"note": ""}),
        ("applied_regrade_has_counts", {"applied_at": NOW}),
        ("applied_regrade_has_counts", {"applied_at": NOW, "marks_up": 1, "marks_down": 1}),
    ],
)
def test_regrade_constraints(start, constraint, values):
    with refused(constraint), transaction.atomic():
        make_regrade(snapshot_at(start(), 1), **values)


def test_one_regrade_under_way_per_snapshot(start):
    attempt = start()
    done = make_regrade(snapshot_at(attempt, 1), applied_at=NOW, marks_up=0, marks_down=0, marks_same=0)
    make_regrade(done.snapshot)
    make_regrade(snapshot_at(attempt, 2))

    with pytest.raises(IntegrityError):
        make_regrade(done.snapshot)


@pytest.mark.parametrize(
    ("constraint", "values"),
    [
        ("questionreport_has_exactly_one_owner", {"guest_key": ""}),
        ("report_reason_is_known", {"reason": "boredom"}),
        ("report_is_open_or_has_an_answer", {"answer": "Yes."}),
        ("report_is_open_or_has_an_answer", {"state": "answered", "answered_at": NOW}),
        ("report_is_open_or_has_an_answer", {"state": "answered", "answer": "Yes."}),
        ("report_is_open_or_has_an_answer", {"state": "lost"}),
    ],
)
def test_report_constraints(start, constraint, values):
    with refused(constraint), transaction.atomic():
        make_report(item_at(start(), 1), **values)


def test_a_report_has_one_owner_not_two(start):
    with refused("questionreport_has_exactly_one_owner"), transaction.atomic():
        make_report(item_at(start(), 1), user=User.objects.create_user("sam"))


def test_one_open_report_per_person_and_question(start):
    attempt = start()
    make_report(item_at(attempt, 1), state="answered", answer="Yes.", answered_at=NOW)
    make_report(item_at(attempt, 1))
    make_report(item_at(attempt, 2))

    with pytest.raises(IntegrityError):
        make_report(item_at(attempt, 1))


@pytest.mark.parametrize(("points", "out_of"), [(Decimal(1), 0), (Decimal("0.5"), 0), (Decimal(1), 2)])
def test_line_earns_no_more_than_its_question(start, points, out_of):
    item = item_at(start(), 1)
    mark = make_mark(item.attempt)

    with refused("line_earns_no_more_than_its_question"):
        MarkLine.objects.create(mark=mark, item=item, points=points, out_of=out_of)


def test_rows_say_what_they_are(start):
    item = item_at(start(), 1)

    assert [str(make_regrade(item.snapshot)), str(make_report(item))] == [
        "The question is unclear (02.03.2026)",
        "I do not understand the question (02.03.2026)",
    ]
