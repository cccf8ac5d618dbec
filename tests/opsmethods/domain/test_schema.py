from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Literal

import pytest

from opsmethods.domain.schema import ContentError, Place, read


class Truth(StrEnum):
    TRUE = "T"
    FALSE = "F"


@dataclass(frozen=True)
class Part:
    name: str
    size: Decimal = Decimal(1)


@dataclass(frozen=True)
class Whole:
    count: int
    fixed: bool
    side: Literal["left", "right"]
    truth: Mapping[str, Truth]
    parts: tuple[Part, ...]
    extra: Part | None = None


GOOD = {"count": 2, "fixed": True, "side": "left", "truth": {"a": "T"}, "parts": [{"name": "x"}]}


def test_dictionaries_become_dataclasses():
    value = GOOD | {"extra": {"name": " one\n two \n\n\n three ", "size": 2.5}}

    assert read(Whole, value, Place("f")) == Whole(
        count=2,
        fixed=True,
        side="left",
        truth={"a": Truth.TRUE},
        parts=(Part("x"),),
        extra=Part("one two\n\nthree", Decimal("2.5")),
    )


@pytest.mark.parametrize(
    ("change", "problems"),
    [
        ({"colour": 1}, ["f: colour: unknown key"]),
        ({"count": "2"}, ["f: count: must be a whole number, not '2'"]),
        ({"count": True}, ["f: count: must be a whole number, not True"]),
        ({"fixed": 1}, ["f: fixed: must be true or false, not 1"]),
        ({"side": "up"}, ["f: side: must be one of 'left', 'right', not 'up'"]),
        ({"truth": {"a": None}}, ["f: truth.a: must be one of 'T', 'F', not None"]),
        ({"truth": []}, ["f: truth: must be a table of keys and values"]),
        ({"parts": {}}, ["f: parts: must be a list"]),
        ({"parts": ["x"]}, ["f: parts[0]: must be a table of keys and values"]),
        ({"parts": [{"name": ""}, {}]}, ["f: parts[0].name: must be text, not ''", "f: parts[1].name: is missing"]),
        ({"parts": [{"name": "x", "size": "big"}]}, ["f: parts[0].size: must be a number, not 'big'"]),
        ({"parts": [{"name": "x", "size": True}]}, ["f: parts[0].size: must be a number, not True"]),
        ({"count": None, "side": None}, [
            "f: count: must be a whole number, not None",
            "f: side: must be one of 'left', 'right', not None",
        ]),
    ],
)  # fmt: skip
def test_each_problem_names_file_and_path(change, problems):
    with pytest.raises(ContentError) as error:
        read(Whole, GOOD | change, Place("f"))

    assert list(error.value.problems) == problems


def test_a_file_that_is_no_table_is_said_so():
    with pytest.raises(ContentError, match=r"^f: must be a table of keys and values$"):
        read(Whole, ["x"], Place("f"))
