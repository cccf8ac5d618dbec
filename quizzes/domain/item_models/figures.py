"""What IM26 to IM33 share: figures are drawn, the key is computed, and each wrong option is what a named slip gives.

The place of the key among the ascending options is chosen first. Figures are then drawn until as many slips as that
give too little, and the rest too much, so the rank of the key tells nothing. A sum is known by its number: the same
number and place of the key have the same figures as long as the notes do not change.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from itertools import pairwise
from random import Random
from typing import Generic, TypeVar

from opsmethods.domain.facts import FactBase
from quizzes.domain.amounts import amount_in, are_close
from quizzes.domain.candidate import Ask, Candidate, Choice, Demand, Draft, ItemModel, item_from, no_method
from quizzes.domain.item import BadItem, Item, Strategy
from quizzes.domain.predicates import CERTAIN, IMPOSSIBLE
from quizzes.domain.wording import stem_of

Figures = TypeVar("Figures")

WRONG_OPTIONS = 3
TRIES = 400
SETS = 500
OF_TERM = Demand.APPLICATION


@dataclass(frozen=True)
class Slip(Generic[Figures]):
    """Where arithmetic goes wrong: the formula, the mistake in words, what it gives.

    `most` is the most that an option made by it may say.
    """

    claim: str
    reason: str
    value: Callable[[Figures], Fraction]
    most: Fraction | None = None

    def fits(self, value: Fraction) -> bool:
        return self.most is None or value <= self.most


@dataclass(frozen=True)
class Sum(Generic[Figures]):
    """A kind of sum. `draw` gives realistic figures or None; `shown` writes a value; `fits` says whether a value may be
    an option; `working` is the way to the key.
    """

    claim: str
    value: Callable[[Figures], Fraction]
    slips: tuple[Slip[Figures], ...]
    draw: Callable[[Random], Figures | None]
    words: Callable[[Figures], Mapping[str, str]]
    shown: Callable[[Fraction], str]
    fits: Callable[[Fraction], bool]
    working: Callable[[Figures], str]


@dataclass(frozen=True)
class Task(Generic[Figures]):
    """A sum asked by an item model: of which method, and where its working is explained."""

    model: str
    demand: Demand
    sum: Sum[Figures]
    note: str
    method: str = ""
    methods: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    dimension: str = ""
    difficulty: int = 2


Valued = tuple[Fraction, Slip[Figures] | None]


def candidates_of(facts: FactBase, task: Task[Figures], *, count: int = SETS) -> Iterator[Candidate]:
    """None where bounds give no good figures: every number would be tried in vain, which takes seconds."""
    for number in range(count if _is_possible(task) else 0):
        ask = Ask(
            model=task.model,
            method=task.method,
            demand=task.demand,
            parts=(*task.parts, str(number)),
            dimension=task.dimension,
            difficulty=task.difficulty,
        )
        yield Candidate(
            ask=ask,
            uses=frozenset({f"sum:{task.model}"}),
            option_count=WRONG_OPTIONS + 1,
            build=partial(_build, facts, task, ask),
        )


def model_of_term(code: str, title: str, *, term: str, asked: Sum[Figures]) -> ItemModel:
    """A sum that is asked where the glossary explains what it works out."""
    found = partial(_candidates_of_term, code=code, term=term, asked=asked)
    needs = f"the term {term}"
    return ItemModel(code=code, title=title, needs=needs, demand=OF_TERM, found=found, methods=no_method)


def _candidates_of_term(facts: FactBase, *, code: str, term: str, asked: Sum[Figures]) -> Iterator[Candidate]:
    if any(one.slug == term for one in facts.terms):
        task = Task(model=code, demand=OF_TERM, sum=asked, note=f"glossary#{term}")
        yield from candidates_of(facts, task)


def _build(facts: FactBase, task: Task[Figures], ask: Ask, *, seed: int, position: int) -> Item:
    drawn = _drawn(task, Random(f"{ask.signature} {position}"), position=position)
    if drawn is None:
        raise BadItem(f"{task.model}: no good figures")
    figures, options = drawn
    draft = Draft(
        stem=stem_of(facts, task.model, task.sum.words(figures), rng=Random(seed)),
        choices=_choices(task, figures, options),
        methods=task.methods,
    )
    return item_from(ask, draft, seed=seed)


def _is_possible(task: Task[Figures]) -> bool:
    rng = Random(f"{task.model} {task.parts}")
    return any(_drawn(task, rng, position=position) for position in range(WRONG_OPTIONS + 1))


def _drawn(task: Task[Figures], rng: Random, *, position: int) -> tuple[Figures, list[Valued[Figures]]] | None:
    """Figures, and options in ascending order of which the one at `position` is the key."""
    for _ in range(TRIES):
        figures = task.sum.draw(rng)
        if figures is not None:
            options = _options(task.sum, figures, position=position, rng=rng)
            if options:
                return figures, options
    return None


def _options(one: Sum[Figures], figures: Figures, *, position: int, rng: Random) -> list[Valued[Figures]]:
    """Empty when a slip gives the key, when the figures give too few slips on one side of it, or values that stand too
    close.
    """
    key = one.value(figures)
    if not one.fits(key):
        return []
    valued = [(slip.value(figures), slip) for slip in one.slips]
    sided = [(_side(value, key), (value, slip)) for value, slip in valued]
    if not all(side for side, _ in sided):
        return []
    fitting = [(side, pair) for side, pair in sided if one.fits(pair[0]) and pair[1].fits(pair[0])]
    plain = [slip.claim for _, (value, slip) in fitting if _is_plain_multiple(value, key)]
    refused = set(plain) - {rng.choice(plain)} if len(plain) > 1 else ()
    below = [pair for side, pair in fitting if side < 0 and pair[1].claim not in refused]
    above = [pair for side, pair in fitting if side > 0 and pair[1].claim not in refused]
    if len(below) < position or len(above) < WRONG_OPTIONS - position:
        return []
    wrong = [*rng.sample(below, position), *rng.sample(above, WRONG_OPTIONS - position)]
    options: list[Valued[Figures]] = sorted([(key, None), *wrong], key=lambda pair: pair[0])
    shown = [amount_in(one.shown(value)) or Fraction(0) for value, _ in options]
    return options if _are_apart(shown) and not _is_the_only_round_one(shown, position) else []


def _side(value: Fraction, key: Fraction) -> int:
    """Below 0 when it is less than the key, above 0 when it is more; a third of the price of comparing them."""
    return value.numerator * key.denominator - key.numerator * value.denominator


def _is_plain_multiple(value: Fraction, key: Fraction) -> bool:
    """Half the key, twice, a tenth or ten times it: two of these beside it give it away without any sum."""
    one, other = value.numerator * key.denominator, key.numerator * value.denominator
    return one in {2 * other, 10 * other} or other in {2 * one, 10 * one}


def _are_apart(ascending: list[Fraction]) -> bool:
    return not any(are_close(lower, upper) for lower, upper in pairwise(ascending))


def _is_the_only_round_one(amounts: list[Fraction], position: int) -> bool:
    return [place for place, amount in enumerate(amounts) if amount.denominator == 1] == [position]


def _choices(task: Task[Figures], figures: Figures, options: list[Valued[Figures]]) -> tuple[Choice, ...]:
    right, working, told = task.sum.value(figures), task.sum.working(figures), str(figures)
    return tuple(
        Choice(
            text=task.sum.shown(value),
            why=f"{slip.reason} {working}" if slip else working,
            note=task.note,
            claim=f"{slip.claim if slip else task.sum.claim} with {told}",
            truths=CERTAIN if value == right else IMPOSSIBLE,
            strategy=Strategy.SLIP if slip else Strategy.NONE,
        )
        for value, slip in options
    )


# --- Drawing --------------------------------------------------------------------------------------


def multiples(low: int, high: int, step: int) -> range:
    """The multiples of `step` from `low` to `high`."""
    return range(-(-low // step) * step, high + 1, step)


def within(numbers: range, low: int, high: int) -> range:
    """Those from `low` to `high`, of multiples of their step."""
    return multiples(max(numbers[0], low), min(numbers[-1], high), numbers.step)


def chosen_from(numbers: range, rng: Random) -> int | None:
    return rng.choice(numbers) if numbers else None


def is_share(value: Fraction) -> bool:
    """Of a whole, and seen in one decimal place: 0 < 0.225 <= 1."""
    return value.denominator <= 1000 * value.numerator and value.numerator <= value.denominator


def is_cents(value: Fraction) -> bool:
    return value.numerator > 0 and 100 % value.denominator == 0


def is_units(value: Fraction) -> bool:
    return value.denominator == 1 and value.numerator >= 1
