"""Markdown of the notes as HTML, with links to the glossary."""

from dataclasses import dataclass

from django.urls import reverse

from opsmethods.domain.glossary import Linker
from opsmethods.domain.markdown import to_html
from opsmethods.models import Term, Topic
from opsmethods.queries.topics import live


@dataclass(frozen=True, slots=True)
class Prose:
    """Writes the prose of one page: of each term the first mention is a link."""

    linker: Linker

    def html(self, text: str) -> str:
        """Safe to be put into a page as it is."""
        return self.linker.link(to_html(text))


def terms_of(topic: Topic, *, drafts: bool = False) -> list[Term]:
    """In the order of a dictionary."""
    return sorted(live(topic.terms.all(), drafts=drafts), key=lambda term: (term.term.casefold(), term.slug))


def prose_of(topic: Topic, *, drafts: bool = False) -> Prose:
    names = {name: term.slug for term in terms_of(topic, drafts=drafts) for name in term.names}
    return Prose(Linker(names, reverse("opsmethods:term_list", args=[topic.slug])))
