"""A question as one person sees it: the options in the order fixed for them, and what they may be told."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from string import ascii_uppercase
from typing import Any

from opsmethods.domain.facts import FactBase

Body = Mapping[str, Any]

LONG = 20
SENTENCE_END = re.compile(r"(?<=[.?!\N{RIGHT DOUBLE QUOTATION MARK}])\s+")


@dataclass(frozen=True, slots=True)
class Choice:
    """One option. `is_right` and `why` are empty until the feedback rule lets them be seen (V14)."""

    id: str
    letter: str
    text: str
    is_chosen: bool
    is_right: bool | None = None
    why: str = ""


class Page(StrEnum):
    METHOD = "method"
    THEME = "theme"
    GLOSSARY = "glossary"


@dataclass(frozen=True, slots=True)
class NoteLink:
    """Where to read on. `page` says what kind of page `slug` is; with `anchor` they make the address."""

    page: Page
    slug: str
    anchor: str
    name: str
    about: str
    slot: int = 0


@dataclass(frozen=True, slots=True)
class Feedback:
    """What is told about an answer: `answer` is the text of the right option."""

    is_right: bool
    answer: str
    note: NoteLink | None


@dataclass(frozen=True, slots=True)
class Stem:
    """A stem as it is laid out: a long one tells its case first, then asks."""

    case: str
    asked: str


def laid_out(stem: str) -> Stem:
    """The last sentence asks; what comes before it is the case, where the whole is longer than LONG words."""
    sentences = SENTENCE_END.split(stem)
    if len(stem.split()) <= LONG or len(sentences) < 2:
        return Stem(case="", asked=stem)
    return Stem(case=stem[: -len(sentences[-1])].rstrip(), asked=sentences[-1])


def plain_choices(body: Body, *, order: Sequence[str], chosen: str | None) -> tuple[Choice, ...]:
    """The options without a trace of the key."""
    text = {option["id"]: option["text"] for option in body["options"]}
    return tuple(
        Choice(id=key, letter=letter, text=text[key], is_chosen=key == chosen)
        for letter, key in zip(ascii_uppercase, order, strict=False)
    )


def explained_choices(body: Body, *, order: Sequence[str], chosen: str | None) -> tuple[Choice, ...]:
    """The options with right or wrong and why."""
    options = {option["id"]: option for option in body["options"]}
    right = _right_ids(body)
    return tuple(
        Choice(
            id=key,
            letter=letter,
            text=options[key]["text"],
            is_chosen=key == chosen,
            is_right=key in right,
            why=options[key]["why"],
        )
        for letter, key in zip(ascii_uppercase, order, strict=False)
    )


def feedback_on(body: Body, *, chosen: str | None, facts: FactBase) -> Feedback:
    """What is told about an answer; where a regrade accepts several, all of them."""
    right = _right_ids(body)
    answers = [option["text"] for option in body["options"] if option["id"] in right]
    key = next(option for option in body["options"] if option["id"] == body["key"])
    return Feedback(is_right=chosen in right, answer=" or ".join(answers), note=note_link(key["note"], facts=facts))


def _right_ids(body: Body) -> Sequence[str]:
    """The key, or what a regrade laid over it (`quizzes.domain.regrading.overlaid`)."""
    right: Sequence[str] = body.get("right") or (body["key"],)
    return right


def note_link(note: str, *, facts: FactBase) -> NoteLink | None:
    """The place that a note `<slug>#<anchor>` points at: of a method, a theme, or a term of the glossary.

    None if the notes have lost it since.
    """
    slug, _, anchor = note.partition("#")
    method = next((method for method in facts.methods if method.slug == slug), None)
    if method is not None:
        about = _about(anchor, facts=facts)
        return NoteLink(Page.METHOD, slug, anchor, name=method.name, about=about, slot=method.slot)
    if slug in facts.places:
        return NoteLink(Page.THEME, slug, anchor, name=facts.places[slug], about=anchor.replace("-", " ").capitalize())
    term = next((term for term in facts.terms if slug == "glossary" and term.slug == anchor), None)
    return NoteLink(Page.GLOSSARY, slug, anchor, name="Glossary", about=term.term) if term else None


def _about(anchor: str, *, facts: FactBase) -> str:
    labels = {dimension.code.lower(): dimension.label for dimension in facts.dimensions}
    return labels.get(anchor, anchor.capitalize())
