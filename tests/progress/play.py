"""What tests do to have something to report."""

from datetime import timedelta

from accounts.domain.actor import Actor
from opsmethods.queries import fact_base
from quizzes.operations import policy_of, score_attempt, start_attempt
from tests.classrooms.work import LATER, NOW
from tests.quizzes.play import hand_in

GUEST = Actor(guest_key="a-guest")
SOON = NOW + timedelta(minutes=10)


def actor_of(user):
    return Actor(user_id=user.pk)


def take_quiz(actor, *, topic, right, count=4, mode="test", seed=1, now=NOW):
    """A quiz whose first `right` questions are answered rightly and the others wrongly, scored."""
    attempt = start_attempt(
        actor,
        topic=topic,
        facts=fact_base(topic),
        count=count,
        level="A",
        policy=policy_of(mode),
        seed=seed,
        now=now,
    )
    hand_in(attempt, right=right, now=now)
    score_attempt(attempt.pk, now=now)
    return attempt


__all__ = ["GUEST", "LATER", "NOW", "SOON", "actor_of", "take_quiz"]
