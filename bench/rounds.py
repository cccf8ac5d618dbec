"""Interleaved rounds: each case is run once a round, and the middle of the rounds is what counts."""

import statistics
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from bench.cpu import cpu_seconds
from tests.pupil import Pupil

ROUNDS = 5


@dataclass
class Case:
    """A walk, the pupils who take it at the same time, and the processes whose time it costs."""

    name: str
    walk: Callable[[Pupil], object]
    pupils: list[Pupil]
    processes: list[int]
    times: int = 25
    settle: Callable[[], object] | None = None  # waits until all that the walks have started is done
    statements: int | None = None
    per_second: list[float] = field(default_factory=list)
    cpu_ms: list[float] = field(default_factory=list)

    def run(self) -> None:
        """Every pupil walks `times` times; what one walk cost is added to the lists."""
        walks = self.times * len(self.pupils)
        cpu, clock = cpu_seconds(self.processes), time.perf_counter()
        with ThreadPoolExecutor(len(self.pupils)) as pool:
            list(pool.map(self._repeat, self.pupils))
        if self.settle:
            self.settle()
        self.per_second.append(walks / (time.perf_counter() - clock))
        self.cpu_ms.append((cpu_seconds(self.processes) - cpu) * 1000 / walks)

    def _repeat(self, pupil: Pupil) -> None:
        for _ in range(self.times):
            self.walk(pupil)

    def walk_once(self, pupil: Pupil) -> None:
        self.walk(pupil)
        if self.settle:
            self.settle()

    @property
    def median_per_second(self) -> float:
        return statistics.median(self.per_second)

    @property
    def median_cpu_ms(self) -> float:
        return statistics.median(self.cpu_ms)


def p95_beside(case: Case, yardstick: Case, *, times: int, rounds: int = ROUNDS) -> float:
    """How many times as long as the yardstick's one walk in twenty takes at least, all pupils at once; the middle of
    the rounds.
    """
    pairs = [(slowest(case, times), slowest(yardstick, times)) for _ in range(rounds)]
    return statistics.median(own / bare for own, bare in pairs)


def slowest(case: Case, times: int) -> float:
    """The 95th percentile of the seconds that a walk takes."""

    def seconds(pupil: Pupil) -> list[float]:
        case.walk(pupil)  # opens what it needs
        return [timed(case.walk, pupil) for _ in range(times)]

    with ThreadPoolExecutor(len(case.pupils)) as pool:
        found = [one for each in pool.map(seconds, case.pupils) for one in each]
    return p95(found)


def timed(walk: Callable[[Pupil], object], pupil: Pupil) -> float:
    begun = time.perf_counter()
    walk(pupil)
    return time.perf_counter() - begun


def p95(values: list[float]) -> float:
    return statistics.quantiles(values, n=20, method="inclusive")[-1]


def interleave(cases: Iterable[Case], rounds: int = ROUNDS) -> None:
    for case in cases:  # warm up: templates compiled, connections open, caches filled
        case.walk(case.pupils[0])
    for _ in range(rounds):
        for case in cases:
            case.run()
