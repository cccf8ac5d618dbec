"""Everything published about a topic as places that a search can lead to."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any, NamedTuple, TypeVar

from django.db.models import Prefetch, QuerySet
from django.urls import reverse

from opsmethods.domain.chooser import ChooserFacts, RuleFact
from opsmethods.domain.indexing import Document
from opsmethods.domain.markdown import to_lines
from opsmethods.models import (
    Cell,
    Confusion,
    ContentRow,
    Example,
    Method,
    Misconception,
    Section,
    SectionNote,
    Statement,
    Step,
    Term,
    Theme,
    Topic,
    TraitCell,
)
from opsmethods.queries.choosing import chooser_facts
from opsmethods.queries.costs import costed_methods
from opsmethods.queries.overview import TO_COMPARE, syllabus_lines
from opsmethods.queries.themes import changes_of, themes_of
from opsmethods.queries.topics import dimensions_of, live, methods_of

Row = TypeVar("Row", bound=ContentRow)
FEATURES = "key features"


class Notes(NamedTuple):
    """The notes of a topic, as they are to be read."""

    topic: Topic
    drafts: bool

    def url(self, page: str, *arguments: str, anchor: str = "") -> str:
        address = reverse(f"opsmethods:{page}", args=[self.topic.slug, *arguments])
        return f"{address}#{anchor}" if anchor else address


def places_of(topic: Topic, terms: Iterable[Term], *, drafts: bool = False) -> Iterator[Document]:
    """In the order in which those that answer a question equally well are shown."""
    notes = Notes(topic, drafts)
    methods = list(methods_of(topic, drafts=drafts))
    themes = list(themes_of(topic, drafts=drafts))
    facts = chooser_facts(topic, drafts=drafts)
    yield from _pages(notes, methods, facts)
    yield from _themes(notes, themes)
    yield from _terms(notes, terms)
    yield from _sections(notes)
    yield from _confusions(notes)
    yield from _compared(notes)
    yield from _told(notes, methods)
    yield from _lists(notes)
    yield from _features(notes)
    yield from _choosing(notes, facts)
    yield from _changes(notes, themes)


# --- Pages ----------------------------------------------------------------------------------------


def _pages(notes: Notes, methods: Iterable[Method], facts: ChooserFacts) -> Iterator[Document]:
    topic = notes.topic
    for row in methods:
        body = _lines(row.definition, row.recap)
        yield Document(row.name, topic.noun.capitalize(), notes.url("method_detail", row.slug), body, row.slot)
    yield Document(topic.title, "Topic", notes.url("topic_detail"), _lines(topic.lede))
    if topic.choosing:
        url = notes.url("topic_detail", anchor="choosing")
        yield Document("How to choose", topic.title, url, _lines(*to_lines(topic.choosing)))
    dimensions = ", ".join(row.label for row in dimensions_of(topic, drafts=notes.drafts))
    yield Document(f"Compare the {topic.noun_plural}", topic.title, notes.url("method_compare"), dimensions)
    if facts.questions and facts.methods:
        asked = _lines(*(question.label for question in facts.questions))
        yield Document(f"Which {topic.noun} fits?", topic.title, notes.url("method_choose"), asked)
    costed = costed_methods(topic, drafts=notes.drafts)
    if len(costed) >= TO_COMPARE:
        body = "Fixed cost, variable cost and unit cost of " + ", ".join(method.name for method in costed)
        yield Document("Where costs cross", topic.title, notes.url("cost_compare"), body)
    exams = [
        f"{line.name}: {', '.join((*line.core, *line.beyond))}. {line.note}"
        for line in syllabus_lines(topic, {row.slug: row.name for row in methods}, drafts=notes.drafts)
    ]
    if exams:
        url = notes.url("topic_detail", anchor="syllabus")
        yield Document("What your exam asks for", topic.title, url, _lines(*exams))


# --- What is on them ------------------------------------------------------------------------------


def _themes(notes: Notes, themes: Iterable[Theme]) -> Iterator[Document]:
    for theme in themes:
        url = notes.url("theme_detail", theme.slug)
        yield Document(theme.title, "Theme", url, _lines(theme.lede))


def _terms(notes: Notes, terms: Iterable[Term]) -> Iterator[Document]:
    for row in terms:
        yield Document(row.term, "Glossary", notes.url("term_list", anchor=row.slug), _lines(row.definition))


def _sections(notes: Notes) -> Iterator[Document]:
    shown = live(SectionNote.objects.order_by("method__slot", "method__slug"), "method", drafts=notes.drafts)
    order = ("theme__position", "theme__slug", "position", "code")
    rows = Section.objects.filter(theme__topic=notes.topic).order_by(*order).prefetch_related(Prefetch("notes", shown))
    for row in live(rows, "theme", drafts=notes.drafts):
        said = [f"{note.method.name}: {note.text}" for note in row.notes.all()]
        caution = f"The other side: {row.caution}" if row.caution else ""
        url = notes.url("theme_detail", row.theme.slug, anchor=row.code)
        yield Document(row.heading, row.theme.title, url, _lines(*to_lines(row.body), *said, caution))


def _confusions(notes: Notes) -> Iterator[Document]:
    rows = Confusion.objects.filter(first__topic=notes.topic).order_by("position", "pk")
    for row in live(rows, "first", "second", drafts=notes.drafts):
        url = notes.url("method_detail", row.first.slug, anchor="confusions")
        body = _lines(f"How to tell: {row.tell}", f"Why they are confused: {row.why}", f"Both: {row.shared}")
        yield Document(f"{row.first.name} or {row.second.name.lower()}: the difference", "Often confused", url, body)


def _compared(notes: Notes) -> Iterator[Document]:
    where = f"Compare the {notes.topic.noun_plural}"
    url = notes.url("method_compare")
    for dimension in dimensions_of(notes.topic, drafts=notes.drafts):
        yield Document(dimension.label, where, f"{url}?sort={dimension.code}", _lines(dimension.scale))
    for trait in live(notes.topic.traits.order_by("position", "code"), drafts=notes.drafts):
        yield Document(trait.label, where, url, _lines(trait.question))


def _told(notes: Notes, methods: Iterable[Method]) -> Iterator[Document]:
    steps = _by_method(_of_methods(Step, notes, "position", "code"))
    boxes = {method: ", ".join(row.text for row in rows) for method, rows in steps}
    for row in methods:
        page = notes.url("method_detail", row.slug)
        yield Document("The idea", row.name, f"{page}#idea", _lines(*to_lines(row.idea)), row.slot)
        told = _lines(*to_lines(row.process), boxes.get(row, ""))
        yield Document("How it works", row.name, f"{page}#process", told, row.slot)


def _features(notes: Notes) -> Iterator[Document]:
    for cell in _of_methods(Cell, notes, "dimension__position", "dimension__code", parent="dimension"):
        dimension, word = cell.dimension, cell.dimension.word_for(cell.level)
        yield _part(notes, cell.method, dimension.label, dimension.code.lower(), f"{word}. {cell.sentence}", FEATURES)
    for row in _of_methods(TraitCell, notes, "trait__position", "trait__code", parent="trait"):
        yield _part(notes, row.method, row.trait.label, row.trait.code.lower(), row.text, FEATURES)


def _lists(notes: Notes) -> Iterator[Document]:
    for method, rows in _by_method(_of_methods(Example, notes, "position", "code")):
        yield _part(notes, method, "Examples", "examples", _lines(*(f"{row.text}. {row.why}" for row in rows)))
    for method, rows in _by_method(_of_methods(Statement, notes, "position", "code")):
        for kind in Statement.Kind:
            if texts := [row.text for row in rows if row.kind == kind]:
                yield _part(notes, method, f"{kind.label}s", f"{kind.value}s", _lines(*texts))
    for method, rows in _by_method(_of_methods(Misconception, notes, "position", "code")):
        body = _lines(*(f"Often thought: {row.belief} In fact: {row.correction}" for row in rows))
        yield _part(notes, method, "Easy to get wrong", "misconceptions", body)


# --- Choosing and changing ------------------------------------------------------------------------


def _choosing(notes: Notes, facts: ChooserFacts) -> Iterator[Document]:
    """What is on the page of the chooser: nothing, if there is no such page."""
    if not facts.questions or not facts.methods:
        return
    where = f"Which {notes.topic.noun} fits?"
    for factor in facts.factors:
        body = _lines(*(f"{point.method.name}: {point.text}" for point in factor.points if point.text))
        yield Document(factor.title, where, notes.url("method_choose", anchor="factors"), body)
    for rule in facts.rules:
        answers = answers_for(facts, rule)
        if answers:
            url = reverse("opsmethods:method_choose", args=[notes.topic.slug], query=answers)
            yield Document(f"If {rule.condition}", where, url, _advice(facts, rule))


def answers_for(facts: ChooserFacts, rule: RuleFact) -> dict[str, str]:
    """One answer to each of its questions that makes the rule fire, or none if there is no such answer."""
    asked = {question.code: question for question in facts.questions}
    chosen = {
        part.question: next((answer.code for answer in asked[part.question].answers if answer.code in part.answers), "")
        for part in rule.when
        if part.question in asked
    }
    return chosen if rule.fires(chosen) else {}


def _advice(facts: ChooserFacts, rule: RuleFact) -> str:
    sides = ((rule.lean, "lean to"), (rule.against, "lean away from"))
    advice = [f"{verb} {names}" for slugs, verb in sides if (names := _names(facts, slugs))]
    unless = f", unless {rule.unless}" if rule.unless else ""
    said = f"{', '.join(advice)}, because {rule.because}{unless}."
    return said[:1].upper() + said[1:]


def _names(facts: ChooserFacts, slugs: Iterable[str]) -> str:
    return " or ".join(method.name for method in facts.methods if method.slug in slugs)


def _changes(notes: Notes, themes: Iterable[Theme]) -> Iterator[Document]:
    """On each theme that ends with them."""
    ending = [theme for theme in themes if theme.with_changes]
    rows = list(changes_of(notes.topic, drafts=notes.drafts)) if ending else []
    for theme in ending:
        url = notes.url("theme_detail", theme.slug, anchor="changes")
        for row in rows:
            title = f"From {row.old.name.lower()} to {row.new.name.lower()}" if row.old and row.new else "Any move"
            yield Document(title, theme.title, url, _lines(row.business, row.people, row.benefits))


# --- Helpers --------------------------------------------------------------------------------------


def _of_methods(model: type[Row], notes: Notes, *order: str, parent: str = "") -> QuerySet[Row]:
    """Rows that hang on methods of the topic, and on another parent."""
    rows = model._default_manager.filter(method__topic=notes.topic).order_by("method__slot", "method__slug", *order)
    return live(rows, "method", *filter(None, [parent]), drafts=notes.drafts)


def _by_method(rows: Iterable[Any]) -> list[tuple[Method, list[Any]]]:
    return [(method, list(group)) for method, group in groupby(rows, key=lambda row: row.method)]


def _part(notes: Notes, method: Method, title: str, anchor: str, body: str, section: str = "") -> Document:
    where = f"{method.name}, {section}" if section else method.name
    return Document(title, where, notes.url("method_detail", method.slug, anchor=anchor), _lines(body), method.slot)


def _lines(*texts: str) -> str:
    """What makes sense alone stands on a line of its own."""
    lines = (" ".join(line.split()) for text in texts for line in text.split("\n"))
    return "\n".join(line for line in lines if line)
