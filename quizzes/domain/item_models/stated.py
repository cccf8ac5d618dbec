"""What models share whose options are texts about methods, of which one is true of the method in the stem."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from random import Random

from opsmethods.domain.facts import FactBase
from quizzes.domain.candidate import Ask, Candidate, Choice, Draft, item_from, mixed
from quizzes.domain.item import Item
from quizzes.domain.wording import stem_of


@dataclass(frozen=True, slots=True)
class Stated:
    """The options of a question. `words` fill the stem; `methods` are all that it names or describes."""

    key: Choice
    wrong: tuple[Choice, ...]
    methods: tuple[str, ...]
    words: Mapping[str, str] = field(default_factory=dict)


def candidate_of(
    facts: FactBase, ask: Ask, *, uses: Iterable[str], options: int, stated: Callable[[], Stated]
) -> Candidate:
    """Its options are put into words only when a question is made of it."""
    build = partial(_build, facts, ask, stated)
    return Candidate(ask=ask, uses=frozenset(uses), option_count=options, build=build)


def _build(facts: FactBase, ask: Ask, stated: Callable[[], Stated], *, seed: int, position: int) -> Item:
    rng, one = Random(seed), stated()
    draft = Draft(
        stem=stem_of(facts, ask.model, one.words, rng=rng),
        choices=mixed(one.key, one.wrong, position=position, rng=rng),
        methods=one.methods,
    )
    return item_from(ask, draft, seed=seed)


def in_order(facts: FactBase, slugs: Sequence[str]) -> tuple[str, ...]:
    """In the order of the notes, each once."""
    return tuple(method.slug for method in facts.methods if method.slug in slugs)
