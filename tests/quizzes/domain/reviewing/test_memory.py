"""Held against py-fsrs itself and the numbers of its own README and tests."""

from datetime import UTC, datetime, timedelta, timezone

import fsrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.domain.reviewing import Pace, Rating, State, foretold, new_card, predicted_recall, rating_of, reviewed

NOW = datetime(2022, 11, 29, 12, 30, tzinfo=UTC)
DAY = timedelta(days=1)
STEPS = Pace(learning_steps=(timedelta(minutes=1), timedelta(minutes=10)), relearning_steps=(timedelta(minutes=10),))
AGAIN, HARD, GOOD, EASY = Rating

ratings = st.sampled_from(Rating)
gaps = st.timedeltas(min_value=timedelta(0), max_value=timedelta(days=400))
reviews = st.lists(st.tuples(ratings, gaps), max_size=12)


def after(*given_ratings, pace=STEPS, now=NOW):
    """Each review when the card is due, with the intervals in whole days."""
    card, intervals = new_card(now=now), []
    for rating in given_ratings:
        card = reviewed(card, rating, now=card.due_at, pace=pace)
        intervals.append((card.due_at - card.last_review_at).days)
    return card, intervals


def played(history, *, pace):
    card, now = new_card(now=NOW), NOW
    for rating, gap in history:
        now += gap
        card = reviewed(card, rating, now=now, pace=pace)
    return card, now


def test_intervals_are_those_of_the_tests_of_py_fsrs():
    assert after(*[GOOD] * 6, AGAIN, AGAIN, *[GOOD] * 5)[1] == [0, 2, 11, 46, 163, 498, 0, 0, 2, 4, 7, 12, 21]


def test_memory_is_that_of_the_tests_of_py_fsrs():
    card, now = new_card(now=NOW), NOW
    for rating, days in zip((AGAIN, *[GOOD] * 5), (0, 0, 1, 3, 8, 21), strict=True):
        now += days * DAY
        card = reviewed(card, rating, now=now, pace=STEPS)

    assert card.stability == pytest.approx(53.62691, abs=1e-4)
    assert card.difficulty == pytest.approx(6.3574867, abs=1e-4)


def test_ten_easy_reviews_make_a_card_as_easy_as_can_be():
    card = new_card(now=NOW)
    for number in range(10):
        card = reviewed(card, EASY, now=NOW + timedelta(microseconds=number), pace=STEPS)

    assert card.difficulty == 1.0
    assert card.reps == 10


def test_first_good_review_in_short_steps_is_due_in_ten_minutes():
    """As the README shows: due in 599 seconds when looked at a moment later."""
    card = reviewed(new_card(now=NOW), GOOD, now=NOW, pace=STEPS)

    assert card.due_at == NOW + timedelta(minutes=10)
    assert (card.state, card.step) == (State.LEARNING, 1)


def test_usual_pace_counts_in_days():
    """S is 0.212, 1.2931, 2.3065 or 8.2956 after the first rating."""
    assert [after(rating, pace=Pace())[1][0] for rating in Rating] == [1, 1, 2, 8]
    assert after(GOOD, AGAIN, pace=Pace())[0].state is State.REVIEW


def test_lapse_in_short_steps_is_learnt_again():
    assert after(GOOD, GOOD, AGAIN)[0].state is State.RELEARNING


@given(history=reviews, recall=st.sampled_from([0.85, 0.9, 0.95]), in_steps=st.booleans())
def test_card_is_that_of_py_fsrs(history, recall, in_steps):
    steps = {"learning_steps": STEPS.learning_steps, "relearning_steps": STEPS.relearning_steps} if in_steps else {}
    bare = {"learning_steps": (), "relearning_steps": (), **steps}
    scheduler = fsrs.Scheduler(desired_retention=recall, enable_fuzzing=False, **bare)
    theirs, now = fsrs.Card(card_id=1, due=NOW), NOW
    for rating, gap in history:
        now += gap
        theirs, _ = scheduler.review_card(theirs, fsrs.Rating(rating), now)

    ours, _ = played(history, pace=Pace(recall=recall, **bare))

    assert (ours.due_at, ours.last_review_at) == (theirs.due, theirs.last_review)
    assert (ours.stability, ours.difficulty) == (theirs.stability, theirs.difficulty)
    assert (ours.state, ours.step, ours.reps) == (theirs.state, theirs.step, len(history))


@given(history=reviews, gap=gaps)
def test_same_reviews_give_the_same_card(history, gap):
    assert played(history, pace=Pace()) == played(history, pace=Pace())
    card, now = played(history, pace=Pace())
    assert predicted_recall(card, at=now + gap) == predicted_recall(card, at=now + gap)


@given(history=reviews, gap=gaps)
def test_better_ratings_never_shorten_the_interval(history, gap):
    card, now = played(history, pace=Pace())
    again, hard, good, easy = (reviewed(card, rating, now=now + gap).due_at for rating in Rating)

    assert again <= hard <= good <= easy
    assert again >= now + gap + DAY


@given(history=reviews.filter(bool), one=gaps, other=gaps)
def test_recall_falls_with_time(history, one, other):
    card, now = played(history, pace=Pace())
    sooner, later = sorted((one, other))

    assert 0 < predicted_recall(card, at=now + later) <= predicted_recall(card, at=now + sooner) <= 1


def test_recall_falls_to_nine_tenths_when_the_review_is_due():
    """0.980 x 2 / 2.3065 = 0.850, and 1.850^-0.1542 = 0.9095"""
    card = reviewed(new_card(now=NOW), GOOD, now=NOW)

    assert predicted_recall(card, at=card.due_at) == pytest.approx(0.9095, abs=5e-5)


def test_recall_of_a_card_never_reviewed_is_unknown():
    assert predicted_recall(new_card(now=NOW), at=NOW + DAY) is None
    assert foretold(new_card(now=NOW), at=NOW + DAY) is None


def test_recall_is_foretold_from_a_day_after_the_last_review():
    card = reviewed(new_card(now=NOW), GOOD, now=NOW)

    assert foretold(card, at=NOW + DAY - timedelta(seconds=1)) is None
    assert foretold(card, at=NOW + DAY) == predicted_recall(card, at=NOW + DAY) < 1


def test_review_told_late_counts_as_made_at_the_last_one():
    card = reviewed(new_card(now=NOW), GOOD, now=NOW)

    assert reviewed(card, GOOD, now=NOW - DAY) == reviewed(card, GOOD, now=NOW)


def test_times_are_kept_in_utc():
    elsewhere = NOW.astimezone(timezone(timedelta(hours=7)))

    assert new_card(now=elsewhere).due_at.tzinfo is UTC
    assert reviewed(new_card(now=NOW), GOOD, now=elsewhere) == reviewed(new_card(now=NOW), GOOD, now=NOW)


def test_time_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="no zone"):
        reviewed(new_card(now=NOW), GOOD, now=NOW.replace(tzinfo=None))


@pytest.mark.parametrize(
    ("is_right", "certainty", "was_right_before", "rating"),
    [
        (False, None, True, AGAIN),
        (False, 3, True, AGAIN),
        (True, None, False, GOOD),
        (True, None, True, GOOD),
        (True, 1, True, HARD),
        (True, 2, True, GOOD),
        (True, 3, False, GOOD),
        (True, 3, True, EASY),
    ],
)
def test_rating_is_from_the_answer_and_its_certainty(is_right, certainty, was_right_before, rating):
    assert rating_of(is_right=is_right, certainty=certainty, was_right_before=was_right_before) is rating


@pytest.mark.parametrize("certainty", [0, 4])
def test_certainty_is_one_to_three(certainty):
    with pytest.raises(ValueError, match="no certainty"):
        rating_of(is_right=False, certainty=certainty, was_right_before=False)
