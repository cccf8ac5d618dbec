"""Which component a question tests, read off what is stored beside it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import permutations
from types import MappingProxyType

from opsmethods.domain.clues import Clue, totals
from opsmethods.domain.facts import FactBase
from quizzes.domain.candidate import Ask
from quizzes.domain.predicates import is_placed, sep
from quizzes.domain.reviewing.components import NO_BANK, Component, Kind, beliefs_of, pair_of
from quizzes.domain.scenarios import clues_of


@dataclass(frozen=True, slots=True)
class Question:
    """The four columns of a snapshot: item model, signature, method under test, dimension."""

    model: str
    signature: str
    method: str = ""
    dimension: str = ""

    @property
    def parts(self) -> tuple[str, ...]:
        """Those of `Ask`; of a long signature its hash."""
        return tuple(self.signature.split(":")[1:])

    @property
    def first(self) -> str:
        return next(iter(self.parts), "")


Rule = Callable[[FactBase, Question], Component | None]


def question_of(ask: Ask) -> Question:
    return Question(model=ask.model, signature=ask.signature, method=ask.method, dimension=ask.dimension)


def component_of(facts: FactBase, question: Question) -> Component | None:
    """None where the question tests nothing that is scheduled, or the notes no longer hold what it tests."""
    rules = (rules[question.model] for rules in RULES.values() if question.model in rules)
    found = (rule(facts, question) for rule in rules)
    return next((component for component in found if component is not None), None)


# --- Dimensions, misconceptions, terms -------------------------------------------------------------


def _dimension(facts: FactBase, question: Question) -> Component | None:
    known = any(dimension.code == question.dimension for dimension in facts.dimensions)
    return Component(Kind.DIMENSION, question.dimension) if known else None


def _belief(facts: FactBase, question: Question) -> Component | None:
    code = question.first
    return Component(Kind.MISCONCEPTION, code) if code in beliefs_of(facts) else None


def _meaning(facts: FactBase, question: Question) -> Component | None:
    return _term(facts, (question.first,))


def _sum(facts: FactBase, _question: Question, *, term: str) -> Component | None:
    return _term(facts, (term,))


def _group(facts: FactBase, question: Question) -> Component | None:
    """The term that the group of its case is, or that the group's note explains."""
    groups = facts.material.banks.get(question.model, NO_BANK).groups
    notes = [group.note for group in groups if group.code == question.first]
    return _term(facts, (question.first, *map(_anchor, notes)))


def _reply(facts: FactBase, question: Question) -> Component | None:
    """The term that the note of its prompt explains."""
    puzzles = facts.material.banks.get(question.model, NO_BANK).sets
    return _term(facts, [_anchor(puzzle.note) for puzzle in puzzles if puzzle.code == question.first])


def _definition(facts: FactBase, question: Question) -> Component | None:
    """The term that has the method's name."""
    names = {method.name.casefold() for method in facts.methods if method.slug == question.method}
    slugs = [term.slug for term in facts.terms if _without_brackets(term.term).casefold() in names]
    return _term(facts, slugs)


def _without_brackets(text: str) -> str:
    """Flow (mass) production -> Flow production"""
    before, _, rest = text.partition("(")
    return " ".join((before + rest.partition(")")[2]).split())


def _term(facts: FactBase, slugs: Iterable[str]) -> Component | None:
    """The first of the slugs that is in the glossary."""
    known = {term.slug for term in facts.terms}
    return next((Component(Kind.TERM, slug) for slug in slugs if slug in known), None)


def _anchor(note: str) -> str:
    """lean#kanban -> kanban"""
    return note.partition("#")[2]


# --- Pairs ----------------------------------------------------------------------------------------


def _nearest(facts: FactBase, question: Question) -> Component | None:
    return _against(facts, question.method, {})


def _odd_one(facts: FactBase, question: Question) -> Component | None:
    """Three firms use the first of its parts, the odd one the method under test."""
    return _told_apart(facts, question.method, question.first)


def _case(facts: FactBase, question: Question) -> Component | None:
    return _against(facts, question.method, _scores(facts, question.parts[1:]))


def _reason(facts: FactBase, question: Question) -> Component | None:
    """The rival stands beside the clue that is the reason, at the end of its parts."""
    return _told_apart(facts, question.method, *question.parts[-2:-1])


def _evidence(facts: FactBase, question: Question) -> Component | None:
    return _against(facts, question.method, _scores(facts, question.parts[2:3]))


def _turning(facts: FactBase, question: Question) -> Component | None:
    """From the method that the old clues call for to the one under test."""
    old = question.parts[1 : question.parts.index("to")] if "to" in question.parts else ()
    return _against(facts, question.method, _scores(facts, old))


def _told_apart(facts: FactBase, method: str, *others: str) -> Component | None:
    known = {one.slug for one in facts.methods}
    return next((pair_of(method, other) for other in others if {method, other} <= known and method != other), None)


def _against(facts: FactBase, method: str, scores: Mapping[str, int]) -> Component | None:
    """The method against the one that comes closest: by score, then by the dimensions on which the two touch."""
    touching = _touching(facts)
    rivals = [other for one, other in touching if one == method]
    closest = max(rivals, key=lambda other: (scores.get(other, 0), touching[method, other]), default=None)
    return None if closest is None else pair_of(method, closest)


def _scores(facts: FactBase, codes: Iterable[str]) -> dict[str, int]:
    """What the clues add up to for each method."""
    clues = _clues(facts)
    return totals([clues[code] for code in codes if code in clues], [method.slug for method in facts.methods])


@lru_cache(maxsize=32)
def _clues(facts: FactBase) -> Mapping[str, Clue]:
    return MappingProxyType({clue.code: clue for clue in clues_of(facts)})


@lru_cache(maxsize=32)
def _touching(facts: FactBase) -> Mapping[tuple[str, str], int]:
    """For two methods, on how many dimensions their ranges touch."""
    return MappingProxyType(
        {
            (one.slug, other.slug): sum(
                not sep(facts, one.slug, other.slug, dimension=dimension.code)
                for dimension in facts.dimensions
                if is_placed(facts, (one.slug, other.slug), dimension=dimension.code)
            )
            for one, other in permutations(facts.methods, 2)
        }
    )


# By what is tested and item model; where a model tests several kinds, the first that fits counts.
RULES: Mapping[Kind, Mapping[str, Rule]] = MappingProxyType(
    {
        Kind.DIMENSION: {"IM05": _dimension, "IM06": _dimension, "IM07": _dimension, "IM20": _dimension},
        Kind.MISCONCEPTION: {"IM12": _belief},
        Kind.TERM: {
            "IM01": _definition,
            "IM02": _definition,
            "IM13": _meaning,
            "IM20": _reply,
            "IM21": _reply,
            "IM22": _group,
            "IM23": _group,
            "IM24": _group,
            "IM26": partial(_sum, term="unit-cost"),
            "IM29": partial(_sum, term="capacity-utilisation"),
            "IM30": partial(_sum, term="changeover"),
            "IM31": partial(_sum, term="changeover"),
            "IM32": partial(_sum, term="economies-of-scale"),
            "IM33": partial(_sum, term="labour-productivity"),
            "IM35": _group,
            "IM36": _group,
        },
        Kind.PAIR: {
            "IM01": _nearest,
            "IM02": _nearest,
            "IM03": _nearest,
            "IM04": _nearest,
            "IM08": _nearest,
            "IM14": _odd_one,
            "IM15": _case,
            "IM16": _reason,
            "IM17": _evidence,
            "IM18": _turning,
        },
    }
)

# Opinions, moves between methods, sums on two methods, trade-offs and the skills of essays have no component.
UNSCHEDULED = frozenset({"IM09", "IM10", "IM11", "IM19", "IM25", "IM27", "IM28", "IM37", "IM38"})
