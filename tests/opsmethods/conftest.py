import pytest

from opsmethods import queries
from opsmethods.models import Topic
from opsmethods.operations import load_topic
from tests.opsmethods.packs import PACKS, load


@pytest.fixture(autouse=True)
def no_facts_kept():
    """Tests roll back, so the same topic and version come again with other facts."""
    queries._fact_base.cache_clear()


@pytest.fixture
def notes(db) -> Topic:
    load_topic(load("operations-methods"))
    return Topic.objects.get(slug="operations-methods")


@pytest.fixture(params=PACKS)
def any_pack(request):
    return load(request.param)


@pytest.fixture
def any_notes(db, any_pack) -> Topic:
    """What holds for one topic holds for all."""
    load_topic(any_pack)
    return Topic.objects.get(slug=any_pack.topic.slug)
