"""What a rubric is: criteria, their levels and their caps, checked when it is made.

A rubric that exists as a `RubricSpec` is sound: levels start at 0 marks and follow one another without
gap or overlap, every mark has words, and no cap or evidence rule could raise a mark.
"""

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from hashlib import sha256


class RubricError(ValueError):
    """The rubric cannot be used; the message says where and why."""


@dataclass(frozen=True, slots=True)
class LevelSpec:
    """Marks from `lowest` to `highest`. `higher` says what earns the highest, where that has words of its own."""

    number: int
    lowest: int
    highest: int
    text: str
    higher: str = ""


@dataclass(frozen=True, slots=True)
class CapSpec:
    """A question to the marker. The answer `holds` keeps the criterion at `maximum`, `clears` does nothing."""

    code: str
    maximum: int
    question: str
    clears: str
    holds: str


@dataclass(frozen=True, slots=True)
class CriterionSpec:
    code: str
    name: str
    objective: str
    unevidenced_maximum: int
    question: str
    levels: tuple[LevelSpec, ...]
    caps: tuple[CapSpec, ...] = ()

    def __post_init__(self) -> None:
        _require(bool(self.levels), f"{self.code} has no levels")
        _check_levels(self.code, self.levels)
        _check_texts(self.code, [self.name, self.question, *(level.text for level in self.levels)])
        _require(
            0 <= self.unevidenced_maximum < self.maximum,
            f"{self.code}: without evidence a mark must be held below {self.maximum}",
        )
        for cap in self.caps:
            _check_texts(f"{self.code} {cap.code}", [cap.question, cap.clears, cap.holds])
            _require(0 <= cap.maximum < self.maximum, f"{self.code} {cap.code}: a cap must lie below {self.maximum}")
        _check_distinct(f"caps of {self.code}", (cap.code for cap in self.caps))

    @property
    def maximum(self) -> int:
        return self.levels[-1].highest

    def level_of(self, mark: int) -> LevelSpec:
        """The level that holds this mark, from 0 to the maximum. Raises StopIteration beyond it."""
        return next(level for level in self.levels if mark <= level.highest)


@dataclass(frozen=True, slots=True)
class RubricSpec:
    criteria: tuple[CriterionSpec, ...]

    def __post_init__(self) -> None:
        _require(bool(self.criteria), "a rubric needs a criterion")
        _check_distinct("criteria", (criterion.code for criterion in self.criteria))

    @property
    def maximum(self) -> int:
        return sum(criterion.maximum for criterion in self.criteria)

    def criterion(self, code: str) -> CriterionSpec | None:
        return next((criterion for criterion in self.criteria if criterion.code == code), None)

    @property
    def content_hash(self) -> str:
        """Over every word and number: a published rubric is known by it (V7)."""
        return _hash([asdict(criterion) for criterion in self.criteria])

    @property
    def structure_hash(self) -> str:
        """Over codes and marks alone: versions that differ by a spelling mistake share it and can be pooled."""
        return _hash([_structure(criterion) for criterion in self.criteria])


def _structure(criterion: CriterionSpec) -> list[object]:
    return [
        criterion.code,
        criterion.objective,
        criterion.unevidenced_maximum,
        [[level.number, level.lowest, level.highest] for level in criterion.levels],
        [[cap.code, cap.maximum] for cap in criterion.caps],
    ]


def _hash(value: object) -> str:
    return sha256(json.dumps(value, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def _check_levels(code: str, levels: tuple[LevelSpec, ...]) -> None:
    expected = 0
    for number, level in enumerate(levels):
        _require(level.number == number, f"{code}: level {level.number} stands where level {number} should")
        _require(
            level.lowest == expected and level.highest >= level.lowest,
            f"{code} level {number}: marks must start at {expected} and not run backwards",
        )
        expected = level.highest + 1


def _check_texts(where: str, texts: Iterable[str]) -> None:
    _require(all(text.strip() for text in texts), f"{where}: a text is empty")


def _check_distinct(what: str, codes: Iterable[str]) -> None:
    repeated = sorted(code for code, count in Counter(codes).items() if count > 1)
    _require(not repeated, f"{what}: {', '.join(repeated)} stands more than once")


def _require(condition: bool, message: str) -> None:  # noqa: FBT001 (an assertion reads best so)
    if not condition:
        raise RubricError(message)
