"""Which method is taken for which, on what: wrong options chosen, for the times they were offered."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import exp, lgamma, log, log1p

from quizzes.domain.measures.share import SHARED, Share

# At most this often may a table of guessers show any confusion at all.
FALSE_TABLES = 0.05
# The prior is worth 1 to 49 wrong answers.
LEAST_AGREEMENT, MOST_AGREEMENT = 0.02, 0.5


@dataclass(frozen=True, slots=True)
class Pick:
    """One answered first try at a question on `method` and `dimension`.

    `wrong` names, for each wrong option, the method whose value it gave; "" where it was nobody's. `taken_for` is
    that of the option chosen, None when the key was.
    """

    person: str
    method: str
    dimension: str
    wrong: tuple[str, ...]
    taken_for: str | None


@dataclass(frozen=True, slots=True)
class Confusion:
    """One cell. `even` is how many choices it would have if wrong answers fell evenly on the wrong options.

    `prior` is what the shrinkage is worth, in wrong answers; `cells` how many cells have enough offers.
    """

    method: str
    taken_for: str
    dimension: str
    offered: int
    chosen: int
    wrong: int
    even: float
    people: int
    prior: float
    cells: int

    @property
    def uptake(self) -> Share:
        return Share(self.chosen, self.offered)

    @property
    def shrunk(self) -> float:
        """Chosen per offered, 0 to 1, drawn towards an even spread of the wrong answers.

            wrong / offered * (chosen + prior * base) / (wrong + prior)        base = even / wrong

        30 offers, 20 wrong, 16 of them this one of three, prior 10: 20/30 * (16 + 3.33) / (20 + 10) = 0.43, where
        0.53 were chosen. A beta prior, as in J. C. Kleinman, JASA 68, 1973, pp. 46-54, centred on 1/(k - 1).
        """
        if not self.wrong:
            return 0.0
        base = self.even / self.wrong
        return self.wrong / self.offered * (self.chosen + self.prior * base) / (self.wrong + self.prior)

    @property
    def is_shown(self) -> bool:
        """From 10 offers, and only if guessing would not do it: the chance that an even spread gives as many
        choices or more, times the cells that have enough offers (Bonferroni), is at most 5 per cent.

        16 of 20 wrong answers where a third is even: 0.00003; times 72 cells 0.002, shown. 11 of 20: 0.04, not.
        """
        if self.offered < SHARED or not self.chosen:
            return False
        return at_least(self.chosen, self.wrong, self.even / self.wrong) * self.cells <= FALSE_TABLES


Cell = tuple[str, str, str]


@dataclass(slots=True)
class CellCount:
    """What picks come to on one cell, as in `Confusion`. Counts of different people can be added."""

    offered: int = 0
    chosen: int = 0
    wrong: int = 0
    even: float = 0.0
    people: int = 0

    @property
    def parts(self) -> tuple[int, int, int, float, int]:
        return self.offered, self.chosen, self.wrong, self.even, self.people

    def __add__(self, other: "CellCount") -> "CellCount":
        return CellCount(
            offered=self.offered + other.offered,
            chosen=self.chosen + other.chosen,
            wrong=self.wrong + other.wrong,
            even=self.even + other.even,
            people=self.people + other.people,
        )


def confusions(picks: Iterable[Pick]) -> tuple[Confusion, ...]:
    """Every cell that was offered, those shown first, then by `shrunk`, the largest first. First tries only.

    Raises ValueError if a pick takes the method for one that was not offered.
    """
    return ranked(counts_of(picks))


def ranked(counts: Mapping[Cell, CellCount]) -> tuple[Confusion, ...]:
    """The same from counts, of slices of people that were added."""
    prior = _prior(counts.values())
    cells = sum(count.offered >= SHARED for count in counts.values())
    table = [
        Confusion(
            *key,
            offered=count.offered,
            chosen=count.chosen,
            wrong=count.wrong,
            even=count.even,
            people=count.people,
            prior=prior,
            cells=cells,
        )
        for key, count in counts.items()
    ]
    return tuple(sorted(table, key=_place))


def at_least(successes: int, n: int, chance: float) -> float:
    """The probability of so many successes or more in n tries, each with this chance, above 0 and at most 1.

    The binomial tail. 2 or more of 3 at 0.5: 0.5. Where chances differ, their mean gives a tail no smaller, from one
    above the expected number on (W. Hoeffding, Annals of Mathematical Statistics 27, 1956, pp. 713-721).
    """
    if successes <= 0 or chance >= 1:
        return 1.0
    if successes <= n * chance:
        return 1.0 - sum(_probabilities(range(successes - 1, -1, -1), n, chance))
    return sum(_probabilities(range(successes, n + 1), n, chance))


def _probabilities(counts: range, n: int, chance: float) -> Iterator[float]:
    """Of each count, going away from the middle; what is left when they have become nothing is left out."""
    for count in counts:
        ways = lgamma(n + 1) - lgamma(count + 1) - lgamma(n - count + 1)
        term = exp(ways + count * log(chance) + (n - count) * log1p(-chance))
        if term < 1e-18:
            return
        yield term


def counts_of(picks: Iterable[Pick]) -> dict[Cell, CellCount]:
    """By cell. Raises ValueError if a pick takes the method for one that was not offered."""
    counts: dict[Cell, CellCount] = {}
    who: dict[Cell, set[str]] = {}
    for pick in picks:
        if pick.taken_for is not None and pick.taken_for not in pick.wrong:
            raise ValueError(f"{pick.taken_for} was not offered")
        for other in set(pick.wrong) - {"", pick.method}:
            cell = pick.method, other, pick.dimension
            count = counts.setdefault(cell, CellCount())
            count.offered += 1
            if pick.taken_for is None:
                continue
            count.wrong += 1
            count.even += pick.wrong.count(other) / len(pick.wrong)
            if pick.taken_for == other:
                count.chosen += 1
                who.setdefault(cell, set()).add(pick.person)
    for cell, people in who.items():
        counts[cell].people = len(people)
    return counts


def _prior(counts: Iterable[CellCount]) -> float:
    """What the shrinkage is worth, by moments: Σ(z² - 1) / Σ(wrong - 1) is 1 / (prior + 1) for a beta prior.

    z² is the squared distance from an even spread over its binomial variance, so that guessers have about 1.
    """
    excess = weight = 0.0
    for count in counts:
        base = count.even / count.wrong if count.wrong else 1.0
        if base < 1:
            excess += (count.chosen - count.even) ** 2 / (count.even * (1 - base)) - 1
            weight += count.wrong - 1
    agreement = excess / weight if weight else 0.0
    return 1 / max(LEAST_AGREEMENT, min(MOST_AGREEMENT, agreement)) - 1


def _place(cell: Confusion) -> tuple[bool, float, Cell]:
    return not cell.is_shown, -cell.shrunk, (cell.method, cell.taken_for, cell.dimension)
