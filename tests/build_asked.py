"""`python -m tests.build_asked`: an example asked in quizzes of every state, beside quizzes without it, as JSON.

The example is a draft, so that no quiz made since can hold it.
"""

import json
import sys

import django

django.setup()

from django.utils import timezone  # noqa: E402 - Django must be set up first

from accounts.domain.actor import Actor  # noqa: E402
from opsmethods.models import Example, Topic  # noqa: E402
from opsmethods.queries import fact_base  # noqa: E402
from quizzes.models import Attempt  # noqa: E402
from quizzes.operations import policy_of, score_attempt, start_attempt, submit_attempt  # noqa: E402
from tests.quizzes.play import plant  # noqa: E402

STATES = tuple(Attempt.State)


def build_asked(now) -> dict[str, object]:
    """The key of the example, the stems that quote it, and by state the ids of the attempts that hold one."""
    topic = Topic.objects.get(slug="operations-methods")
    example = Example.objects.create(
        method=topic.methods.get(slug="job"),
        code="J98",
        text="A banner for one brass band",
        leak_free="A sign painter letters a banner for the only brass band in town.",
        why="One banner for one band.",
        position=98,
        published=False,
    )
    with_it, without = attempts(topic, "with", now=now), attempts(topic, "without", now=now)
    stems = plant(with_it, example.leak_free)
    plant(without, "A sign painter letters forty banners that are all alike.")
    for state, *pair in zip(STATES, with_it, without, strict=True):
        for attempt in pair:
            bring(attempt, to=state, now=now)
    held = {state.value: str(attempt.pk) for state, attempt in zip(STATES, with_it, strict=True)}
    return {"example": example.pk, "stems": stems, "attempts": held}


def attempts(topic: Topic, name: str, *, now) -> list[Attempt]:
    """A guest's quiz of one question for each state, not yet brought there."""
    rules = {"count": 1, "level": "A", "policy": policy_of("test"), "topic": topic, "facts": fact_base(topic)}
    return [
        start_attempt(Actor(guest_key=f"{name} {seed}"), seed=seed, now=now, **rules) for seed in range(len(STATES))
    ]


def bring(attempt: Attempt, *, to: str, now) -> None:
    if to in {Attempt.State.SUBMITTED, Attempt.State.SCORED}:
        submit_attempt(attempt, now=now)
    if to == Attempt.State.SCORED:
        score_attempt(attempt.pk, now=now)
    if to in {Attempt.State.ABANDONED, Attempt.State.OVERDUE}:
        Attempt.objects.filter(pk=attempt.pk).update(state=to, submitted_at=now)


if __name__ == "__main__":
    json.dump(build_asked(timezone.now()), sys.stdout)
