"""Which scripts a teacher should open first. Prose, and why the constants are what they are: docs/domain/moderation.md.

Seen is only what the site keeps of a script that was handed in and marked by its writer. Nothing here reads the text.
The unit is the level: marks of a criterion divided by its marks per level.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from random import Random

RANDOM_ONE_IN = 5

# As if this many scripts without any bias had been seen first: noise to bias, 3 to 1 where a quarter of the variance of
# differences stays with the student.
K = 3.0
# A sample marked in training counts for half a script marked by the teacher: it is somebody else's writing.
TRAINING_WEIGHT = 0.5
# In levels. What is left of a distance when the bias is taken away, before anything is known of the student.
USUAL_SCATTER = 0.4
NO_SENTENCE = 0.1
ABOVE_EVIDENCE = 0.3
NO_TEACHER = 0.2
DAYS = 60
# A term is given as a reason from here.
TOLD = 0.1


@dataclass(frozen=True, slots=True)
class Training:
    """On `n` samples: means of the student's mark minus the sample mark, signed and absolute, in marks."""

    n: int = 0
    signed: float = 0.0
    absolute: float = 0.0


@dataclass(frozen=True, slots=True)
class Moderated:
    """On `n` earlier scripts: mean of the teacher's mark minus the student's, in marks. Plus is severe."""

    n: int = 0
    signed: float = 0.0


@dataclass(frozen=True, slots=True)
class CriterionRecord:
    """One criterion of a script. `sentences` were pointed at as evidence; `is_above_evidence` says that the chosen
    mark is higher than they allow. `marks_per_level`: 2 where three levels share six marks.
    """

    code: str
    marks_per_level: float
    sentences: int
    is_above_evidence: bool
    training: Training = Training()
    moderated: Moderated = Moderated()


@dataclass(frozen=True, slots=True)
class Script:
    """`days` since a teacher last marked anything of this student; None if that never happened."""

    key: str
    criteria: tuple[CriterionRecord, ...]
    days: int | None = None


@dataclass(frozen=True, slots=True)
class Expected:
    """`levels` is the sum over the criteria of how far apart the two marks are expected to be, from 0.

    `reasons` say in words what it rests on, the weightiest first.
    """

    levels: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pick:
    """A script to open. `random` ones were drawn by lot, whatever is expected of them."""

    key: str
    expected: Expected
    random: bool


def open_first(scripts: Iterable[Script], *, share: float, rng: Random) -> tuple[Pick, ...]:
    """The scripts to open: `share` of all (to the nearest whole one) by expected difference, after a fifth of all
    (rounded up) has been drawn by lot and set aside, so that agreement counted from the lot alone is not skewed.

    By expected difference come first, highest first and equal ones by key; then the lot, in the order it was drawn, so
    that any beginning of it is a random part too. 30 scripts and 0.3: 9 and 6. The same seed gives the same picks in
    whatever order scripts come. Raises ValueError unless 0 <= share <= 1 and all keys differ.
    """
    given = tuple(scripts)
    expected = {script.key: expected_difference(script) for script in given}
    if not 0 <= share <= 1:
        raise ValueError(f"{share} is no share")
    if len(expected) < len(given):
        raise ValueError("a script stands more than once")
    lot = rng.sample(sorted(expected), -(-len(given) // RANDOM_ONE_IN))
    rest = sorted(expected.keys() - set(lot), key=lambda key: (-expected[key].levels, key))
    picked = rest[: round(share * len(given))]
    return (
        *(Pick(key, expected[key], random=False) for key in picked),
        *(Pick(key, expected[key], random=True) for key in lot),
    )


def expected_difference(script: Script) -> Expected:
    """How far the student's marks and the teacher's are expected to be apart, summed over the criteria, in levels.

        Σ (0.4 + |shrunken bias| + shrunken scatter above 0.4) + 0.1 for each mark without a sentence
        + 0.3 for each mark above its evidence + up to 0.2 for long without a teacher's mark

    One criterion of 6 marks (2 per level), in training generous by 1.2 and 1.6 off (n=6), no sentence, not above its
    evidence, no teacher's mark yet: 0.4 + 0.6 / 2 + 0.5 * (0.4 / 2 - 0.4) + 0.1 + 0.2 = 0.9.
    """
    records = script.criteria
    terms = [term for record in records for term in (_bias(record), _scatter(record))]
    terms += [_without_sentence(records), _above_evidence(records), _unseen(script.days)]
    told = sorted((term for term in terms if term.levels >= TOLD), key=lambda term: -term.levels)
    levels = USUAL_SCATTER * len(records) + sum(term.levels for term in terms)
    return Expected(levels, tuple(term.words for term in told))


def shrunken_bias(record: CriterionRecord) -> float:
    """How generous the student is on this criterion, in marks: n / (n + k) of the mean, k = 3, so that a few scripts
    do not make a reputation (empirical Bayes: B. Efron and C. Morris, JASA 70, 1975, pp. 311-319).

    A sample marked in training counts for half a script. Generous by 1.2 on 6 samples: n = 3, 3 / 6 * 1.2 = 0.6.
    """
    trained = TRAINING_WEIGHT * record.training.n
    total = trained * record.training.signed - record.moderated.n * record.moderated.signed
    return total / (trained + record.moderated.n + K)


@dataclass(frozen=True, slots=True)
class _Term:
    levels: float
    words: str


def _bias(record: CriterionRecord) -> _Term:
    training, moderated = record.training, record.moderated
    parts = (
        _leaning(training.signed, f"in training (n={training.n})"),
        _leaning(-moderated.signed, f"against the teacher (n={moderated.n})"),
    )
    words = " and ".join(part for part in parts if part)
    return _Term(abs(shrunken_bias(record)) / record.marks_per_level, f"{record.code}: was {words}" if words else "")


def _leaning(bias: float, where: str) -> str:
    """Empty for what would read as 0.0."""
    if abs(bias) < 0.05:
        return ""
    return f"{'generous' if bias > 0 else 'severe'} by {abs(bias):.1f} on average {where}"


def _scatter(record: CriterionRecord) -> _Term:
    """What is left of a distance when the bias is taken away, above the usual, and shrunken as a bias is."""
    training = record.training
    trained = TRAINING_WEIGHT * training.n
    left = (training.absolute - abs(training.signed)) / record.marks_per_level
    words = f"{record.code}: was off by {training.absolute:.1f} on average in training (n={training.n})"
    return _Term(trained / (trained + K) * (left - USUAL_SCATTER), words)


def _without_sentence(records: tuple[CriterionRecord, ...]) -> _Term:
    count = sum(record.sentences == 0 for record in records)
    return _Term(NO_SENTENCE * count, f"{_of_its_marks(count, 'has', 'have')} no sentence")


def _above_evidence(records: tuple[CriterionRecord, ...]) -> _Term:
    count = sum(record.is_above_evidence for record in records)
    return _Term(ABOVE_EVIDENCE * count, f"{_of_its_marks(count, 'is', 'are')} above what the evidence supports")


def _of_its_marks(count: int, one: str, more: str) -> str:
    number = {1: "one", 2: "two", 3: "three", 4: "four"}.get(count, str(count))
    return f"{number} of its marks {one if count == 1 else more}"


def _unseen(days: int | None) -> _Term:
    if days is None:
        return _Term(NO_TEACHER, "no teacher has marked anything of this student yet")
    return _Term(NO_TEACHER * min(days, DAYS) / DAYS, f"a teacher last marked this student {days} days ago")
