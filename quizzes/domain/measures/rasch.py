"""Difficulty from all first tries at once: the Rasch model, in which families of questions help their members.

    logit P(right) = ability - difficulty      ability ~ N(0, spread²)
    difficulty ~ N(family, kinship²)           family ~ N(mean of the families, 1)

Difficulties maximise the likelihood with abilities integrated out (R. D. Bock and M. Aitkin, Psychometrika 46, 1981,
pp. 443-459) times the family prior (C. A. W. Glas and W. J. van der Linden, Applied Psychological Measurement 27, 2003,
pp. 247-261). Steps and errors use the information that is left when abilities are unknown (T. A. Louis, JRSS B 44,
1982, pp. 226-233); spread and kinship are estimated, with a weak prior each. Plain Python: 200,000 answers take
15 seconds.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import exp, fsum, sqrt
from operator import mul

from quizzes.domain.measures.logistic import around, log_miss, logistic, share_right
from quizzes.domain.measures.share import SHARED

# Abilities are integrated over points a quarter of the spread apart, four spreads to either side.
POINTS = tuple(step / 4 for step in range(-16, 17))
ROUNDS, STILL = 100, 0.002
FAMILY_VARIANCE = 1.0
# What is thought of spread and kinship before any answer, and how many students and questions that is worth.
SPREAD, SPREAD_WEIGHT = 1.0, 5.0
KINSHIP, KINSHIP_WEIGHT = 0.5, 2.0
# However unknown the abilities, a right or wrong answer tells a tenth of what it would if they were known.
LEAST_LEFT = 0.1


@dataclass(frozen=True, slots=True)
class Answered:
    """One first try: who, which question, of which family."""

    person: str
    item: str
    family: str
    right: bool


@dataclass(frozen=True, slots=True)
class Difficulty:
    """In logits, after `n` first tries: 0 if half of the students in the middle are right, more if fewer are."""

    value: float
    variance: float
    n: int

    @property
    def is_shown(self) -> bool:
        """From 10 first tries; before that the family speaks for the question, see `RaschFit.newcomer`."""
        return self.n >= SHARED

    @property
    def limits(self) -> tuple[float, float]:
        """95 per cent limits, value ± 1.96 √variance."""
        return around(self.value, self.variance)


@dataclass(frozen=True, slots=True)
class RaschFit:
    """`spread` of abilities and `kinship` within families are standard deviations, in logits.

    `settled` says whether the last round moved nothing any more; otherwise the figures are not to be shown.
    """

    items: Mapping[str, Difficulty]
    families: Mapping[str, Difficulty]
    spread: float
    kinship: float
    rounds: int
    settled: bool

    def newcomer(self, family: str) -> Difficulty:
        """What to expect of a question of this family that nobody has answered. KeyError for an unknown family.

        Family 0.5 with variance 0.04 and kinship 0.3: 0.5 with variance 0.13, so -0.21 to 1.21.
        """
        known = self.families[family]
        return Difficulty(known.value, known.variance + self.kinship**2, 0)

    def share_right(self, difficulty: Difficulty) -> float:
        """The share of these students who would get it right, 0 to 1; see `logistic.share_right`."""
        return share_right(difficulty.value, self.spread)


@dataclass(slots=True)
class _Sheet:
    """The answers as numbers: `people` has the questions of each person, `askers` the people of each question."""

    people: list[list[int]] = field(default_factory=list)
    scores: list[int] = field(default_factory=list)
    askers: list[list[int]] = field(default_factory=list)
    right: list[int] = field(default_factory=list)
    family_of: list[int] = field(default_factory=list)
    items: dict[str, int] = field(default_factory=dict)
    families: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Person:
    """`belief` says how likely each ability is; with its mean and variance."""

    belief: list[float]
    mean: float
    variance: float


@dataclass(slots=True)
class _State:
    """What is believed so far. `information` is about each difficulty, `family_variance` of each family."""

    items: list[float]
    families: list[float]
    information: list[float]
    family_variance: list[float]
    spread: float = SPREAD
    kinship: float = KINSHIP
    location: float = 0.0  # variance of where the middle student stands

    def own_weight(self, item: int) -> float:
        """How much a question's own answers say beside its family, 0 to 1."""
        told = self.information[item] * self.kinship**2
        return told / (1 + told)


def fit_rasch(answers: Iterable[Answered]) -> RaschFit:
    """Difficulties of questions and families. A question belongs to the family it is first named with.

    First tries only, no two of a person at one question. Two of four right: 0. Two questions, each of its own family
    and each asked of the same 20 students, 15 right on one and 5 on the other: -1.07 (-2.4 to 0.3) and 1.07. Without
    a prior it would be about 1.3: few answers are drawn to the middle. No answers: no difficulties.
    """
    sheet = _sheet_of(answers)
    state = _State(
        items=[0.0] * len(sheet.items),
        families=[0.0] * len(sheet.families),
        information=[0.0] * len(sheet.items),
        family_variance=[FAMILY_VARIANCE] * len(sheet.families),
    )
    settled, rounds = not sheet.people, 0
    while not settled and rounds < ROUNDS:
        rounds += 1
        settled = _one_round(sheet, state) < STILL
    return _fit_of(sheet, state, rounds=rounds, settled=settled)


def _sheet_of(answers: Iterable[Answered]) -> _Sheet:
    sheet, people = _Sheet(), dict[str, int]()
    for answer in answers:
        person = people.setdefault(answer.person, len(people))
        item = sheet.items.setdefault(answer.item, len(sheet.items))
        if person == len(sheet.people):
            sheet.people.append([])
            sheet.scores.append(0)
        if item == len(sheet.askers):
            sheet.askers.append([])
            sheet.right.append(0)
            sheet.family_of.append(sheet.families.setdefault(answer.family, len(sheet.families)))
        sheet.people[person].append(item)
        sheet.scores[person] += answer.right
        sheet.askers[item].append(person)
        sheet.right[item] += answer.right
    return sheet


def _one_round(sheet: _Sheet, state: _State) -> float:
    """Abilities from difficulties, difficulties from abilities, then spread and families: the largest move made."""
    before = [*state.items, state.spread, state.kinship]
    abilities = [state.spread * point for point in POINTS]
    people = _people(sheet, state, abilities)
    for item in range(len(state.items)):
        _move_item(sheet, state, item, people, abilities)
    _settle_families(sheet, state)
    _settle_people(state, people)
    after = [*state.items, state.spread, state.kinship]
    return max(abs(new - old) for new, old in zip(after, before, strict=True))


def _people(sheet: _Sheet, state: _State, abilities: Sequence[float]) -> list[_Person]:
    """What all of their answers say of each person."""
    misses = [[log_miss(ability - difficulty) for ability in abilities] for difficulty in state.items]
    priors = [-point * point / 2 for point in POINTS]
    squares = [ability * ability for ability in abilities]
    people = []
    for items, score in zip(sheet.people, sheet.scores, strict=True):
        missed = map(sum, zip(*(misses[item] for item in items), strict=True))
        logs = [prior + score * ability + miss for prior, ability, miss in zip(priors, abilities, missed, strict=True)]
        peak = max(logs)
        weights = [exp(value - peak) for value in logs]
        whole = sum(weights)
        belief = [weight / whole for weight in weights]
        mean = sum(map(mul, belief, abilities))
        people.append(_Person(belief, mean, sum(map(mul, belief, squares)) - mean * mean))
    return people


def _move_item(sheet: _Sheet, state: _State, item: int, people: Sequence[_Person], abilities: Sequence[float]) -> None:
    """One Newton step of a difficulty, of a logit at most. What unknown abilities hide is taken to first order."""
    difficulty = state.items[item]
    chances = [logistic(ability - difficulty) for ability in abilities]
    asked = [people[person] for person in sheet.askers[item]]
    crowd = [sum(column) for column in zip(*(person.belief for person in asked), strict=True)]
    expected = sum(map(mul, crowd, chances))
    known = sum(weight * chance * (1 - chance) for weight, chance in zip(crowd, chances, strict=True))
    hidden = 0.0
    for person in asked:
        chance = logistic(person.mean - difficulty)
        hidden += (chance * (1 - chance)) ** 2 * person.variance
    state.information[item] = max(known - hidden, LEAST_LEFT * known)
    tie = 1 / state.kinship**2
    pull = tie * (difficulty - state.families[sheet.family_of[item]])
    step = (expected - sheet.right[item] - pull) / (state.information[item] + tie)
    state.items[item] += max(-1.0, min(1.0, step))


def _settle_families(sheet: _Sheet, state: _State) -> None:
    """Each family where its members put it, then the kinship that they show.

    A member counts for 1 / (kinship² + 1/information). What its own answers say is worked back out of a difficulty
    that leans on the family already.
    """
    variance = state.kinship**2
    middle = fsum(state.families) / len(state.families)
    precision = [1 / FAMILY_VARIANCE] * len(state.families)
    pulled = [middle / FAMILY_VARIANCE] * len(state.families)
    for item, family in enumerate(sheet.family_of):
        own = state.own_weight(item)
        precision[family] += own / variance
        pulled[family] += (
            own * state.items[item] + (1 - own) * (state.items[item] - state.families[family])
        ) / variance
    state.families = [pull / weight for pull, weight in zip(pulled, precision, strict=True)]
    state.family_variance = [1 / weight for weight in precision]
    apart = KINSHIP_WEIGHT * KINSHIP**2
    for item, family in enumerate(sheet.family_of):
        own = state.own_weight(item)
        apart += (state.items[item] - state.families[family]) ** 2
        apart += (1 - own) * variance + own**2 * state.family_variance[family]
    state.kinship = sqrt(apart / (KINSHIP_WEIGHT + len(state.items)))


def _settle_people(state: _State, people: Sequence[_Person]) -> None:
    """The spread that abilities show, how well the middle student is known from so many, and 0 moved to that student.

    Without the move the round would come to the same end, in many more steps (C. Liu, D. B. Rubin and Y. N. Wu,
    Biometrika 85, 1998, pp. 755-770).
    """
    middle = fsum(person.mean for person in people) / len(people)
    doubt = fsum(person.variance for person in people)
    told = len(people) * state.spread**2 - doubt
    state.location = state.spread**4 / told if told > 0 else state.spread**2
    apart = doubt + fsum((person.mean - middle) ** 2 for person in people)
    state.spread = sqrt((SPREAD_WEIGHT * SPREAD**2 + apart) / (SPREAD_WEIGHT + len(people)))
    state.items = [difficulty - middle for difficulty in state.items]
    state.families = [difficulty - middle for difficulty in state.families]


def _fit_of(sheet: _Sheet, state: _State, *, rounds: int, settled: bool) -> RaschFit:
    answered = [len(people) for people in sheet.askers]
    of_family = [0] * len(state.families)
    items = {}
    for name, item in sheet.items.items():
        family, own = sheet.family_of[item], state.own_weight(item)
        of_family[family] += answered[item]
        variance = (1 - own) * state.kinship**2 + (1 - own) ** 2 * state.family_variance[family] + state.location
        items[name] = Difficulty(state.items[item], variance, answered[item])
    families = {
        name: Difficulty(state.families[family], state.family_variance[family] + state.location, of_family[family])
        for name, family in sheet.families.items()
    }
    return RaschFit(items, families, state.spread, state.kinship, rounds, settled)
