"""IM14 Odd one out: three firms use the same method; which one uses another?

No other way of grouping works: the four are of different trades, and the key is not the only service, the only goods or
the only large product among them.
"""

from collections.abc import Iterator
from functools import partial
from itertools import combinations, islice, permutations
from random import Random

from opsmethods.domain.facts import ExampleFact, FactBase, MethodFact
from quizzes.domain.candidate import Ask, Candidate, Choice, Demand, ItemModel
from quizzes.domain.choosing import WRONG_OPTIONS, is_alike
from quizzes.domain.item import Strategy
from quizzes.domain.item_models.stated import Stated, candidate_of, in_order
from quizzes.domain.predicates import CERTAIN, IMPOSSIBLE
from quizzes.domain.wording import explained, mid_sentence
from quizzes.domain.words import length

CODE = "IM14"
SETS = 25  # for each pair of methods
DRAWS = 400
Three = tuple[ExampleFact, ...]


def candidates(facts: FactBase) -> Iterator[Candidate]:
    for same, other in permutations(facts.methods, 2):
        if (other.slug, same.slug) in facts.contrasts:
            sets = islice(_sets(facts, same, other), SETS)
            yield from (_candidate(facts, same, other, odd, three) for odd, three in sets)


def _sets(facts: FactBase, same: MethodFact, other: MethodFact) -> Iterator[tuple[ExampleFact, Three]]:
    rng = Random(f"{CODE} {same.slug} {other.slug}")
    threes = list(combinations([one for one in facts.examples if one.method == same.slug], WRONG_OPTIONS))
    odds = [one for one in facts.examples if one.method == other.slug]
    if not odds or not threes:
        return
    drawn = {(rng.choice(odds), rng.choice(threes)): None for _ in range(DRAWS)}
    yield from ((odd, three) for odd, three in drawn if _no_other_grouping(odd, three))


def _no_other_grouping(odd: ExampleFact, three: Three) -> bool:
    shown = (odd, *three)
    return (
        all(one.trade for one in shown)
        and len({one.trade for one in shown}) == len(shown)
        and any(one.service == odd.service for one in three)
        and any(one.large == odd.large for one in three)
        and is_alike(length(odd.text), [length(one.text) for one in three])
    )


def _candidate(facts: FactBase, same: MethodFact, other: MethodFact, odd: ExampleFact, three: Three) -> Candidate:
    codes = [odd.code, *sorted(one.code for one in three)]
    parts = (same.slug, *codes)
    return candidate_of(
        facts,
        Ask(model=CODE, method=other.slug, demand=Demand.UNDERSTANDING, parts=parts, difficulty=3),
        uses=[f"example:{one.method}:{one.code}" for one in (odd, *three)],
        options=len(codes),
        stated=partial(_stated, facts, same, other, odd, three),
    )


def _stated(facts: FactBase, same: MethodFact, other: MethodFact, odd: ExampleFact, three: Three) -> Stated:
    return Stated(
        key=_choice(same, other, odd),
        wrong=tuple(_choice(same, other, one) for one in three),
        methods=in_order(facts, [same.slug, other.slug]),
    )


def _choice(same: MethodFact, other: MethodFact, example: ExampleFact) -> Choice:
    is_odd = example.method != same.slug
    verdict = f"This is {mid_sentence(other.name)}; the other three are {mid_sentence(same.name)}"
    told = (verdict, example.why) if is_odd else (f"This is {mid_sentence(same.name)}, like two others", example.why)
    return Choice(
        text=example.text,
        why=explained(*told),
        note=f"{example.method}#examples",
        claim=f"{example.code} is not of {same.slug}",
        truths=CERTAIN if is_odd else IMPOSSIBLE,
        strategy=Strategy.NONE if is_odd else Strategy.OTHER,
    )


MODEL = ItemModel(
    code=CODE,
    title="Odd one out",
    needs="examples from different trades, and for each pair of methods a sentence that tells them apart",
    demand=Demand.UNDERSTANDING,
    found=candidates,
)
