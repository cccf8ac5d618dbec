import random

import pytest

from tests.classrooms.work import set_essay, set_quiz


@pytest.fixture
def quiz(cast, topic):
    """Three questions set for Tess's class."""
    return set_quiz(cast.classroom, by=cast.tess, topic=topic)


@pytest.fixture
def essay(cast, topic):
    """The first prompt set for Tess's class."""
    return set_essay(cast.classroom, by=cast.tess, topic=topic)


@pytest.fixture
def rng():
    return random.Random(7)
