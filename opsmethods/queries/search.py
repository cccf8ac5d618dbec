"""Search in the notes of a topic: the same for every database, since it is done in the process."""

from functools import lru_cache

from opsmethods.domain.indexing import Index, index_of
from opsmethods.domain.search import Found, search
from opsmethods.models import Topic
from opsmethods.queries.places import places_of
from opsmethods.queries.prose import terms_of


def search_notes(topic: Topic, *, text: str, drafts: bool = False) -> Found:
    """What the notes at the version just read have to say; with drafts, read anew."""
    return search(_read(topic, drafts=True) if drafts else _index(topic.pk, topic.version), text)


@lru_cache(maxsize=16)
def _index(topic_id: int, version: int) -> Index:  # noqa: ARG001 - another version, another copy
    return _read(Topic.objects.get(pk=topic_id), drafts=False)


def _read(topic: Topic, *, drafts: bool) -> Index:
    terms = terms_of(topic, drafts=drafts)
    return index_of(places_of(topic, terms, drafts=drafts), names=(term.names for term in terms))
