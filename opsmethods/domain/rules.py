"""What must hold inside a topic, each rule said in words an editor can act on.

Every function returns the problem, or an empty string. The parser of packs and the admin's forms both
ask here, so a rule is written once.
"""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from string import Formatter

from opsmethods.domain.leaks import leaks_in

# Item model: placeholders its wordings must have. {noun} and {nouns} are allowed in all.
PLACEHOLDERS: Mapping[str, frozenset[str]] = {
    "IM01": frozenset({"definition"}),
    "IM02": frozenset({"method"}),
    "IM03": frozenset({"example"}),
    "IM04": frozenset({"method"}),
    "IM05": frozenset({"methods", "phrase"}),
    "IM06": frozenset({"method", "other"}),
    "IM07": frozenset({"least", "most"}),
    "IM08": frozenset({"output", "sequence"}),
    "IM09": frozenset({"method", "view"}),
    "IM10": frozenset({"method", "view"}),
    "IM11": frozenset({"statement"}),
    "IM12": frozenset({"prompt"}),
    "IM13": frozenset({"term"}),
    "IM14": frozenset(),
    "IM15": frozenset({"scenario"}),
    "IM16": frozenset({"scenario"}),
    "IM17": frozenset({"method", "scenario"}),
    "IM18": frozenset({"method", "scenario"}),
    "IM19": frozenset({"prompt"}),
    "IM20": frozenset({"prompt"}),
    "IM21": frozenset({"prompt"}),
    "IM22": frozenset({"case"}),
    "IM23": frozenset({"case"}),
    "IM24": frozenset({"case"}),
    "IM25": frozenset({"prompt"}),
    "IM26": frozenset({"fixed", "output", "variable"}),
    "IM27": frozenset({"first", "fixed_first", "fixed_second", "second", "variable_first", "variable_second"}),
    "IM28": frozenset(
        {"first", "fixed_first", "fixed_second", "output", "second", "variable_first", "variable_second"}
    ),
    "IM29": frozenset({"capacity", "made"}),
    "IM30": frozenset({"hours", "reset", "runs"}),
    "IM31": frozenset({"cost", "large", "small"}),
    "IM32": frozenset({"after", "before", "fixed", "variable"}),
    "IM33": frozenset({"after", "before", "workers"}),
    "IM35": frozenset({"case"}),
    "IM36": frozenset({"case"}),
    "IM37": frozenset({"prompt"}),
    "IM38": frozenset({"prompt"}),
}
OPTIONAL = frozenset({"noun", "nouns"})
SHORTEST_STEM = 5
SAME_WORDS = Fraction(4, 5)


def unknown_problem(what: str, given: Iterable[str], known: Iterable[str]) -> str:
    """Whatever is named is there."""
    allowed = set(known)
    missing = [name for name in given if name not in allowed]
    return f"There is no {what} {', '.join(missing)}." if missing else ""


def range_problem(*, level: int, low: int, high: int, scale: tuple[int, int]) -> str:
    """A cell's level lies in its range, and its range on the dimension's scale."""
    if not low <= level <= high:
        return f"The level, {level}, must lie in the range {low} to {high}."
    if low < scale[0] or high > scale[1]:
        return f"The range {low} to {high} must lie on the scale {scale[0]} to {scale[1]}."
    return ""


def words_problem(*, words: Iterable[str], scale: tuple[int, int]) -> str:
    """A dimension has one word for each step of its scale."""
    if scale[0] >= scale[1]:
        return f"The scale must rise: {scale[0]} to {scale[1]} does not."
    have, need = len(tuple(words)), scale[1] - scale[0] + 1
    return "" if have == need else f"The scale has {need} steps but there are {have} words for them."


def map_problems(*, across: str, up: str, codes: Collection[str]) -> Mapping[str, str]:
    """A map has two different dimensions of its topic, or none. By column."""
    problems = {
        name: f"There is no dimension {code}."
        for name, code in (("map_across", across), ("map_up", up))
        if code and code not in codes
    }
    if bool(across) != bool(up) or (across and across == up):
        problems.setdefault("map_up", "A map has two different dimensions, or none.")
    return problems


def leak_problem(text: str, leaks: Iterable[str]) -> str:
    """A text that describes without naming has no word that gives a method away."""
    found = leaks_in(text, leaks)
    return f"These words give the answer away: {', '.join(found)}." if found else ""


def members_problem(*, given: Iterable[str], expected: Iterable[str]) -> str:
    """Exactly one entry for each method expected."""
    given, expected = set(given), set(expected)
    missing, unknown = sorted(expected - given), sorted(given - expected)
    if missing:
        return f"Missing: {', '.join(missing)}."
    return f"Not a method of this topic: {', '.join(unknown)}." if unknown else ""


def fits_problem(scores: Iterable[int]) -> str:
    """How far an answer speaks for a method, in whole numbers."""
    return "" if all(-3 <= score <= 3 for score in scores) else "Each number lies between -3 and 3."


@dataclass(frozen=True, slots=True)
class Said:
    """A statement as far as another may contradict it: `truth` is T, F or ~ by method."""

    code: str
    text: str
    truth: Mapping[str, str]


def contradiction_problem(new: Said, others: Iterable[Said]) -> str:
    """Two statements that say nearly the same are not true and false of one method.

    Nearly the same: at least four in five of all their words are shared, counted once each. "Unit cost is high" and
    "unit cost is low" share 3 of 5, so they are two statements.
    """
    for other in others:
        one, two = _word_set(new.text), _word_set(other.text)
        if len(one & two) < SAME_WORDS * len(one | two):
            continue
        opposite = [slug for slug, value in new.truth.items() if {value, other.truth.get(slug)} == {"T", "F"}]
        if opposite:
            return f"{other.code} says nearly the same and differs on {', '.join(opposite)}: {other.text}"
    return ""


def _word_set(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", text.casefold()))


def condition_problem(line: str, answers: Mapping[str, Collection[str]]) -> str:
    """A line of a rule's conditions, `question: answer, answer`; `answers` are those there are, by question."""
    question, colon, given = (part.strip() for part in line.partition(":"))
    if not colon or not given:
        return f"Write a question, a colon and the answers that count, not: {line}"
    if question not in answers:
        return f"There is no question {question}."
    unknown = [code for code in given.replace(" ", "").split(",") if code not in answers[question]]
    return f"{question} has no answer {', '.join(unknown)}." if unknown else ""


def model_problem(model: str) -> str:
    return "" if model in PLACEHOLDERS else f"There is no item model {model}. Known: {', '.join(PLACEHOLDERS)}."


def wording_problem(model: str, text: str) -> str:
    """A stem is a question or ends in a colon, and has the placeholders its item model fills."""
    if problem := model_problem(model):
        return problem
    used = placeholders_in(text)
    if used is None:
        return "A brace is not closed."
    unknown, missing = used - PLACEHOLDERS[model] - OPTIONAL, PLACEHOLDERS[model] - used
    if unknown or missing:
        return f"{model} fills {braced(PLACEHOLDERS[model] | OPTIONAL)}; wrong or missing: {braced(unknown | missing)}."
    if not text.endswith(("?", ":")) or len(text.split()) < SHORTEST_STEM:
        return f"A stem has at least {SHORTEST_STEM} words and ends in a question mark or a colon."
    return ""


def placeholders_in(text: str) -> set[str] | None:
    """The names in braces; None if a brace is not closed."""
    try:
        return {name for _, name, _, _ in Formatter().parse(text) if name is not None}
    except ValueError:
        return None


def braced(names: Iterable[str]) -> str:
    return ", ".join(f"{{{name}}}" for name in sorted(names))
