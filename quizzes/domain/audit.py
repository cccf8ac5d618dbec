"""A look through everything that the notes can ask: how much there is, what is refused, what gives keys away."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from math import sqrt
from random import Random

from opsmethods.domain.facts import FactBase
from quizzes.domain.bank import LIKELY, chi_square, share_of_longest
from quizzes.domain.candidate import Candidate
from quizzes.domain.generator import TRIES, candidates_of, generate_form
from quizzes.domain.guards import refusals
from quizzes.domain.guards.base import has_long_options
from quizzes.domain.guesser import expected_score
from quizzes.domain.item import BadItem, Item
from quizzes.domain.item_models import ITEM_MODELS
from quizzes.domain.predicates import only

# Distinct questions that an item model should have for the four operations methods (item models of the domain notes).
YIELDS: Mapping[str, int] = {
    "IM01": 24, "IM02": 24, "IM03": 192, "IM04": 400, "IM05": 441, "IM06": 600, "IM07": 132, "IM08": 288, "IM09": 500,
    "IM10": 500, "IM11": 48, "IM12": 120, "IM13": 75, "IM14": 300, "IM15": 1992, "IM16": 3984, "IM17": 400, "IM18": 926,
    "IM19": 60, "IM20": 120, "IM21": 72, "IM22": 72, "IM23": 84, "IM24": 54, "IM25": 48, "IM26": 500, "IM27": 500,
    "IM28": 500, "IM29": 500, "IM30": 500, "IM31": 500, "IM32": 500, "IM33": 500, "IM35": 12, "IM36": 60, "IM37": 40,
    "IM38": 40,
}  # fmt: skip
# Why a model has fewer: its stated yield counts what is no other question.
FEWER: Mapping[str, str] = {
    "IM03": "one for each example; its yield counts other numbers in the same example",
    "IM05": "one for each dimension, direction and set of methods; its yield counts three wordings of each",
    "IM06": "one for each pair of methods and dimension, both ways round; its yield counts mixes of wrong options",
    "IM08": "six phrases of output by six of sequence for each method; its yield counts products",
    "IM18": "hard sets wait until they are accepted, and a change that repeats the words of the case is refused",
}
ENOUGH = 80  # per cent of a yield
SCENARIOS = ("IM15", "IM16", "IM17", "IM18")
MOST_SCENARIOS = 60  # per cent of all
MOST_LEAD_OVERALL, MOST_LEAD = 3, 8  # points by which the guesser may beat chance
FEWEST_FOR_A_LEAD, FEWEST_FOR_LENGTH = 40, 400
LENGTH_TOLERANCE = 3  # points
FORM = 10


@dataclass(slots=True)
class Tally:
    """What became of the candidates of one item model."""

    model: str
    candidates: int = 0
    served: int = 0
    ambiguous: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    long: int = 0
    longest_keys: float = 0
    longest_by_chance: float = 0
    guessed: float = 0
    chance: float = 0

    def add(self, item: Item, facts: FactBase) -> None:
        self.served += 1
        self.ambiguous += only(proof.truths for proof in item.certificate) != item.key_position
        self.guessed += expected_score(item)
        self.chance += 1 / len(item.options)
        if has_long_options(item, facts):
            self.long += 1
            self.longest_keys += share_of_longest(item)
            self.longest_by_chance += 1 / len(item.options)

    @property
    def guesser_lead(self) -> float:
        """Points of a hundred by which the guesser beats chance."""
        return 100 * (self.guessed - self.chance) / self.served if self.served else 0.0


@dataclass(frozen=True, slots=True)
class Audit:
    """`positions` counts key positions in whole forms, by the number of options."""

    tallies: tuple[Tally, ...]
    positions: Mapping[int, Counter[int]]
    sampled: bool

    @property
    def served(self) -> int:
        return sum(tally.served for tally in self.tallies)

    @property
    def lead(self) -> float:
        """Points of a hundred by which the guesser beats chance over all questions."""
        return 100 * sum(tally.guessed - tally.chance for tally in self.tallies) / self.served if self.served else 0.0


def audited(facts: FactBase, *, sample: int | None = None, forms: int = 1000, seed: int = 1) -> Audit:
    """The whole space, or about `sample` questions of it, spread over the item models."""
    rng = Random(f"audit {seed}")
    share = None if sample is None else max(sample // len(ITEM_MODELS), 1)
    tallies = tuple(_tally(facts, code, share=share, rng=rng) for code in ITEM_MODELS)
    return Audit(tallies, _positions(facts, forms=forms, seed=seed), sampled=sample is not None)


def _tally(facts: FactBase, code: str, *, share: int | None, rng: Random) -> Tally:
    found = candidates_of(facts, code)
    looked_at = found if share is None or share >= len(found) else rng.sample(found, share)
    tally = Tally(code, candidates=len(looked_at))
    for candidate in looked_at:
        item = first_good(facts, candidate, refused=tally.refused, rng=rng)
        if item is not None:
            tally.add(item, facts)
    return tally


def first_good(facts: FactBase, candidate: Candidate, *, refused: Counter[str], rng: Random) -> Item | None:
    """As the generator tries; what each guard refused on the way is counted by its code."""
    places = rng.sample(range(candidate.option_count), candidate.option_count)
    for turn in range(max(TRIES, len(places))):
        try:
            item = candidate.build(seed=rng.getrandbits(32), position=places[turn % len(places)])
        except BadItem:
            refused["unbuilt"] += 1
            continue
        flaws = refusals(item, facts)
        if not flaws:
            return item
        refused.update(flaw.partition(":")[0] for flaw in flaws)
    return None


def _positions(facts: FactBase, *, forms: int, seed: int) -> Mapping[int, Counter[int]]:
    counts: Mapping[int, Counter[int]] = defaultdict(Counter)
    for number in range(forms):
        for item in generate_form(facts, count=FORM, seed=seed * 1_000_003 + number):
            counts[len(item.options)][item.key_position] += 1
    return dict(counts)


# --- What it shows --------------------------------------------------------------------------------


def obstacles(facts: FactBase) -> Iterator[str]:
    """The item models that these notes cannot feed, and why."""
    return (f"{model.code}: {found}" for model in ITEM_MODELS.values() if (found := model.obstacle(facts)))


def failings(audit: Audit, *, stated: bool) -> Iterator[str]:
    """What is not as it should be; `stated`: yields are compared with those written for the operations methods."""
    for tally in audit.tallies:
        yield from _failings_of(tally, stated=stated and not audit.sampled)
    if audit.lead > MOST_LEAD_OVERALL:
        yield f"the guesser beats chance by {audit.lead:.1f} points overall"
    yield from _telling_length(audit.tallies, sampled=audit.sampled)
    for kinds, counts in audit.positions.items():
        if kinds in LIKELY and chi_square(counts, kinds) >= LIKELY[kinds]:
            yield f"keys of {kinds} options are not spread evenly: chi-square {chi_square(counts, kinds):.1f}"
    yield from _too_many_scenarios(audit.tallies)


def _failings_of(tally: Tally, *, stated: bool) -> Iterator[str]:
    if tally.ambiguous:
        yield f"{tally.model}: {tally.ambiguous} items with other than one right option"
    if tally.served >= FEWEST_FOR_A_LEAD and tally.guesser_lead > MOST_LEAD:
        yield f"{tally.model}: the guesser beats chance by {tally.guesser_lead:.1f} points"
    wanted = YIELDS.get(tally.model, 0)
    if stated and 100 * tally.served < ENOUGH * wanted and tally.model not in FEWER:
        yield f"{tally.model}: {tally.served} questions of {wanted}"


def _too_many_scenarios(tallies: Iterable[Tally]) -> Iterator[str]:
    served = {tally.model: tally.served for tally in tallies}
    scenarios = sum(served.get(code, 0) for code in SCENARIOS)
    if 100 * scenarios > MOST_SCENARIOS * sum(served.values()):
        yield f"{scenarios} of {sum(served.values())} questions are scenarios"


def _telling_length(tallies: Iterable[Tally], *, sampled: bool) -> Iterator[str]:
    """Of a sample, or of few, two standard errors more are allowed: of 177 keys 2 * sqrt(0.25 * 0.75 / 177) = 6.5
    points.
    """
    told = list(tallies)
    long = sum(tally.long for tally in told)
    off = 100 * sum(tally.longest_keys - tally.longest_by_chance for tally in told) / max(long, 1)
    by_chance = 200 * sqrt(0.25 * 0.75 / max(long, 1)) if sampled or long < FEWEST_FOR_LENGTH else 0
    if abs(off) > LENGTH_TOLERANCE + by_chance:
        yield f"the key is the longest option {off:+.1f} points off chance"
