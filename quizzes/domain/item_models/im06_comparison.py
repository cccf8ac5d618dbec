"""IM06 Pairwise comparison: compared with one method, what does another usually have?

The key is a true relation; every other option is a relation the wrong way round on another dimension.
The reverse of the key would give the pair away, so it stands in only where other dimensions run out.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from itertools import permutations
from random import Random

from opsmethods.domain.facts import DimensionFact, FactBase, MethodFact
from quizzes.domain.candidate import Ask, Candidate, Choice, Demand, Draft, ItemModel, item_from, mixed
from quizzes.domain.item import Item, Strategy
from quizzes.domain.predicates import CERTAIN, Direction, beyond, gap, is_placed, is_wide, sep
from quizzes.domain.wording import explained, mid_sentence, stem_of

CODE = "IM06"
WRONG_OPTIONS = 3
FEWEST_WRONG_OPTIONS = 2


@dataclass(frozen=True, slots=True)
class Comparison:
    """How `method` stands to `other` on `dimension`; `rest` are the other dimensions that keep the two apart."""

    method: MethodFact
    other: MethodFact
    dimension: DimensionFact
    rest: tuple[DimensionFact, ...]

    @property
    def wrong_options(self) -> int:
        return max(min(WRONG_OPTIONS, len(self.rest)), FEWEST_WRONG_OPTIONS)


def comparisons(facts: FactBase) -> Iterator[Comparison]:
    for method, other in permutations(facts.methods, 2):
        safe = [dimension for dimension in facts.dimensions if _is_safe(facts, method, other, dimension)]
        for dimension in safe:
            yield Comparison(method, other, dimension, rest=tuple(one for one in safe if one != dimension))


def candidates(facts: FactBase) -> Iterator[Candidate]:
    for one in comparisons(facts):
        if one.rest:
            pair = " ".join(sorted((one.method.slug, one.other.slug)))
            ask = _ask(facts, one)
            yield Candidate(
                ask=ask,
                uses=frozenset({f"{one.dimension.code} of {pair}"}),
                option_count=one.wrong_options + 1,
                build=partial(_build, facts, ask, one),
            )


def _is_safe(facts: FactBase, method: MethodFact, other: MethodFact, dimension: DimensionFact) -> bool:
    pair = (method.slug, other.slug)
    return is_placed(facts, pair, dimension=dimension.code) and sep(facts, *pair, dimension=dimension.code)


def _ask(facts: FactBase, one: Comparison) -> Ask:
    steps = gap(facts, one.method.slug, one.other.slug, dimension=one.dimension.code)
    return Ask(
        model=CODE,
        method=one.method.slug,
        demand=Demand.UNDERSTANDING,
        parts=(one.method.slug, one.other.slug, one.dimension.code),
        dimension=one.dimension.code,
        difficulty=2 if is_wide(steps, one.dimension) else 3,
    )


def _build(facts: FactBase, ask: Ask, one: Comparison, *, seed: int, position: int) -> Item:
    rng = Random(seed)
    key = _choice(facts, one, one.dimension, is_key=True)
    wrong = [_choice(facts, one, dimension, is_key=False) for dimension in _wrong_dimensions(one, rng=rng)]
    words = {"method": mid_sentence(one.method.name), "other": mid_sentence(one.other.name)}
    draft = Draft(
        stem=stem_of(facts, CODE, words, rng=rng),
        choices=mixed(key, wrong, position=position, rng=rng),
        methods=(one.method.slug, one.other.slug),
    )
    return item_from(ask, draft, seed=seed)


def _wrong_dimensions(one: Comparison, *, rng: Random) -> list[DimensionFact]:
    drawn = rng.sample(one.rest, min(WRONG_OPTIONS, len(one.rest)))
    return drawn if len(drawn) == one.wrong_options else [*drawn, one.dimension]


def _choice(facts: FactBase, one: Comparison, dimension: DimensionFact, *, is_key: bool) -> Choice:
    truth = _direction(facts, one, dimension)
    said = truth if is_key else truth.reverse
    return Choice(
        text=_relation(dimension, said),
        why=_why(facts, one, dimension, truth),
        note=f"{one.method.slug}#{dimension.code.lower()}",
        claim=_claim(facts, one, dimension, said),
        truths=beyond(facts, one.method.slug, one.other.slug, dimension=dimension.code, direction=said),
        strategy=Strategy.NONE if is_key else Strategy.REVERSED,
    )


def _direction(facts: FactBase, one: Comparison, dimension: DimensionFact) -> Direction:
    above = beyond(facts, one.method.slug, one.other.slug, dimension=dimension.code, direction=Direction.MOST)
    return Direction.MOST if above == CERTAIN else Direction.LEAST


def _relation(dimension: DimensionFact, direction: Direction) -> str:
    return dimension.more if direction is Direction.MOST else dimension.less


def _why(facts: FactBase, one: Comparison, dimension: DimensionFact, truth: Direction) -> str:
    told = [f"{method.name}: {facts.cells[method.slug, dimension.code].sentence}" for method in (one.method, one.other)]
    return explained(f"{one.method.name} usually has {_relation(dimension, truth)}", *told)


def _claim(facts: FactBase, one: Comparison, dimension: DimensionFact, said: Direction) -> str:
    """UC: batch 3-4 least of job 5-5"""
    spans = [
        f"{cell.method} {cell.low}-{cell.high}"
        for cell in (facts.cells[method.slug, dimension.code] for method in (one.method, one.other))
    ]
    return f"{dimension.code}: {spans[0]} {said} of {spans[1]}"


MODEL = ItemModel(
    code=CODE,
    title="Two methods compared",
    needs="two methods whose ranges do not overlap on at least two dimensions",
    demand=Demand.UNDERSTANDING,
    found=candidates,
)
