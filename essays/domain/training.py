"""Marking samples before one's own essay: when a criterion opens, and whether a student's marks can be relied on.

All rules are the site's own. Everywhere a trial is the first marking of one criterion of one sample, and a student's
trials hold each pair of the two once: leaving out second markings is the caller's business. Differences are the own
mark less the sample's, so that plus is generous, and exact: 0.8 is met by 8/10 and missed by 81/100. Prose:
docs/domain/training.md.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import count
from random import Random

FIRST, AT_MOST = 2, 3  # samples marked for a criterion before one's own essay
EXEMPLARS, PROMPTS = 6, 2  # from which a calibration is judged
# Marks on average, in either direction.
GENEROSITY = Fraction(1, 2)


@dataclass(frozen=True, slots=True)
class Trial:
    """The first marking of criterion `code` of a sample: own level and mark beside those of the sample."""

    exemplar: str
    code: str
    level: int
    mark: int
    sample_level: int
    sample_mark: int

    @property
    def signed(self) -> int:
        """In marks, plus is generous: 5 where the sample has 4 is 1."""
        return self.mark - self.sample_mark

    @property
    def within_one_level(self) -> bool:
        return abs(self.level - self.sample_level) <= 1


@dataclass(frozen=True, slots=True)
class Gate:
    """How far one criterion is: `done` of `wanted` (2 or 3) samples marked. `open`: one's own essay may be marked."""

    done: int
    wanted: int
    passed: bool
    open: bool

    @property
    def words(self) -> str:
        if self.passed:
            return "Both within one level"
        if self.done >= AT_MOST:
            return "Three marked: go on, and compare with the samples again after your own"
        if self.open:
            return "No other sample to mark: go on, and compare with the samples again after your own"
        if self.done < FIRST:
            return f"{self.done} of {FIRST} marked"
        return "Not both within one level: mark a third"


@dataclass(frozen=True, slots=True)
class Offer:
    """A sample that may be given to mark: its id, the number of its prompt, its band."""

    exemplar: str
    prompt: int
    band: str


@dataclass(frozen=True, slots=True)
class CriterionDifference:
    """Own marks less sample marks over `n` samples, in marks: their mean, and the mean of their sizes."""

    code: str
    n: int
    signed_mean: Fraction
    absolute_mean: Fraction


@dataclass(frozen=True, slots=True)
class Calibration:
    """`complete` samples have all their criteria marked. `missing` says in words what still stands in the way."""

    complete: int
    differences: tuple[CriterionDifference, ...]
    missing: tuple[str, ...]

    @property
    def calibrated(self) -> bool:
        return not self.missing


def gate(trials: Sequence[Trial], *, any_left: bool = True) -> Gate:
    """How far the trials of one criterion, in the order of marking, lead. The first two decide whether it is passed.

    Both within one level: passed. Otherwise a third, and then open whatever came out. Without another sample to mark
    (`any_left`) it is open at once, so that nobody is stuck.
    """
    done = len(trials)
    close = all(trial.within_one_level for trial in trials[:FIRST])
    passed = close and done >= FIRST
    return Gate(
        done=done,
        wanted=FIRST if close else AT_MOST,
        passed=passed,
        open=passed or done >= AT_MOST or not any_left,
    )


def choose_exemplar(offers: Sequence[Offer], done: Collection[str], *, rng: Random) -> str | None:
    """The id of a sample to mark next, by lot among those whose band, and then prompt, was met least often.

    `offers` are all samples of other prompts than one's own, `done` the ids among them that were marked for this
    criterion: these are never chosen. None if no other is left.
    """
    met = [offer for offer in offers if offer.exemplar in done]
    left = {offer.exemplar: _times_met(offer, met) for offer in offers if offer.exemplar not in done}
    fewest = min(left.values(), default=None)
    choices = sorted(exemplar for exemplar, times in left.items() if times == fewest)
    return rng.choice(choices) if choices else None


def _times_met(offer: Offer, met: Sequence[Offer]) -> tuple[int, int]:
    return sum(one.band == offer.band for one in met), sum(one.prompt == offer.prompt for one in met)


def differences(trials: Iterable[Trial]) -> tuple[CriterionDifference, ...]:
    """Mean differences of each criterion that was marked, by code.

    Own 3, 4, 2 where the samples have 2, 4, 4: signed (1 + 0 - 2) / 3 = -1/3, absolute (1 + 0 + 2) / 3 = 1.
    """
    signed: dict[str, list[int]] = {}
    for trial in trials:
        signed.setdefault(trial.code, []).append(trial.signed)
    return tuple(
        CriterionDifference(code, len(some), Fraction(sum(some), len(some)), Fraction(sum(map(abs, some)), len(some)))
        for code, some in sorted(signed.items())
    )


def limit_for(maximum: int) -> Fraction:
    """How far off a criterion of so many marks may be on average, in marks: 0.8 up to a maximum of 4, 1.0 above."""
    return Fraction(4, 5) if maximum <= 4 else Fraction(1)


def calibration(trials: Iterable[Trial], *, limits: Mapping[str, Fraction], prompts: Mapping[str, int]) -> Calibration:
    """Whether marks lie near enough to those of the samples, each criterion of `limits` by itself.

    `limits` has the largest mean absolute difference of each code (`limit_for`), `prompts` the prompt of each sample
    (KeyError without it); the trials are of other prompts than one's own essay. At least 6 samples of at least 2
    prompts must be complete; before that nothing is judged. From then on every trial counts, also those of samples
    begun only, so that leaving off cannot hide a bad one. The mean signed difference may be 0.5 marks either way.

    C3 with differences 1, 1, 1, 1, -2, -2: absolute 8/6 is above 1.0, signed 0 is not, so "C3: 1.3 marks away on
    average, at most 1.0".
    """
    marked = tuple(trial for trial in trials if trial.code in limits)
    complete = _complete(marked, codes=set(limits))
    found = differences(marked)
    missing = _too_few(complete, prompts) or [words for one in found for words in _too_far(one, limits[one.code])]
    return Calibration(len(complete), found, tuple(missing))


def _complete(trials: Iterable[Trial], *, codes: Collection[str]) -> list[str]:
    marked: dict[str, set[str]] = {}
    for trial in trials:
        marked.setdefault(trial.exemplar, set()).add(trial.code)
    return [exemplar for exemplar, some in marked.items() if len(some) == len(codes)]


def _too_few(complete: Collection[str], prompts: Mapping[str, int]) -> list[str]:
    lacking = []
    if len(complete) < EXEMPLARS:
        lacking.append(f"{len(complete)} of {EXEMPLARS} samples marked on every criterion")
    covered = len({prompts[exemplar] for exemplar in complete})
    if covered < PROMPTS:
        lacking.append(f"{covered} of {PROMPTS} prompts covered by them")
    return lacking


def _too_far(found: CriterionDifference, limit: Fraction) -> list[str]:
    lacking = []
    if found.absolute_mean > limit:
        lacking.append(f"{found.code}: {_over(found.absolute_mean, limit, 'away')}")
    if abs(found.signed_mean) > GENEROSITY:
        way = "generous" if found.signed_mean > 0 else "strict"
        lacking.append(f"{found.code}: {_over(abs(found.signed_mean), GENEROSITY, f'too {way}')}")
    return lacking


def _over(value: Fraction, limit: Fraction, what: str) -> str:
    """With as many decimals as it takes to tell the value from its limit: 5/6 over 0.8 is 0.83, 4/3 over 1 is 1.3."""
    places = next(places for places in count(1) if round(value, places) != limit)
    return f"{float(round(value, places)):.{places}f} marks {what} on average, at most {float(limit):.1f}"
