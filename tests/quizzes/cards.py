"""What tests do with spaced review: quizzes on chosen components, answered as wished."""

from datetime import timedelta

from opsmethods.queries import fact_base
from quizzes.domain.reviewing import component_from, unseen_item
from quizzes.models import Attempt
from quizzes.operations import policy_of, review_attempt, score_attempt, submit_attempt
from quizzes.operations.starting import freeze
from quizzes.queries import all_signatures_met
from tests.quizzes.play import NOW, answer_item, make_answer, right_option, wrong_option

DAY = timedelta(days=1)
CHANGEOVER, COST, KANBAN, PAIR = "dimension:CHG", "dimension:UC", "term:kanban", "pair:batch+job"


def quiz_on(actor, topic, keys, *, mode="practice", now=NOW, policy=None):
    """A quiz with one question of each of these components, none met before."""
    facts, met = fact_base(topic), set(all_signatures_met(actor, topic=topic))
    items = []
    for key in keys:
        items.append(unseen_item(facts, component_from(key), avoid=met, seed=len(met)))
        met.add(items[-1].signature)
    attempt = Attempt(
        **actor.owner,
        mode=mode,
        **{"feedback_rule": policy_of(mode).feedback_rule, **(policy or {})},
        topic=topic,
        topic_version=facts.version,
        level="A",
        seed=1,
        item_count=len(items),
        started_at=now,
    )
    return freeze(attempt, items=items, facts=facts)


def answer_all(attempt, *, right=(), wrong=(), certainty=None, now=NOW):
    """These positions rightly, those wrongly; the others stay open."""
    for item in attempt.items.select_related("attempt", "snapshot").order_by("position"):
        if item.position in {*right, *wrong}:
            choose = right_option if item.position in right else wrong_option
            answer_item(item, make_answer(choose(item), sequence=item.position, certainty=certainty), now=now)


def score(attempt, *, now=NOW):
    submit_attempt(attempt, now=now)
    return score_attempt(attempt.pk, now=now)


def review(attempt, *, now=NOW):
    return review_attempt(attempt.pk, topic=attempt.topic, facts=fact_base(attempt.topic), now=now)


def taken_in(actor, topic, keys, *, right=(), wrong=(), certainty=None, now=NOW, **values):
    """A quiz taken, scored and taken in by the cards."""
    attempt = quiz_on(actor, topic, keys, now=now, **values)
    answer_all(attempt, right=right, wrong=wrong, certainty=certainty, now=now)
    score(attempt, now=now)
    return review(attempt, now=now)
