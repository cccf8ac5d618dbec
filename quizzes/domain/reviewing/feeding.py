"""Which questions a component can be reviewed with, and one of them that the student has not met."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from random import Random
from types import MappingProxyType

from opsmethods.domain.facts import FactBase
from quizzes.domain.candidate import Candidate
from quizzes.domain.generator import GENERATOR_VERSION, built, candidates_of
from quizzes.domain.item import Item
from quizzes.domain.reviewing.components import Component, Kind, UnknownComponent, beliefs_of, pair_of
from quizzes.domain.reviewing.tested import RULES, component_of, question_of

Feed = Mapping[str, tuple[Candidate, ...]]


@dataclass(frozen=True, slots=True)
class Source:
    """An item model that feeds a component with `count` questions.

    `method` and `dimension` are what all of these share, empty where they differ or there is none. They narrow the
    model's questions down; `component_of` then says which of these are of the component.
    """

    model: str
    method: str
    dimension: str
    count: int


def components_of(facts: FactBase) -> tuple[Component, ...]:
    """Those that can be asked: dimensions, misconceptions, terms, then pairs, each in the order of the notes."""
    return tuple(one for one in _all_components(facts) if one in _feeds(facts, one.kind))


def sources_of(facts: FactBase, component: Component) -> tuple[Source, ...]:
    """By item model. Raises UnknownComponent where there is none to ask."""
    return tuple(_source(model, candidates) for model, candidates in _feed(facts, component).items())


def unseen_item(
    facts: FactBase,
    component: Component,
    *,
    avoid: Collection[str],
    seed: int,
    never: Collection[str] = frozenset(),
) -> Item | None:
    """A question of the component: same arguments, same question.

    `avoid` holds the signatures that the student has met, `never` those withheld from everybody. Models that he has met
    least come first, and a question met before is asked again only when none is left; None when there is none to ask
    or these words pass no guard. Raises UnknownComponent where the notes never have one.
    """
    found = _feed(facts, component).items()
    feed = {model: [one for one in candidates if one.ask.signature not in never] for model, candidates in found}
    rng = Random(f"{GENERATOR_VERSION} {facts.topic} {component.key} {seed}")
    met = {model: sum(one.ask.signature in avoid for one in candidates) for model, candidates in feed.items()}
    models = sorted(rng.sample(list(feed), len(feed)), key=lambda model: met[model])
    fresh = ([one for one in feed[model] if one.ask.signature not in avoid] for model in models)
    stale = ([one for one in feed[model] if one.ask.signature in avoid] for model in models)
    return next((item for some in chain(fresh, stale) for item in _items(facts, some, rng=rng)), None)


def _items(facts: FactBase, candidates: Sequence[Candidate], *, rng: Random) -> Iterator[Item]:
    """Those that the guards let through, with the key in any place."""
    for candidate in rng.sample(candidates, len(candidates)):
        for position in rng.sample(range(candidate.option_count), candidate.option_count):
            item = built(facts, candidate, seed=rng.getrandbits(32), position=position)
            if item is not None:
                yield item


def _all_components(facts: FactBase) -> Iterator[Component]:
    yield from (Component(Kind.DIMENSION, dimension.code) for dimension in facts.dimensions)
    yield from (Component(Kind.MISCONCEPTION, code) for code in beliefs_of(facts))
    yield from (Component(Kind.TERM, term.slug) for term in facts.terms)
    slugs = [method.slug for method in facts.methods]
    yield from (pair_of(one, other) for place, one in enumerate(slugs) for other in slugs[place + 1 :])


def _source(model: str, candidates: tuple[Candidate, ...]) -> Source:
    return Source(
        model=model,
        method=_shared({one.ask.method for one in candidates}),
        dimension=_shared({one.ask.dimension for one in candidates}),
        count=len({one.ask.signature for one in candidates}),
    )


def _shared(values: set[str]) -> str:
    return next(iter(values)) if len(values) == 1 else ""


def _feed(facts: FactBase, component: Component) -> Feed:
    feed = _feeds(facts, component.kind).get(component)
    if feed is None:
        raise UnknownComponent(component.key)
    return feed


@lru_cache(maxsize=64)
def _feeds(facts: FactBase, kind: Kind) -> Mapping[Component, Feed]:
    """The candidates of every component of a kind by item model, of which one at least makes a question.

    Found once for the same facts. Kinds are apart because to find every question of every model takes long.
    """
    found: defaultdict[Component, defaultdict[str, list[Candidate]]] = defaultdict(lambda: defaultdict(list))
    for model in RULES[kind]:
        for candidate in candidates_of(facts, model):
            component = component_of(facts, question_of(candidate.ask))
            if component is not None and component.kind is kind:
                found[component][model].append(candidate)
    fed = {component: {model: tuple(some) for model, some in feed.items()} for component, feed in found.items()}
    return MappingProxyType({one: MappingProxyType(feed) for one, feed in fed.items() if _can_be_asked(facts, feed)})


def _can_be_asked(facts: FactBase, feed: Feed) -> bool:
    return any(next(_items(facts, some, rng=Random(0)), None) is not None for some in feed.values())
