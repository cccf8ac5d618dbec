from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from quizzes.domain.reviewing import Day, day_around, due_words, start_of

LONDON = ZoneInfo("Europe/London")
MONDAY = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)


def test_day_goes_from_midnight_to_midnight_where_the_student_is():
    at_night = datetime(2026, 7, 1, 23, 30, tzinfo=UTC)  # half past midnight in London

    assert day_around(at_night, zone=LONDON) == Day(
        starts_at=datetime(2026, 7, 1, 23, 0, tzinfo=UTC), ends_at=datetime(2026, 7, 2, 23, 0, tzinfo=UTC)
    )


def test_day_on_which_the_clocks_go_forward_has_23_hours():
    day = day_around(datetime(2026, 3, 29, 12, 0, tzinfo=UTC), zone=LONDON)

    assert day.ends_at.astimezone(UTC) - day.starts_at.astimezone(UTC) == timedelta(hours=23)


def test_start_of_a_day_is_its_midnight():
    assert start_of(date(2026, 7, 2), zone=LONDON).astimezone(UTC) == datetime(2026, 7, 1, 23, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (-3, "today"),
        (0, "today"),
        (1, "tomorrow"),
        (2, "on Wednesday"),
        (6, "on Sunday"),
        (7, "on 9 March"),
        (308, "on 4 January 2027"),
    ],
)
def test_due_words(days, words):
    assert due_words(MONDAY + timedelta(days=days), now=MONDAY, zone=UTC) == words


def test_tomorrow_begins_at_midnight_not_after_a_day():
    assert due_words(datetime(2026, 3, 3, 0, 5, tzinfo=UTC), now=MONDAY, zone=UTC) == "tomorrow"
