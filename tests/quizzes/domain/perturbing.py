"""Notes as an editor might have left them: other levels and ranges, other truths, other scores, much left out."""

from dataclasses import replace
from random import Random

from opsmethods.domain.facts import Truth

DIMENSIONS, STATEMENTS, EXAMPLES, CUES, FAMILIES = 7, 28, 24, 15, 3


def perturbed(facts, seed):
    rng = Random(f"perturbed {seed}")
    dimensions = _some(facts.dimensions, DIMENSIONS, rng)
    return replace(
        facts,
        dimensions=dimensions,
        cells={
            (method.slug, dimension.code): _cell(facts.cells[method.slug, dimension.code], dimension, rng)
            for method in facts.methods
            for dimension in dimensions
        },
        statements=tuple(_statement(one, facts, rng) for one in _some(facts.statements, STATEMENTS, rng)),
        examples=tuple(_example(one, facts, rng) for one in _some(facts.examples, EXAMPLES, rng)),
        fits={answer: {slug: _score(value, rng) for slug, value in row.items()} for answer, row in facts.fits.items()},
        material=replace(facts.material, scenarios=_scenarios(facts.material.scenarios, rng)),
    )


def _some(things, count, rng):
    """In their order."""
    chosen = sorted(rng.sample(range(len(things)), min(count, len(things))))
    return tuple(things[place] for place in chosen)


def _cell(cell, dimension, rng):
    if rng.random() < 0.4:
        return cell
    low, high = dimension.scale_low, dimension.scale_high
    level = rng.randint(low, high)
    return replace(
        cell,
        level=level,
        low=max(low, level - rng.choice((0, 0, 0, 1, 2))),
        high=min(high, level + rng.choice((0, 0, 1))),
    )


def _statement(statement, facts, rng):
    truth = {slug: _truth(value, rng) for slug, value in statement.truth.items()}
    view = statement.view if rng.random() < 0.8 else rng.choice(("business", "customer", "worker"))
    return replace(statement, truth=truth, view=view)


def _truth(value, rng):
    return value if rng.random() < 0.7 else rng.choice(tuple(Truth))


def _example(example, facts, rng):
    return example if rng.random() < 0.9 else replace(example, method=rng.choice(facts.methods).slug)


def _score(value, rng):
    return value if rng.random() < 0.85 else rng.randint(-3, 3)


def _scenarios(scenarios, rng):
    chosen = _some(tuple(scenarios.cues), CUES, rng)
    return replace(
        scenarios,
        cues={code: scenarios.cues[code] for code in chosen},
        families=_some(scenarios.families, FAMILIES, rng),
    )
