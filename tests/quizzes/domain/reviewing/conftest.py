import pytest

from opsmethods.domain.facts import FactBase
from tests.quizzes.domain.facts import second_facts, shipped_facts


@pytest.fixture(scope="session")
def shipped() -> FactBase:
    return shipped_facts()


@pytest.fixture(scope="session")
def second() -> FactBase:
    return second_facts()


@pytest.fixture(scope="session", params=["shipped", "second"])
def either(request) -> FactBase:
    return request.getfixturevalue(request.param)
