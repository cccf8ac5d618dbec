from datetime import UTC, datetime

import pytest
from model_bakery import baker

from tests.factories.accounts import make_user

NOW = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)


def make_attempt(**owner):
    """Any row that a user or a guest may own."""
    return baker.make("quizzes.Attempt", mode="practice", level="A", started_at=NOW, item_count=1, **owner)


@pytest.fixture
def sam(db):
    return make_user("sam", email="sam@school.example")


@pytest.fixture
def nia(db):
    return make_user("nia")


@pytest.fixture
def session() -> dict[str, str]:
    """What operations need of a session: a mapping."""
    return {}
