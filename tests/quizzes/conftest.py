import pytest

from opsmethods.models import Topic
from opsmethods.queries import fact_base
from quizzes.operations import policy_of, start_attempt
from tests.quizzes.play import GUEST, NOW


@pytest.fixture
def notes(main_pack) -> Topic:
    return main_pack


@pytest.fixture
def start(notes):
    """Starts a quiz: a guest's test of four questions unless told otherwise."""

    def start(*, actor=GUEST, mode="test", count=4, seed=7, now=NOW, policy=None, level="A"):
        return start_attempt(
            actor,
            topic=notes,
            facts=fact_base(notes),
            count=count,
            level=level,
            policy=policy or policy_of(mode),
            seed=seed,
            now=now,
        )

    return start
