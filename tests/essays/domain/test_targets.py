from dataclasses import replace

import pytest

from essays.domain.marking import NO_EVIDENCE, Line
from essays.domain.rubric import LevelSpec
from essays.domain.targets import Range, Target, targets, trust
from tests.essays.domain.test_rubric import CRITERION, LEVELS

SIX = (LEVELS[0], LevelSpec(1, 1, 2, "Some."), LevelSpec(2, 3, 4, "More."), LevelSpec(3, 5, 6, "Most."))
C1, C2 = (replace(CRITERION, code=code) for code in ("C1", "C2"))
C3, C4 = (replace(CRITERION, code=code, levels=SIX) for code in ("C3", "C4"))
CRITERIA = (C1, C2, C3, C4)


def lines(*points: int) -> list[Line]:
    return [Line(each.code, each.maximum, some, "") for each, some in zip(CRITERIA, points, strict=False)]


def codes(*points: int) -> list[str]:
    return [target.criterion.code for target in targets(lines(*points), CRITERIA)]


def test_targets_are_the_two_weakest_with_the_level_of_the_next_mark():
    assert targets(lines(3, 1, 3, 2), CRITERIA) == (Target(C2, 1, LEVELS[1]), Target(C4, 2, SIX[2]))


@pytest.mark.parametrize(
    ("points", "expected"),
    [
        ((0, 0, 0, 0), ["C4", "C3"]),
        ((2, 2, 3, 3), ["C4", "C3"]),
        ((2, 2, 4, 4), ["C2", "C1"]),
        ((3, 3, 4, 6), ["C3", "C2"]),
        ((4, 4, 6, 5), ["C4"]),
        ((4, 4, 6, 6), []),
        ((), []),
    ],
)
def test_targets_go_by_share_and_of_equal_ones_the_later_comes_first(points, expected):
    assert codes(*points) == expected


def test_a_criterion_without_a_line_is_no_target():
    assert codes(3, 3) == ["C2", "C1"]


def test_the_order_of_the_lines_changes_nothing():
    assert targets(lines(3, 1, 3, 2)[::-1], CRITERIA) == targets(lines(3, 1, 3, 2), CRITERIA)


def test_a_target_brings_the_reason_for_which_its_mark_was_held():
    held = Line("C1", 4, 1, f"Held at 1. {NO_EVIDENCE}")

    [target] = targets([held], CRITERIA)

    assert target == Target(C1, 1, LEVELS[1], held.reason)
    assert (target.lacks_sentence, Target(C1, 1, LEVELS[1]).lacks_sentence) == (True, False)


@pytest.mark.parametrize(
    ("points", "level"), [(0, LEVELS[1]), (1, LEVELS[1]), (2, LEVELS[2]), (3, LEVELS[2])], ids=["0", "1", "2", "3"]
)
def test_the_next_level_holds_the_next_mark_up(points, level):
    assert [target.next_level for target in targets(lines(points), CRITERIA)] == [level]


@pytest.mark.parametrize(
    ("points", "out_of", "expected"),
    [
        (14, 20, Range(12, 16)),
        (14, 25, Range(11, 17)),
        (14, 24, Range(12, 16)),
        (1, 20, Range(0, 3)),
        (19, 20, Range(17, 20)),
        (8, 8, Range(7, 8)),
        (2, 4, Range(2, 2)),
    ],
)
def test_a_total_is_trusted_a_mark_either_way_for_every_ten(points, out_of, expected):
    assert trust(points, out_of=out_of) == expected
