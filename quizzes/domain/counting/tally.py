"""What first tries add up to, so that people may be counted a slice at a time and forgotten.

A tally names nobody. It can be written as JSON and read again, and two of different people can be added.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from quizzes.domain.counting.first_tries import FirstTry, Line
from quizzes.domain.measures.confusion import Cell, CellCount, Confusion, Pick, counts_of, ranked
from quizzes.domain.measures.discrimination import Discrimination, discrimination
from quizzes.domain.measures.elo import Rating, rate
from quizzes.domain.measures.flags import Flag, flags_of
from quizzes.domain.measures.share import Share

MODEL, COMPONENT = "model", "component"
Subject = tuple[str, str]


@dataclass(slots=True)
class SubjectCount:
    """First tries at the questions of an item model or a component.

    `chances` is the sum of 1/k over them; `rests` counts pairs of right and the share right of the rest of the
    attempt; `offers` has, by code, how often a wrong option was chosen and offered; `versions` are those of the notes.
    """

    n: int = 0
    right: int = 0
    chances: float = 0.0
    rests: Counter[tuple[bool, float]] = field(default_factory=Counter)
    offers: dict[str, list[int]] = field(default_factory=dict)
    versions: tuple[int, int] | None = None

    @property
    def facility(self) -> Share:
        return Share(self.right, self.n)

    @property
    def discrimination(self) -> Discrimination:
        return discrimination(self.rests.elements())

    @property
    def chance(self) -> float:
        """The share right by guessing, 0 to 1: the mean of 1/k. Four options always: 0.25. 0 of no tries."""
        return self.chances / self.n if self.n else 0.0

    @property
    def flags(self) -> tuple[Flag, ...]:
        return flags_of(self.facility, self.discrimination, chance=self.chance)

    def add(self, first: FirstTry, *, code_of: Mapping[str, str]) -> None:
        """`code_of` has the code of each option by id; a wrong option counts as offered, the key does not."""
        line = first.line
        self.n += 1
        self.right += line.right
        self.chances += 1 / max(len(line.options), 1)
        if first.rest is not None:
            self.rests[line.right, round(first.rest, 4)] += 1
        for option in _wrong(line):
            offer = self.offers.setdefault(code_of[option], [0, 0])
            offer[0] += option == line.chosen
            offer[1] += 1
        self._spread(line.topic_version, line.topic_version)

    def merge(self, other: "SubjectCount") -> None:
        self.n += other.n
        self.right += other.right
        self.chances += other.chances
        self.rests.update(other.rests)
        for code, (chosen, offered) in other.offers.items():
            offer = self.offers.setdefault(code, [0, 0])
            offer[0] += chosen
            offer[1] += offered
        if other.versions:
            self._spread(*other.versions)

    def _spread(self, low: int, high: int) -> None:
        least, most = self.versions or (low, high)
        self.versions = min(low, least), max(high, most)


@dataclass(slots=True)
class KindTally:
    """All of one topic and one kind of quiz. `families` are ratings of item models moved at once by each answer."""

    subjects: dict[Subject, SubjectCount] = field(default_factory=dict)
    cells: dict[Cell, CellCount] = field(default_factory=dict)
    certainty: dict[int, list[int]] = field(default_factory=dict)
    families: dict[str, Rating] = field(default_factory=dict)

    def confusions(self) -> tuple[Confusion, ...]:
        return ranked(self.cells)

    def merge(self, other: "KindTally") -> None:
        """The ratings of the other, which went on from these, take their place."""
        for subject, count in other.subjects.items():
            self.subjects.setdefault(subject, SubjectCount()).merge(count)
        for cell, found in other.cells.items():
            self.cells[cell] = self.cells.get(cell, CellCount()) + found
        for certainty, (right, n) in other.certainty.items():
            mine = self.certainty.setdefault(certainty, [0, 0])
            mine[0] += right
            mine[1] += n
        self.families |= other.families


Tally = dict[str, KindTally]


def tally_of(tries: Iterable[FirstTry], *, before: Tally | None = None) -> Tally:
    """First tries counted by kind; the lines of a person stand together. Ratings go on from those of `before`.

    A person's ability is worked out afresh from the answers given here and kept nowhere.
    """
    tally: Tally = {}
    picks: dict[str, list[Pick]] = {}
    abilities: dict[str, Rating] = {}
    person = ""
    for first in tries:
        line = first.line
        if line.person != person:
            person, abilities = line.person, {}
        mine = tally.setdefault(line.kind, _begun(line.kind, before))
        _count(mine, first)
        mine.families[line.model], abilities[line.kind] = rate(
            mine.families.get(line.model, Rating()), abilities.get(line.kind, Rating()), right=line.right
        )
        picks.setdefault(line.kind, []).extend(pick_of(line))
    for kind, found in picks.items():
        tally[kind].cells = counts_of(found)
    return tally


def merged(tally: Tally, other: Tally) -> Tally:
    """Both together; they are of different people, and the ratings of `other` went on from those of `tally`."""
    for kind, found in other.items():
        tally.setdefault(kind, KindTally()).merge(found)
    return tally


def pick_of(line: Line) -> Iterator[Pick]:
    """What an answer says about confusions: nothing where no option gives the value of another method."""
    wrong = {option: line.options[option].taken_for for option in _wrong(line)}
    if not any(wrong.values()):
        return
    taken_for = None if line.right else wrong.get(line.chosen)
    if line.right or taken_for is not None:
        yield Pick(line.person, line.method, line.dimension, tuple(wrong.values()), taken_for)


def _begun(kind: str, before: Tally | None) -> KindTally:
    return KindTally(families=dict(before[kind].families) if before and kind in before else {})


def _count(tally: KindTally, first: FirstTry) -> None:
    line = first.line
    strategies = {option: str(meaning.strategy) for option, meaning in line.options.items()}
    tally.subjects.setdefault((MODEL, line.model), SubjectCount()).add(first, code_of=strategies)
    if line.component:
        codes = {option: meaning.code for option, meaning in line.options.items()}
        tally.subjects.setdefault((COMPONENT, line.component), SubjectCount()).add(first, code_of=codes)
    if line.certainty is not None:
        mine = tally.certainty.setdefault(line.certainty, [0, 0])
        mine[0] += line.right
        mine[1] += 1


def _wrong(line: Line) -> list[str]:
    """The options that are not the key; a regrade may have let one of them count as right."""
    return [
        option
        for option, meaning in line.options.items()
        if meaning.strategy and not (line.right and option == line.chosen)
    ]


# --- As JSON --------------------------------------------------------------------------------------


def as_json(tally: Tally) -> dict[str, Any]:
    """Plain lists and dictionaries that `tally_from` reads."""
    return {
        kind: {
            "subjects": [[*subject, _count_as_json(count)] for subject, count in one.subjects.items()],
            "cells": [[*cell, *found.parts] for cell, found in one.cells.items()],
            "certainty": [[certainty, *counts] for certainty, counts in one.certainty.items()],
            "families": [[name, *parts_of(rating)] for name, rating in one.families.items()],
        }
        for kind, one in tally.items()
    }


def tally_from(data: Mapping[str, Any]) -> Tally:
    """The inverse of `as_json`."""
    return {
        kind: KindTally(
            subjects={(group, name): _count_from(count) for group, name, count in one["subjects"]},
            cells={tuple(parts[:3]): CellCount(*parts[3:]) for parts in one["cells"]},
            certainty={certainty: counts for certainty, *counts in one["certainty"]},
            families={name: Rating(*parts) for name, *parts in one["families"]},
        )
        for kind, one in data.items()
    }


def parts_of(rating: Rating) -> tuple[float, float, int]:
    return rating.value, rating.variance, rating.n


def _count_as_json(count: SubjectCount) -> dict[str, Any]:
    return {
        "n": count.n,
        "right": count.right,
        "chances": count.chances,
        "rests": [[right, rest, times] for (right, rest), times in count.rests.items()],
        "offers": count.offers,
        "versions": count.versions,
    }


def _count_from(data: Mapping[str, Any]) -> SubjectCount:
    return SubjectCount(
        n=data["n"],
        right=data["right"],
        chances=data["chances"],
        rests=Counter({(right, rest): times for right, rest, times in data["rests"]}),
        offers=data["offers"],
        versions=tuple(data["versions"]) if data["versions"] else None,
    )
