"""One test for each named constraint: it inserts the row that must be refused."""

import pytest
from django.db import IntegrityError, transaction

from quizzes.models import Recount
from tests.quizzes.play import NOW
from tests.quizzes.test_statistics_admin import make_cell, make_certainty, make_statistic


def refused(constraint):
    """SQLite names the columns of a unique constraint, not the constraint."""
    return pytest.raises(IntegrityError, match=constraint)


def make_recount(topic, **values):
    given = {"topic": topic, "fingerprint": "x", "slices": 1, "started_at": NOW, "moved_at": NOW}
    return Recount.objects.create(**given | values)


@pytest.mark.parametrize("values", [{"state": "done"}], ids=["recount_done_has_a_time"])
def test_recount_done_has_a_time(notes, values):
    with refused("recount_done_has_a_time"):
        make_recount(notes, **values)


def test_recount_has_a_slice(notes):
    with refused("recount_has_a_slice"):
        make_recount(notes, slices=0)


@pytest.mark.parametrize(
    ("constraint", "make"),
    [
        ("one_statistic_per_topic_kind_and_subject", make_statistic),
        ("one_confusion_per_topic_kind_and_cell", make_cell),
        ("one_count_per_topic_kind_and_certainty", make_certainty),
    ],
)
def test_one_row_per_topic_kind_and_subject(notes, constraint, make):
    make(notes)

    with refused(f"{constraint}|kind"), transaction.atomic():
        make(notes)


@pytest.mark.parametrize(
    ("constraint", "values"),
    [
        ("statistic_right_is_at_most_n", {"right": 81}),
        ("statistic_facility_has_limits", {"facility_low": None}),
        ("statistic_discrimination_from_30", {"discrimination_n": 29}),
        ("statistic_flags_from_60", {"flags": "hard", "n": 59}),
        ("statistic_difficulty_has_limits_and_method", {"difficulty_method": ""}),
        ("statistic_difficulty_has_limits_and_method", {"difficulty": 3.0}),
    ],
)
def test_statistic_constraints(notes, constraint, values):
    with refused(constraint):
        make_statistic(notes, **values)


@pytest.mark.parametrize(
    ("constraint", "values"),
    [
        ("confusion_chosen_is_at_most_offered", {"chosen": 31}),
        ("confusion_people_are_at_most_chosen", {"people": 17}),
        ("confusion_shown_from_10_offers", {"offered": 9, "chosen": 5, "people": 5}),
        ("confusion_is_of_two_methods", {"taken_for": "job"}),
    ],
)
def test_confusion_constraints(notes, constraint, values):
    with refused(constraint):
        make_cell(notes, **values)


@pytest.mark.parametrize(
    ("constraint", "values"),
    [("counted_certainty_is_1_to_3", {"certainty": 4}), ("certainty_right_is_at_most_n", {"right": 21})],
)
def test_certainty_constraints(notes, constraint, values):
    with refused(constraint):
        make_certainty(notes, **values)


def test_rows_say_what_they_are(notes):
    rows = make_recount(notes), make_statistic(notes), make_cell(notes), make_certainty(notes)

    assert [str(row) for row in rows] == [
        "Operations methods: Waiting to be marked",
        "Item model Highest of all",
        "job taken for batch VOL",
        "Certainty 3: 7 of 20",
    ]
