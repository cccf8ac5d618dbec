"""IM05 Superlative: among these methods, which is the extreme one on a dimension?

Asked of every dimension, direction and set of three or four methods in which one method is beyond all others,
ranges included.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from itertools import combinations, product
from random import Random

from opsmethods.domain.facts import DimensionFact, FactBase, MethodFact
from quizzes.domain.candidate import Ask, Candidate, Choice, Demand, Draft, ItemModel, item_from, mixed
from quizzes.domain.item import Item, Strategy
from quizzes.domain.predicates import Direction, extreme, gap, is_near, is_placed, is_wide, leads
from quizzes.domain.wording import explained, listed, mid_sentence, stem_of

CODE = "IM05"
SET_SIZES = (3, 4)


@dataclass(frozen=True, slots=True)
class Superlative:
    """`key` is the most or the least of `among` on the dimension."""

    key: MethodFact
    among: tuple[MethodFact, ...]
    dimension: DimensionFact
    direction: Direction

    @property
    def slugs(self) -> tuple[str, ...]:
        return tuple(method.slug for method in self.among)

    @property
    def phrase(self) -> str:
        return self.dimension.most if self.direction is Direction.MOST else self.dimension.least

    @property
    def ask(self) -> Ask:
        return Ask(
            model=CODE,
            method=self.key.slug,
            demand=Demand.RECALL,
            parts=(self.dimension.code, self.direction.value, ",".join(sorted(self.slugs))),
            dimension=self.dimension.code,
        )


def superlatives(facts: FactBase) -> Iterator[Superlative]:
    for dimension, size, direction in product(facts.dimensions, SET_SIZES, Direction):
        placed = [m for m in facts.methods if is_placed(facts, (m.slug,), dimension=dimension.code)]
        for among in combinations(placed, size):
            key = _leader(facts, among, dimension=dimension.code, direction=direction)
            if key is not None:
                yield Superlative(key, among, dimension, direction)


def candidates(facts: FactBase) -> Iterator[Candidate]:
    for one in superlatives(facts):
        difficulty = 1 if is_wide(_gap(facts, one), one.dimension) else 2
        yield Candidate(
            ask=replace(one.ask, difficulty=difficulty),
            uses=frozenset({f"{one.direction} {one.dimension.code}"}),
            option_count=len(one.among),
            build=partial(_build, facts, one, difficulty),
        )


def _leader(
    facts: FactBase, among: tuple[MethodFact, ...], *, dimension: str, direction: Direction
) -> MethodFact | None:
    slugs = [method.slug for method in among]
    for method in among:
        if leads(facts, method.slug, slugs, dimension=dimension, direction=direction):
            return method
    return None


def _build(facts: FactBase, one: Superlative, difficulty: int, *, seed: int, position: int) -> Item:
    rng = Random(seed)
    key = _choice(facts, one, one.key)
    wrong = [_choice(facts, one, method) for method in one.among if method != one.key]
    words = {"methods": listed([mid_sentence(method.name) for method in one.among]), "phrase": one.phrase}
    draft = Draft(
        stem=stem_of(facts, CODE, words, rng=rng),
        choices=mixed(key, wrong, position=position, rng=rng),
        methods=one.slugs,
    )
    return item_from(replace(one.ask, difficulty=difficulty), draft, seed=seed)


def _choice(facts: FactBase, one: Superlative, method: MethodFact) -> Choice:
    code = one.dimension.code
    return Choice(
        text=method.name,
        why=_why(facts, one, method),
        note=f"{method.slug}#{code.lower()}",
        claim=_claim(facts, one, method),
        truths=extreme(facts, method.slug, one.slugs, dimension=code, direction=one.direction),
        strategy=_strategy(facts, one, method),
    )


def _why(facts: FactBase, one: Superlative, method: MethodFact) -> str:
    sentence = facts.cells[method.slug, one.dimension.code].sentence
    verdict = f"{one.key.name} {one.phrase}"
    return explained(verdict, sentence) if method == one.key else explained(f"{method.name}: {sentence}", verdict)


def _strategy(facts: FactBase, one: Superlative, method: MethodFact) -> Strategy:
    if method == one.key:
        return Strategy.NONE
    return Strategy.NEAR if is_near(facts, one.key.slug, method.slug) else Strategy.OTHER


def _claim(facts: FactBase, one: Superlative, method: MethodFact) -> str:
    """UC: job 5-5 most of batch 3-4, flow 1-1"""
    cells = {slug: facts.cells[slug, one.dimension.code] for slug in one.slugs}
    spans = {slug: f"{slug} {cell.low}-{cell.high}" for slug, cell in cells.items()}
    rest = ", ".join(span for slug, span in spans.items() if slug != method.slug)
    return f"{one.dimension.code}: {spans[method.slug]} {one.direction} of {rest}"


def _gap(facts: FactBase, one: Superlative) -> int:
    rest = (slug for slug in one.slugs if slug != one.key.slug)
    return min(gap(facts, one.key.slug, slug, dimension=one.dimension.code) for slug in rest)


MODEL = ItemModel(
    code=CODE,
    title="The most or the least",
    needs="three methods that one of them leads on some dimension, with no overlap of ranges",
    demand=Demand.RECALL,
    found=candidates,
)
