"""Scripts of invented students, marked by them and by a teacher. The model: docs/domain/moderation.md."""

from dataclasses import dataclass
from math import exp, sqrt, tanh
from random import Random
from statistics import fmean as mean

from essays.domain.sampling import CriterionRecord, Moderated, Script, Training

CODES = ("C1", "C2", "C3", "C4")
MAXIMA = (4, 4, 6, 6)
UNEVIDENCED = (1, 1, 2, 2)
LEVELS = 3


@dataclass(frozen=True, slots=True)
class World:
    """`means` and `spreads` of the teacher's marks are marks; what follows is in such spreads, or a share or number.

    `lasting`: share of the variance of self-marking that stays with the student. `unevenness`: how far students differ
    in noise. `support`: how much less likely a sentence is for each spread that a mark is too high. `transfer`: how
    much of the bias shows on samples. `samples` marked in training, one of these numbers each. `seen`: share of
    students of whom a teacher has marked something before.
    """

    means: tuple[float, ...] = (2.2, 2.0, 2.8, 2.6)
    spreads: tuple[float, ...] = (0.9, 0.9, 1.3, 1.3)
    overrating: float = 0.206
    correlation: float = tanh(0.472)
    lasting: float = 0.25
    unevenness: float = 0.25
    support: float = 0.05
    transfer: float = 1.0
    samples: tuple[int, ...] = (0, 3, 6, 12)
    seen: float = 0.6


@dataclass(frozen=True, slots=True)
class Student:
    ability: float
    biases: tuple[float, ...]
    noise: float


@dataclass(frozen=True, slots=True)
class Marked:
    """A script as the site knows it, and both marks of each criterion, which it does not."""

    script: Script
    own: tuple[int, ...]
    teacher: tuple[int, ...]

    @property
    def difference(self) -> float:
        """Summed over the criteria, in levels."""
        return sum(self._apart())

    @property
    def is_far_off(self) -> bool:
        """Whether the marks of a criterion are more than one level apart: two marks of four, three of six."""
        return max(self._apart()) > 1

    def _apart(self):
        return [
            abs(own - teacher) * LEVELS / most
            for own, teacher, most in zip(self.own, self.teacher, MAXIMA, strict=True)
        ]


def school(rng: Random, *, scripts: int, world: World = World()) -> tuple[Marked, ...]:
    """One script each of so many students."""
    return tuple(_marked(rng, f"s{number:05}", world) for number in range(scripts))


def a_student(rng, world):
    general = rng.gauss(0, sqrt(0.6 * world.lasting))
    biases = tuple(general + rng.gauss(0, sqrt(0.4 * world.lasting)) for _ in CODES)
    noise = exp(rng.gauss(0, world.unevenness) - world.unevenness**2)
    return Student(rng.gauss(0, sqrt(0.5)), biases, noise)


def marks(rng, student, world):
    """Own and teacher's marks of a new script."""
    script = rng.gauss(0, sqrt(0.2))
    qualities = [student.ability + script + rng.gauss(0, sqrt(0.3)) for _ in CODES]
    errors = _errors(rng, student, world)
    opinions = [
        world.overrating + world.correlation * quality + sqrt(1 - world.correlation**2) * (bias + error)
        for quality, bias, error in zip(qualities, student.biases, errors, strict=True)
    ]
    return _given(opinions, world), _given(qualities, world)


def _marked(rng, key, world):
    student = a_student(rng, world)
    seen = rng.random() < world.seen
    earlier = [marks(rng, student, world) for _ in range(rng.randint(1, 5) if seen else 0)]
    training = _training(rng, student, world, rng.choice(world.samples))
    own, teacher = marks(rng, student, world)
    records = tuple(
        CriterionRecord(
            code,
            MAXIMA[place] / LEVELS,
            sentences := _sentences(rng, (own[place] - teacher[place]) / world.spreads[place], world),
            is_above_evidence=not sentences and own[place] > UNEVIDENCED[place],
            training=training[place],
            moderated=_moderated([other[place] - mine[place] for mine, other in earlier]),
        )
        for place, code in enumerate(CODES)
    )
    return Marked(Script(key, records, rng.randint(3, 120) if seen else None), own, teacher)


def _errors(rng, student, world):
    """What is new with each script: a third of it is common to the criteria."""
    new = 1 - world.lasting
    common = rng.gauss(0, sqrt(new / 3))
    return [student.noise * (common + rng.gauss(0, sqrt(new * 2 / 3))) for _ in CODES]


def _given(values, world):
    return tuple(
        min(most, max(0, round(mean + spread * value)))
        for value, mean, spread, most in zip(values, world.means, world.spreads, MAXIMA, strict=True)
    )


def _training(rng, student, world, n):
    """On samples the bias shows with as much noise as on a script of one's own."""
    rounds = [_errors(rng, student, world) for _ in range(n)]
    return tuple(
        _trained(
            [
                round(spread * (world.overrating + sqrt(1 - world.correlation**2) * (bias + errors[place])))
                for errors in rounds
            ]
        )
        for place, (bias, spread) in enumerate(
            zip([world.transfer * bias for bias in student.biases], world.spreads, strict=True)
        )
    )


def _trained(differences):
    return Training(len(differences), mean(differences), mean(map(abs, differences))) if differences else Training()


def _moderated(differences):
    return Moderated(len(differences), mean(differences)) if differences else Moderated()


def _sentences(rng, too_high, world):
    """Up to three: the more a mark is too high, the fewer there are to point at."""
    chance = 0.5 - world.support * too_high
    return sum(rng.random() < chance for _ in range(3))
