from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.domain.reviewing import (
    BadPlan,
    Card,
    Pace,
    Plan,
    Rating,
    Today,
    before_exam,
    component_from,
    due_today,
    longest_interval,
    new_card,
    replayed,
    reviewed,
    scheduled,
)

NOW = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
DAY = timedelta(days=1)
TONIGHT = datetime(2026, 3, 3, tzinfo=UTC)
VOLUME, COST, TERM = (component_from(key) for key in ("dimension:VOL", "dimension:UC", "term:kanban"))

days = st.integers(0, 400)
histories = st.lists(st.tuples(st.sampled_from(Rating), days), min_size=1, max_size=8)
lefts = st.timedeltas(min_value=timedelta(seconds=1), max_value=timedelta(days=500))


def card_after(history):
    """Reviewed so many days after each other, and the time of the last."""
    card, now = new_card(now=NOW), NOW
    for rating, gap in history:
        now += gap * DAY
        card = reviewed(card, rating, now=now)
    return card, now


def known(*, ago, due=NOW):
    """Learnt some days ago and due at some time."""
    card = reviewed(new_card(now=NOW - ago * DAY), Rating.GOOD, now=NOW - ago * DAY)
    return Card(due, card.last_review_at, card.stability, card.difficulty, card.state, card.step, card.reps)


@pytest.mark.parametrize(("left", "longest"), [(100, 20), (30, 6), (15, 3), (14, 4), (10, 3), (7, 2), (2, 1), (0, 1)])
def test_longest_interval_is_a_share_of_the_days_left(left, longest):
    assert longest_interval(left * DAY) == longest


@given(history=histories, left=lefts, rating=st.sampled_from(Rating))
def test_card_is_never_due_after_the_exam(history, left, rating):
    card, now = card_after(history)
    plan = Plan(exam_at=now + left)

    due = scheduled(card, rating, now=now, plan=plan, seed="dimension:VOL").due_at

    assert due <= now + left
    assert due <= now + longest_interval(left) * DAY
    assert due >= min(now + DAY, now + left)


@given(history=histories, left=lefts, rating=st.sampled_from(Rating))
def test_exam_never_puts_a_review_off(history, left, rating):
    card, now = card_after(history)

    with_exam = scheduled(card, rating, now=now, plan=Plan(exam_at=now + left), seed="a")

    assert with_exam.due_at <= scheduled(card, rating, now=now, plan=Plan(), seed="a").due_at


@given(history=histories, left=lefts, seed=st.text(max_size=20))
def test_same_arguments_give_the_same_card(history, left, seed):
    card, now = card_after(history)
    plan = Plan(exam_at=now + left)

    first, second = (scheduled(card, Rating.GOOD, now=now, plan=plan, seed=seed) for _ in range(2))

    assert first == second
    assert before_exam(first, plan=plan, now=now, seed=seed) == first


def test_only_the_due_date_gives_way_to_an_exam():
    card, plan = known(ago=10, due=NOW + 90 * DAY), Plan(exam_at=NOW + 30 * DAY)

    nearer = before_exam(card, plan=plan, now=NOW, seed="dimension:VOL")

    assert nearer == known(ago=10, due=nearer.due_at)


def test_cards_learnt_together_are_spread():
    """Thirty days before the exam: up to six days, on four, five and six of them."""
    card, plan = known(ago=10, due=NOW + 90 * DAY), Plan(exam_at=NOW + 30 * DAY)

    due = {before_exam(card, plan=plan, now=NOW, seed=str(number)).due_at for number in range(60)}

    assert due == {NOW + 4 * DAY, NOW + 5 * DAY, NOW + 6 * DAY}


@pytest.mark.parametrize("exam_at", [None, NOW, NOW - DAY])
def test_exam_that_is_not_ahead_changes_nothing(exam_at):
    card = known(ago=10, due=NOW + 90 * DAY)

    assert before_exam(card, plan=Plan(exam_at=exam_at), now=NOW, seed="a") == card


def test_recall_wanted_decides_the_interval():
    """S = 2.3065: R falls to 0.95 after one day, to 0.85 after 4."""
    due = [
        scheduled(new_card(now=NOW), Rating.GOOD, now=NOW, plan=Plan(recall=r), seed="").due_at for r in (0.95, 0.85)
    ]

    assert due == [reviewed(new_card(now=NOW), Rating.GOOD, now=NOW, pace=Pace(recall=r)).due_at for r in (0.95, 0.85)]
    assert due == [NOW + DAY, NOW + 4 * DAY]


@pytest.mark.parametrize(
    "wishes",
    [
        {"recall": 0.84},
        {"recall": 0.96},
        {"a_day": 0},
        {"exam_at": NOW.replace(tzinfo=None)},
        {"since": NOW.replace(tzinfo=None)},
    ],
)
def test_wish_that_cannot_be_met_is_refused(wishes):
    with pytest.raises(BadPlan):
        Plan(**wishes)


def test_most_at_risk_comes_first():
    cards = {VOLUME: known(ago=3), COST: known(ago=30), TERM: known(ago=10)}

    assert due_today(cards, now=NOW, day_ends_at=TONIGHT, plan=Plan()) == Today((COST, TERM, VOLUME), waiting=0)


def test_among_equals_what_was_due_first_then_the_key():
    cards = {
        TERM: known(ago=9),
        VOLUME: known(ago=9, due=NOW),
        COST: known(ago=9, due=NOW),
        component_from("pair:batch+job"): known(ago=9, due=NOW - DAY),
    }

    asked = due_today(cards, now=NOW, day_ends_at=TONIGHT, plan=Plan()).asked

    assert [one.key for one in asked] == ["pair:batch+job", "dimension:UC", "dimension:VOL", "term:kanban"]


def test_card_is_due_until_the_day_ends():
    cards = {VOLUME: known(ago=3, due=TONIGHT - timedelta(seconds=1)), COST: known(ago=3, due=TONIGHT)}

    assert due_today(cards, now=NOW, day_ends_at=TONIGHT, plan=Plan()).asked == (VOLUME,)


def test_what_was_never_reviewed_waits_for_what_was():
    cards = {VOLUME: new_card(now=NOW - 5 * DAY), COST: known(ago=3)}

    assert due_today(cards, now=NOW, day_ends_at=TONIGHT, plan=Plan()).asked == (COST, VOLUME)


@pytest.mark.parametrize(("done", "asked", "waiting"), [(0, 2, 1), (1, 1, 2), (2, 0, 3), (5, 0, 3)])
def test_day_has_a_limit(done, asked, waiting):
    cards = {one: known(ago=3) for one in (VOLUME, COST, TERM)}

    today = due_today(cards, now=NOW, day_ends_at=TONIGHT, plan=Plan(a_day=2), done=done)

    assert (len(today.asked), today.waiting) == (asked, waiting)


@given(
    agos=st.lists(st.integers(1, 60), max_size=40),
    a_day=st.integers(1, 30),
    done=st.integers(0, 30),
    shift=st.integers(0, 39),
)
def test_order_of_the_cards_does_not_matter(agos, a_day, done, shift):
    cards = [(component_from(f"term:t{place}"), known(ago=ago)) for place, ago in enumerate(agos)]
    turned = [*cards[shift:], *cards[:shift]]

    first, second = (
        due_today(dict(some), now=NOW, day_ends_at=TONIGHT, plan=Plan(a_day=a_day), done=done)
        for some in (cards, turned)
    )

    assert first == second
    assert len(first.asked) + first.waiting == len(cards)


@given(history=histories, left=lefts)
def test_reviews_replayed_leave_the_card_that_they_left_one_by_one(history, left):
    plan, card, now, reviews = Plan(exam_at=NOW + left), new_card(now=NOW), NOW, []
    for rating, gap in history:
        now += gap * DAY
        card = scheduled(card, rating, now=now, plan=plan, seed="a")
        reviews.append((rating, now))

    again = replayed(reviews, plan=plan, seed="a")

    assert replayed(reviews[:1], plan=plan, seed="a").reps == 1
    assert again == card


def test_plan_made_after_a_review_does_not_make_everything_overdue():
    """Learnt 20 days ago, and an exam in ten: due in 2 or 3 days, not long ago."""
    plan = Plan(exam_at=NOW + 10 * DAY, since=NOW)

    card = replayed([(Rating.EASY, NOW - 60 * DAY), (Rating.EASY, NOW - 20 * DAY)], plan=plan, seed="a")

    assert card.due_at in {NOW + 2 * DAY, NOW + 3 * DAY}


def test_no_card_is_made_of_no_reviews():
    with pytest.raises(ValueError, match="made of reviews"):
        replayed([], plan=Plan(), seed="a")
