"""Which questions go together in a form."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from random import Random

from opsmethods.domain.facts import FactBase
from quizzes.domain.blueprint import Blueprint, values_of
from quizzes.domain.candidate import Candidate
from quizzes.domain.focus import EVERYTHING, Focus
from quizzes.domain.making import Chosen, tried
from quizzes.domain.shelves import Shelf

DRAWS = 24  # shelves, or candidates, drawn before all are gone through
RANKS = 2**20

# A shelf with the values that its questions have where a form has quotas.
Serving = tuple[Shelf, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Limits:
    """Signatures asked before, signatures not asked at all, and what the form keeps to."""

    avoid: Collection[str] = frozenset()
    never: Collection[str] = frozenset()
    focus: Focus = EVERYTHING

    def take(self, candidate: Candidate, *, stale: bool) -> bool:
        """Whether the candidate may be asked; `stale`: now it is the turn of those asked before."""
        ask, signature = candidate.ask, candidate.ask.signature
        return (
            (signature in self.avoid) is stale
            and signature not in self.never
            and self.focus.takes(ask.method, ask.dimension)
        )


@dataclass(slots=True)
class Form:
    """A form in the making: what it holds, what that has used up, which quotas are still open."""

    open: dict[str, Counter[str]]
    chosen: list[Chosen] = field(default_factory=list)
    used: set[str] = field(default_factory=set)
    methods: Counter[str] = field(default_factory=Counter)
    models: Counter[str] = field(default_factory=Counter)

    def add(self, one: Chosen) -> None:
        ask = one.candidate.ask
        self.chosen.append(one)
        self.used |= one.candidate.uses | {ask.signature}
        self.methods[ask.method] += 1
        self.models[ask.model] += 1
        values = values_of(ask)
        for attribute, wanted in self.open.items():
            if wanted[values[attribute]] > 0:
                wanted[values[attribute]] -= 1

    def may_use(self, candidate: Candidate) -> bool:
        return self.used.isdisjoint(candidate.uses) and candidate.ask.signature not in self.used

    def still_open(self) -> int:
        return max((sum(wanted.values()) for wanted in self.open.values()), default=0)

    def gain(self, values: tuple[str, ...]) -> int:
        """How many open quotas a question with these values serves."""
        return sum([wanted[value] > 0 for wanted, value in zip(self.open.values(), values, strict=True)])

    def unmet(self) -> list[str]:
        """Open quotas in words."""
        return [
            f"{number} more with {attribute} {value}"
            for attribute, wanted in self.open.items()
            for value, number in wanted.items()
            if number > 0
        ]


def filled(facts: FactBase, shelves: Iterable[Shelf], blueprint: Blueprint, *, limits: Limits, rng: Random) -> Form:
    """Questions asked before are taken when no fresh one is left. No two share what they use."""
    form = Form(open={name: Counter(wanted) for name, wanted in blueprint.quotas.items()})
    servings = [(shelf, tuple([shelf.values[name] for name in form.open])) for shelf in shelves]
    form.methods.update({shelf.method: 0 for shelf, _ in servings})
    form.models.update({shelf.model: 0 for shelf, _ in servings})
    kinds = {values for _, values in servings}
    for stale in (False, True):
        left = list(servings)
        while left and len(form.chosen) < blueprint.count:
            best = _next(form, left, kinds=kinds, places=blueprint.count - len(form.chosen), rng=rng)
            found = _from_shelf(facts, best[0], form, limits=limits, stale=stale, rng=rng)
            if found is None:
                left.remove(best)
            else:
                form.add(found)
    return form


def _next(
    form: Form, left: Sequence[Serving], *, kinds: Collection[tuple[str, ...]], places: int, rng: Random
) -> Serving:
    """Of the method that has served least, then of the model that has; then what serves most open quotas.

    While open quotas need every place that is left, a shelf that serves none waits. Of shelves that come first together
    each is as likely, so one is taken as soon as it is drawn that nothing can come before.
    """
    wait = RANKS**3 if form.still_open() >= places else 0
    last = {values: -gain if (gain := form.gain(values)) else wait for values in kinds}
    methods, models = form.methods, form.models

    # One number for all that counts, as there are many shelves: no part of it reaches RANKS.
    def rank(serving: Serving) -> int:
        shelf, values = serving
        return RANKS**2 * methods[shelf.method] + RANKS * models[shelf.model] + last[values]

    first = RANKS**2 * min(methods.values()) + RANKS * min(models.values()) + min(last.values())
    drawn = (rng.choice(left) for _ in range(DRAWS))
    return next((one for one in drawn if rank(one) == first), None) or _first_of(left, rank=rank, rng=rng)


def _first_of(left: Sequence[Serving], *, rank: Callable[[Serving], int], rng: Random) -> Serving:
    ranks = [rank(one) for one in left]
    first = min(ranks)
    return rng.choice([one for one, its in zip(left, ranks, strict=True) if its == first])


def _from_shelf(
    facts: FactBase, shelf: Shelf, form: Form, *, limits: Limits, stale: bool, rng: Random
) -> Chosen | None:
    for candidate in _drawn(shelf.candidates(), rng=rng):
        if form.may_use(candidate) and limits.take(candidate, stale=stale):
            found = tried(facts, candidate, rng=rng)
            if found is not None:
                return found
    return None


def _drawn(candidates: tuple[Candidate, ...], *, rng: Random) -> Iterator[Candidate]:
    """In random order; the whole shelf is only shuffled when a few draws have not been enough."""
    yield from (rng.choice(candidates) for _ in range(min(DRAWS, len(candidates))))
    yield from rng.sample(candidates, len(candidates))
