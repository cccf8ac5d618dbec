import pytest

from opsmethods.models import Topic
from opsmethods.operations import load_topic
from tests.opsmethods.packs import PACKS, load


@pytest.fixture
def notes(main_pack) -> Topic:
    return main_pack


@pytest.fixture(params=PACKS)
def any_pack(request):
    return load(request.param)


@pytest.fixture
def any_notes(db, any_pack) -> Topic:
    """What holds for one topic holds for all."""
    if not Topic.objects.filter(slug=any_pack.topic.slug).exists():
        load_topic(any_pack)
    return Topic.objects.get(slug=any_pack.topic.slug)
