"""IM04 Method to example: which firm is using this method?

One example of each method stands as an option; from the same trade where the notes have them, which is harder.
"""

from collections.abc import Iterator
from functools import partial
from itertools import chain, islice
from random import Random

from opsmethods.domain.facts import ExampleFact, FactBase, MethodFact
from quizzes.domain.candidate import Ask, Candidate, Choice, Demand, ItemModel
from quizzes.domain.choosing import is_alike, unguessable
from quizzes.domain.item import Strategy
from quizzes.domain.item_models.described import MOST_OPTIONS, rivals_of
from quizzes.domain.item_models.stated import Stated, candidate_of, in_order
from quizzes.domain.predicates import CERTAIN, IMPOSSIBLE, is_near
from quizzes.domain.wording import explained, mid_sentence
from quizzes.domain.words import length

CODE = "IM04"
SETS = 10  # of wrong examples for each right one
TRIES = 100
Rivals = tuple[ExampleFact, ...]


def candidates(facts: FactBase) -> Iterator[Candidate]:
    for method in facts.methods:
        rivals = rivals_of(facts, method)[: MOST_OPTIONS - 1]
        pools = [[example for example in facts.examples if example.method == rival.slug] for rival in rivals]
        if rivals and all(pools):
            for example in (one for one in facts.examples if one.method == method.slug):
                yield from (_candidate(facts, method, example, chosen) for chosen in _sets(example, pools))


def _candidate(facts: FactBase, method: MethodFact, example: ExampleFact, chosen: Rivals) -> Candidate:
    codes = [example.code, *(one.code for one in chosen)]
    same_trade = bool(example.trade) and all(one.trade == example.trade for one in chosen)
    ask = Ask(
        model=CODE,
        method=method.slug,
        demand=Demand.UNDERSTANDING,
        parts=(method.slug, *codes),
        difficulty=3 if same_trade else 2,
    )
    return candidate_of(
        facts,
        ask,
        uses=[f"example:{one.method}:{one.code}" for one in (example, *chosen)],
        options=len(codes),
        stated=partial(_stated, facts, method, example, chosen),
    )


def _sets(example: ExampleFact, pools: list[list[ExampleFact]]) -> Iterator[Rivals]:
    """Some of the same trade, others as the dice fall; lengths alike."""
    rng = Random(example.code)
    akin = [[one for one in pool if one.trade and one.trade == example.trade] or pool for pool in pools]
    drawn = chain(
        (tuple(rng.choice(pool) for pool in akin) for _ in range(TRIES // 10)),
        (tuple(rng.choice(pool) for pool in pools) for _ in range(TRIES)),
    )
    alike = (chosen for chosen in drawn if is_alike(length(example.text), [length(one.text) for one in chosen]))
    sets = list(dict.fromkeys(islice(alike, TRIES // 2)))
    return islice(unguessable(example.text, sets, text=lambda one: one.text, stem=""), SETS)


def _stated(facts: FactBase, method: MethodFact, example: ExampleFact, chosen: Rivals) -> Stated:
    return Stated(
        key=_choice(facts, method, example),
        wrong=tuple(_choice(facts, method, one) for one in chosen),
        methods=in_order(facts, [method.slug, *(one.method for one in chosen)]),
        words={"method": mid_sentence(method.name)},
    )


def _choice(facts: FactBase, asked: MethodFact, example: ExampleFact) -> Choice:
    is_right = example.method == asked.slug
    name = next(method.name for method in facts.methods if method.slug == example.method)
    return Choice(
        text=example.text,
        why=explained(example.why) if is_right else explained(f"This is {mid_sentence(name)}", example.why),
        note=f"{example.method}#examples",
        claim=f"{example.code} is of {asked.slug}",
        truths=CERTAIN if is_right else IMPOSSIBLE,
        strategy=Strategy.NONE if is_right else _strategy(facts, asked, example),
    )


def _strategy(facts: FactBase, asked: MethodFact, example: ExampleFact) -> Strategy:
    return Strategy.NEAR if is_near(facts, asked.slug, example.method) else Strategy.OTHER


MODEL = ItemModel(
    code=CODE,
    title="Method to example",
    needs="examples of each method, and for each pair of methods a sentence that tells them apart",
    demand=Demand.UNDERSTANDING,
    found=candidates,
)
