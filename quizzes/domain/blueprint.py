"""What a form should hold, and whether the notes can give it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from quizzes.domain.candidate import Ask

# Of twelve questions: how many of each level of thinking.
USUAL: Mapping[str, int] = MappingProxyType(
    {"remember": 3, "understand": 4, "apply": 2, "apply with reason": 1, "analyse": 2}
)
FIRST_COURSE: Mapping[str, int] = MappingProxyType({"remember": 4, "understand": 4, "apply": 3, "analyse": 1})
O_LEVEL = "O"


class InfeasibleForm(ValueError):
    """The notes cannot give what was asked for; the message says why."""


@dataclass(frozen=True, slots=True)
class Blueprint:
    """`count` questions of which at least so many have each value of an attribute: `quotas["method"]["job"]`.

    Attributes are those of ATTRIBUTES. A question counts towards every quota that it meets.
    """

    count: int
    quotas: Mapping[str, Mapping[str, int]] = field(default_factory=lambda: MappingProxyType({}))


ATTRIBUTES = ("method", "dimension", "ao", "bloom", "difficulty", "model")


def values_of(ask: Ask) -> dict[str, str]:
    """What a question of this kind counts towards."""
    ao, bloom = ask.demand.value
    return {
        "method": ask.method,
        "dimension": ask.dimension,
        "ao": ao,
        "bloom": bloom,
        "difficulty": str(ask.difficulty),
        "model": ask.model,
    }


def usual(count: int, *, level: str, available: Iterable[str]) -> Blueprint:
    """The usual mix of levels of thinking, as far as the notes have them: of ten questions at AS 3, 3, 2, 1 and 1."""
    shares = FIRST_COURSE if level == O_LEVEL else USUAL
    able = set(available)
    known = {bloom: share for bloom, share in shares.items() if bloom in able}
    return Blueprint(count=count, quotas={"bloom": apportioned(count, known)} if known else {})


def apportioned(count: int, shares: Mapping[str, int]) -> dict[str, int]:
    """`count` in the proportions of `shares`, by largest remainder (Hamilton): 10 as 3:4:2:1:2 is 3, 3, 2, 1, 1."""
    total = sum(shares.values())
    exact = {name: count * share / total for name, share in shares.items()}
    found = {name: int(value) for name, value in exact.items()}
    by_remainder = sorted(shares, key=lambda name: found[name] - exact[name])
    for name in by_remainder[: count - sum(found.values())]:
        found[name] += 1
    return found


def impossible(blueprint: Blueprint, asks: Iterable[Ask]) -> str:
    """The first quota that cannot be met, with what would fit; empty when each can be."""
    told = [values_of(ask) for ask in asks]
    for attribute, wanted in blueprint.quotas.items():
        if attribute not in ATTRIBUTES:
            return f"There is no quota for {attribute}; there is one for {', '.join(ATTRIBUTES)}."
        if sum(wanted.values()) > blueprint.count:
            return f"The quotas for {attribute} add up to {sum(wanted.values())}, but the form has {blueprint.count}."
        for value, number in wanted.items():
            able = sum(one[attribute] == value for one in told)
            if able < number:
                return f"{number} questions with {attribute} {value} were asked for and the notes give {able}."
    return ""
