import pytest

from opsmethods.queries import fact_base
from quizzes.domain.reviewing import Outcome
from quizzes.models import Attempt
from quizzes.operations import start_review
from quizzes.queries import comes_back, recall_outcomes, unreviewed_attempts
from tests.quizzes.cards import CHANGEOVER, COST, DAY, KANBAN, PAIR, answer_all, quiz_on, review, score, taken_in
from tests.quizzes.play import GUEST, NOW


def test_sweeper_finds_what_was_scored_and_not_taken_in(topic):
    taken_in(GUEST, topic, [CHANGEOVER], right=[1])
    lost = score(quiz_on(GUEST, topic, [COST]))
    dated = {"feedback_rule": "date", "feedback_at": NOW + DAY}
    score(quiz_on(GUEST, topic, [KANBAN], mode="test", policy=dated))
    quiz_on(GUEST, topic, [PAIR])

    assert list(unreviewed_attempts(now=NOW)) == []
    assert list(unreviewed_attempts(now=NOW + DAY / 2)) == [lost]
    assert len(unreviewed_attempts(now=NOW + DAY)) == 2


def test_result_of_a_review_says_when_each_comes_back(topic):
    facts = fact_base(topic)
    practice = taken_in(GUEST, topic, [CHANGEOVER, KANBAN], wrong=[1, 2])
    tomorrow = NOW + DAY
    attempt = start_review(GUEST, topic=topic, facts=facts, level="A", seed=1, now=tomorrow)
    answer_all(attempt, right=[1], wrong=[2], now=tomorrow)
    score(attempt, now=tomorrow)
    assert comes_back(Attempt.objects.get(pk=attempt.pk), facts=facts, now=tomorrow) == ()

    told = comes_back(review(attempt, now=tomorrow), facts=facts, now=tomorrow)

    assert {one.name for one in told} == {"Routine changeover loss", "Kanban"}
    assert [one.words for one in told] == ["tomorrow", "on Thursday"]
    assert comes_back(practice, facts=facts, now=tomorrow) == ()


@pytest.mark.parametrize(("since", "count"), [(None, 2), (NOW + 2 * DAY, 1)])
def test_outcomes_are_reviews_that_were_foretold(topic, since, count):
    taken_in(GUEST, topic, [CHANGEOVER], right=[1])
    taken_in(GUEST, topic, [CHANGEOVER], right=[1], now=NOW + DAY)
    taken_in(GUEST, topic, [CHANGEOVER], wrong=[1], now=NOW + 3 * DAY)

    outcomes = list(recall_outcomes(since=since))

    assert [one.is_right for one in outcomes] == [True, False][-count:]
    assert all(isinstance(one, Outcome) and 0.8 < one.predicted < 1 for one in outcomes)
