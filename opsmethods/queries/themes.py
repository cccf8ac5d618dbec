"""Themes: what runs through all methods."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Prefetch, Q, QuerySet

from opsmethods.models import Change, Section, SectionNote, Theme, Topic, lines_of
from opsmethods.queries.prose import Prose, prose_of
from opsmethods.queries.topics import live


@dataclass(frozen=True, slots=True)
class SectionPage:
    """`body` is safe HTML; `sources` are texts."""

    code: str
    heading: str
    body: str
    caution: str
    notes: tuple[SectionNote, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ThemePage:
    theme: Theme
    sections: tuple[SectionPage, ...]
    changes: tuple[Change, ...]
    others: tuple[Theme, ...]


def themes_of(topic: Topic, *, drafts: bool = False) -> QuerySet[Theme]:
    return live(topic.themes.order_by("position", "slug"), drafts=drafts)


def theme_page(topic: Topic, *, slug: str, drafts: bool = False) -> ThemePage:
    """Raises Theme.DoesNotExist."""
    themes = list(themes_of(topic, drafts=drafts))
    theme = next((theme for theme in themes if theme.slug == slug), None)
    if theme is None:
        raise Theme.DoesNotExist
    prose, sources = prose_of(topic, drafts=drafts), dict(topic.sources.values_list("code", "text"))
    notes = live(SectionNote.objects.order_by("method__slot"), "method", drafts=drafts)
    sections = theme.sections.order_by("position", "code").prefetch_related(Prefetch("notes", notes))
    return ThemePage(
        theme=theme,
        sections=tuple(_section(row, prose=prose, sources=sources) for row in live(sections, drafts=drafts)),
        changes=tuple(changes_of(topic, drafts=drafts)) if theme.with_changes else (),
        others=tuple(other for other in themes if other != theme),
    )


def _section(row: Section, *, prose: Prose, sources: dict[str, str]) -> SectionPage:
    return SectionPage(
        code=row.code,
        heading=row.heading,
        body=prose.html(row.body),
        caution=row.caution,
        notes=tuple(row.notes.all()),
        sources=tuple(sources[code] for code in lines_of(row.sources) if code in sources),
    )


def changes_of(topic: Topic, *, drafts: bool = False) -> Iterable[Change]:
    """Moves from one method to another, those between any two last."""
    shown = Q() if drafts else Q(old=None, new=None) | Q(old__published=True, new__published=True)
    rows = live(topic.changes.filter(shown).order_by("position", "code"), drafts=drafts).select_related("old", "new")
    return sorted(rows, key=lambda change: change.old_id is None)
