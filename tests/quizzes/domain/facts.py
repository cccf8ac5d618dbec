"""Notes made for the tests of the generator, apart from any content pack."""

from collections.abc import Mapping
from decimal import Decimal
from functools import cache

from opsmethods.domain.facts import (
    CellFact,
    CostScale,
    DimensionFact,
    ExampleFact,
    FactBase,
    MethodFact,
    Wording,
)
from opsmethods.domain.knowledge import facts_of
from tests.opsmethods.packs import load

WORDINGS = (
    Wording("IM01", "a", "{definition} Which {noun} is described here?"),
    Wording("IM01", "b", "Read this: {definition} Which {noun} does it fit?"),
    Wording("IM03", "a", "{example} Which {noun} is being used?"),
    Wording("IM05", "a", "Among {methods}, which usually {phrase}?"),
    Wording("IM05", "b", "Which of {methods} usually {phrase}?"),
    Wording("IM06", "a", "Compared with {other}, {method} usually has:"),
    Wording("IM08", "a", "{output}, and {sequence}. Which {noun} fits both facts?"),
    Wording("IM26", "a", "Fixed costs are {fixed}, variable cost is {variable} a unit, output is {output}. Unit cost?"),
)

# Method: where it stands on each dimension as level, low, high.
FOUR = {
    "VOL": {"job": (1, 1, 1), "batch": (3, 2, 3), "flow": (5, 5, 5), "blend": (4, 4, 5)},
    "CUS": {"job": (5, 5, 5), "batch": (2, 2, 3), "flow": (1, 1, 1), "blend": (4, 4, 5)},
    "SKL": {"job": (5, 5, 5), "batch": (3, 3, 3), "flow": (1, 1, 2), "blend": (4, 3, 4)},
    "UC": {"job": (5, 5, 5), "batch": (3, 3, 4), "flow": (1, 1, 1), "blend": (2, 1, 3)},
}
THREE = {
    "PRI": {"skim": (3, 3, 3), "enter": (1, 1, 1), "plus": (2, 2, 2)},
    "TIM": {"skim": (3, 2, 3), "enter": (1, 1, 1), "plus": (2, 2, 2)},
    "RSK": {"skim": (3, 3, 3), "enter": (2, 1, 2), "plus": (1, 1, 1)},
}
COSTS = {
    "job": CostScale("job", 2000, 20000, 500, Decimal(20), Decimal(80), Decimal("0.50"), 20, 2000, 10),
    "flow": CostScale("flow", 300000, 5000000, 10000, Decimal("0.50"), Decimal(9), Decimal("0.50"), 5000, 500000, 500),
}

Levels = Mapping[str, Mapping[str, tuple[int, int, int]]]


def four_methods(**changes) -> FactBase:
    return _made("making", "method", FOUR, scale=(1, 5), **{"cost_scales": tuple(COSTS.values()), **changes})


def three_strategies(**changes) -> FactBase:
    return _made("pricing", "strategy", THREE, scale=(1, 3), **changes)


def _made(topic: str, noun: str, levels: Levels, *, scale: tuple[int, int], **changes) -> FactBase:
    slugs = tuple(next(iter(levels.values())))
    given = {
        "topic": topic,
        "version": 1,
        "noun": noun,
        "noun_plural": f"{noun}s",
        "methods": tuple(made_method(slug, slot) for slot, slug in enumerate(slugs, start=1)),
        "dimensions": tuple(made_dimension(code, scale) for code in levels),
        "cells": made_cells(levels),
        "examples": tuple(made_example(slug, number) for slug in slugs for number in (1, 2, 3)),
        "contrasts": made_contrasts(slugs),
        "wordings": WORDINGS,
    }
    return FactBase(**{**given, **changes})


def made_method(slug: str, slot: int = 1, *, phrases: int = 3) -> MethodFact:
    def told(text: str) -> tuple[str, ...]:
        return tuple(text.format(number) for number in range(1, phrases + 1))

    return MethodFact(
        slug=slug,
        name=f"{slug.capitalize()} way",
        slot=slot,
        definitions=told(f"Things come about in manner {{}} of kind {slot}."),
        outputs=told(f"about {{}}{slot}0 pieces leave the shop"),
        sequences=told(f"piece {{}} looks like its neighbour {slot}"),
        leaks=(f"{slug}*",),
    )


def made_dimension(code: str, scale: tuple[int, int] = (1, 5)) -> DimensionFact:
    name = code.lower()
    return DimensionFact(
        code=code,
        label=code.title(),
        scale_low=scale[0],
        scale_high=scale[1],
        most=f"has the highest {name}",
        least=f"has the lowest {name}",
        more=f"higher {name}",
        less=f"lower {name}",
    )


def made_cells(levels: Levels) -> dict[tuple[str, str], CellFact]:
    return {
        (slug, code): CellFact(slug, code, level, low, high, f"Here {code} is {level}.")
        for code, row in levels.items()
        for slug, (level, low, high) in row.items()
    }


def made_example(slug: str, number: int) -> ExampleFact:
    length = sum(map(ord, slug))
    return ExampleFact(f"{slug[0].upper()}{number}", slug, f"Firm {number} does {length} things.", f"Clue {number}.")


def made_contrasts(slugs: tuple[str, ...]) -> dict[tuple[str, str], str]:
    return {
        (right, wrong): f"A case of {right} is no case of {wrong}."
        for right in slugs
        for wrong in slugs
        if right != wrong
    }


@cache
def shipped_facts() -> FactBase:
    return fresh_facts()


def fresh_facts() -> FactBase:
    """The notes as shipped, in which no question has been looked for yet."""
    return facts_of(load("operations-methods"), version=1)


@cache
def second_facts() -> FactBase:
    return facts_of(load("pricing-strategies"), version=1)
