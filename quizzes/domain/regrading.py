"""What a regrade does to the points of an answer, and what it says of the question (V11).

A question may be regraded more than once: a chain of regradings, oldest first, says what each answer earns now. They
name options by their ids, so the order in which somebody was shown them does not matter.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any
from uuid import UUID

from quizzes.domain.scoring import RIGHT, WRONG, mark_response, total

Body = Mapping[str, Any]


class Policy(StrEnum):
    CORRECT_KEY = "correct_key"
    ACCEPT = "accept"
    DROP = "drop"
    FULL_MARKS = "full_marks"

    @property
    def names_options(self) -> bool:
        return self in {Policy.CORRECT_KEY, Policy.ACCEPT}


EFFECTS = {
    Policy.CORRECT_KEY: "The right answer to this question was corrected.",
    Policy.ACCEPT: "More than one answer to this question is accepted.",
    Policy.DROP: "This question no longer counts.",
    Policy.FULL_MARKS: "Everybody has the point for this question.",
}


class Direction(StrEnum):
    UP = "up"
    DOWN = "down"
    SAME = "same"


class UnfitRegrading(ValueError):
    """It does not fit the question; the message says why, in words for whoever asks for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Regrading:
    """One decision about a question. `options` are the ids that are right from now on, where the policy names any.

    `cause` is one of `Regrade.Cause`. `note` is what students are told; with `never_lower` nobody has less for the
    question than before.
    """

    policy: Policy
    cause: str = ""
    options: tuple[str, ...] = ()
    never_lower: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Earned:
    """Points and how many there were to earn: of one question 1, or 0 if it was dropped; of an attempt their sum."""

    points: Decimal
    out_of: int


DROPPED = Earned(WRONG, 0)


def earned(body: Body, option_id: UUID | str | None, *, chain: Iterable[Regrading]) -> Earned:
    """What choosing an option earns under all regradings of its question; None is no answer.

    The latest decides. Where it never lowers, the better of what it gives and what stood before counts: nothing is
    less than a dropped question, which is less than a point. So an attempt's share of its maximum never falls:
    6 of 10 with a dropped question that was wrong becomes 6 of 9, and with one that was right stays 6 of 10.
    Raises UnknownOption.
    """
    stands = Earned(mark_response(body, option_id), 1)
    for regrading in chain:
        given = _given(regrading, chosen=None if option_id is None else str(option_id))
        stands = max(stands, given, key=_worth) if regrading.never_lower else given
    return stands


def _given(regrading: Regrading, *, chosen: str | None) -> Earned:
    if regrading.policy is Policy.DROP:
        return DROPPED
    is_right = regrading.policy is Policy.FULL_MARKS or chosen in regrading.options
    return Earned(RIGHT if is_right else WRONG, 1)


def _worth(earned: Earned) -> Decimal:
    return earned.points if earned.out_of else Decimal("0.5")


def sum_of(lines: Iterable[Earned]) -> Earned:
    """Points of an attempt out of the questions that count: dropped ones are in neither number."""
    lines = tuple(lines)
    return Earned(total(line.points for line in lines), sum(line.out_of for line in lines))


def direction(old: Earned, new: Earned) -> Direction:
    """Whether the share of the maximum rose or fell. 6 of 10 to 6 of 9 is up; 10 of 10 to 9 of 9 is the same."""
    before, after = old.points * new.out_of, new.points * old.out_of
    if before == after:
        return Direction.SAME
    return Direction.UP if after > before else Direction.DOWN


def in_words(old: Earned, new: Earned) -> str:
    """From 6 to 7 of 10; or, where the number of questions changed, from 6 of 10 to 6 of 9."""
    before = f"{old.points:.0f}" if old.out_of == new.out_of else f"{old.points:.0f} of {old.out_of}"
    return f"from {before} to {new.points:.0f} of {new.out_of}"


def spoken(regrading: Regrading) -> str:
    """What a regrade did to a question, and why."""
    return f"{EFFECTS[regrading.policy]} {regrading.note}"


def right_options(body: Body, *, chain: Iterable[Regrading]) -> tuple[str, ...]:
    """Ids of the options that are right now, in the order of the body. Dropping a question leaves its key."""
    right: Sequence[str] = (body["key"],)
    for regrading in chain:
        if regrading.policy.names_options:
            right = regrading.options
    return tuple(option["id"] for option in body["options"] if option["id"] in right)


def overlaid(body: Body, *, chain: Sequence[Regrading]) -> Body:
    """The body as it is explained now: the same object unless its right options changed.

    `right` lists them. An option that became right or wrong is explained by the note of the regrading that said so.
    """
    naming = [regrading for regrading in chain if regrading.policy.names_options]
    if not naming:
        return body
    right = right_options(body, chain=naming)
    changed = {body["key"]} ^ set(right)
    options = [
        _explained(option, note=naming[-1].note) if option["id"] in changed else option for option in body["options"]
    ]
    key = body["key"] if body["key"] in right else right[0]
    return {**body, "options": options, "key": key, "right": list(right)}


def _explained(option: Mapping[str, str], *, note: str) -> Mapping[str, str]:
    return {**option, "why": note or option["why"]}


def check_fit(body: Body, regrading: Regrading, *, chain: Iterable[Regrading]) -> None:
    """Raises UnfitRegrading if this regrading cannot follow the chain."""
    named = set(regrading.options)
    if not regrading.policy.names_options:
        if named:
            raise UnfitRegrading("This policy names no answers.")
        return
    if named - {option["id"] for option in body["options"]}:
        raise UnfitRegrading("That is no answer of this question.")
    if regrading.policy is Policy.CORRECT_KEY and len(named) != 1:
        raise UnfitRegrading("Name the one right answer.")
    if regrading.policy is Policy.ACCEPT and len(named) < 2:
        raise UnfitRegrading("Name all the answers to accept, two or more.")
    if named == set(right_options(body, chain=chain)):
        raise UnfitRegrading("That is what counts as right already.")
