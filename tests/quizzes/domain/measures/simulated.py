"""Answers of invented students, whose abilities, difficulties and confusions are known."""

from dataclasses import dataclass
from math import exp
from random import Random

from quizzes.domain.measures import Answered, Pick

METHODS = ("job", "batch", "flow", "mass")
DIMENSIONS = ("VOL", "VAR", "INV", "CAP", "SKL", "OPEN")
PLANTED = ("job", "mass", "OPEN")


@dataclass(frozen=True, slots=True)
class World:
    """Students of N(0, 1), families of N(0, 1), questions of N(family, kinship²): all in logits."""

    abilities: dict[str, float]
    families: dict[str, float]
    difficulties: dict[str, float]
    answers: tuple[Answered, ...]


def world(rng: Random, *, students: int, each: int, families: int, members: int, kinship: float = 0.5) -> World:
    """Every student answers `each` questions, drawn from all, in sittings of ten that come in any order."""
    abilities = {f"s{number}": rng.gauss(0, 1) for number in range(students)}
    middles = {f"f{number}": rng.gauss(0, 1) for number in range(families)}
    family_of = {f"{family}-{number}": family for family in middles for number in range(members)}
    difficulties = {item: rng.gauss(middles[family], kinship) for item, family in family_of.items()}
    sittings = []
    for person, ability in abilities.items():
        asked = rng.sample(sorted(difficulties), each)
        answered = [
            Answered(person, item, family_of[item], rng.random() < chance(ability - difficulties[item]))
            for item in asked
        ]
        sittings += [answered[start : start + 10] for start in range(0, each, 10)]
    rng.shuffle(sittings)
    return World(abilities, middles, difficulties, tuple(answer for sitting in sittings for answer in sitting))


def chance(gap: float) -> float:
    return 1 / (1 + exp(-gap))


def share_within(limits, truths) -> float:
    """How many of the planted values, 0 to 1, lie within what was said of them."""
    held = [limits[name][0] <= truth <= limits[name][1] for name, truth in truths.items() if name in limits]
    return sum(held) / len(held)


def class_picks(rng: Random, *, students: int, known: float, confused: float = 0.0) -> list[Pick]:
    """Each student answers a question on each of four methods and six dimensions, all methods being options.

    They know `known` of the answers and guess the others; `confused` of the answers on the planted cell take job for
    mass customisation.
    """
    return [
        Pick(f"s{student}", method, dimension, others, _taken_for(rng, (method, dimension), others, known, confused))
        for student in range(students)
        for method in METHODS
        for dimension in DIMENSIONS
        for others in [tuple(other for other in METHODS if other != method)]
    ]


def _taken_for(rng, cell, others, known, confused):
    if cell == (PLANTED[0], PLANTED[2]) and rng.random() < confused:
        return PLANTED[1]
    return None if rng.random() < known else rng.choice((*others, None))
