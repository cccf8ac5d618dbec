"""What a question tests, as something to be remembered: a component is what a student has a card for.

A component is a dimension, a misconception, a term of the glossary, or a pair of methods to be told apart. Questions
come and go; the component stays, and each review of it asks a question not asked before.
"""

from dataclasses import dataclass
from enum import StrEnum

from opsmethods.domain.banks import BankSpec
from opsmethods.domain.facts import FactBase
from quizzes.domain.wording import mid_sentence, opened

BELIEFS = "IM12"
NO_BANK = BankSpec()


class UnknownComponent(ValueError):
    """The text names no component, or the notes do not hold it."""


class Kind(StrEnum):
    DIMENSION = "dimension"
    MISCONCEPTION = "misconception"
    TERM = "term"
    PAIR = "pair"


@dataclass(frozen=True, slots=True)
class Component:
    """`code` is that of the dimension or misconception, the slug of the term, or the two slugs of a pair."""

    kind: Kind
    code: str

    @property
    def key(self) -> str:
        """As one text: dimension:UC, misconception:JM1, term:lead-time, pair:batch+job."""
        return f"{self.kind}:{self.code}"


def component_from(key: str) -> Component:
    """The inverse of `key`. Raises UnknownComponent."""
    kind, _, code = key.partition(":")
    if kind not in set(Kind) or not code:
        raise UnknownComponent(key)
    return Component(Kind(kind), code)


def pair_of(one: str, other: str) -> Component:
    """The same whichever of the two methods comes first."""
    return Component(Kind.PAIR, "+".join(sorted((one, other))))


def beliefs_of(facts: FactBase) -> dict[str, str]:
    """What students often believe, in words, by the code of the misconception."""
    return {puzzle.code: puzzle.prompt for puzzle in facts.material.banks.get(BELIEFS, NO_BANK).sets}


def name_of(facts: FactBase, component: Component) -> str:
    """As a student reads it: Unit (average) cost; Lead time; Job production or batch production.

    Raises UnknownComponent.
    """
    named = {
        Kind.DIMENSION: {dimension.code: dimension.label for dimension in facts.dimensions},
        Kind.MISCONCEPTION: {code: f"The belief “{belief.rstrip('.')}”" for code, belief in beliefs_of(facts).items()},
        Kind.TERM: {term.slug: term.term for term in facts.terms},
        Kind.PAIR: _pair_names(facts),
    }
    name = named[component.kind].get(component.code)
    if name is None:
        raise UnknownComponent(component.key)
    return name


def _pair_names(facts: FactBase) -> dict[str, str]:
    """In the order of the notes."""
    methods = list(facts.methods)
    return {
        pair_of(one.slug, other.slug).code: opened(f"{mid_sentence(one.name)} or {mid_sentence(other.name)}")
        for place, one in enumerate(methods)
        for other in methods[place + 1 :]
    }
