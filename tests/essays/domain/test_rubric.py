from dataclasses import replace

import pytest

from essays.domain.rubric import CapSpec, CriterionSpec, LevelSpec, RubricError, RubricSpec

LEVELS = (LevelSpec(0, 0, 0, "Nothing."), LevelSpec(1, 1, 2, "Some."), LevelSpec(2, 3, 4, "Much.", "All."))
CAP = CapSpec("K", 2, "Is it there?", "Yes", "No")
CRITERION = CriterionSpec("C1", "Knowledge", "AO1", 1, "Which sentence?", LEVELS, (CAP,))
RUBRIC = RubricSpec((CRITERION, replace(CRITERION, code="C2")))


def test_maxima_come_from_the_levels():
    assert (CRITERION.maximum, RUBRIC.maximum) == (4, 8)


@pytest.mark.parametrize(("mark", "level"), [(0, 0), (1, 1), (2, 1), (3, 2), (4, 2)])
def test_a_mark_fixes_its_level(mark, level):
    assert CRITERION.level_of(mark) == LEVELS[level]


def test_a_mark_beyond_the_maximum_has_no_level():
    with pytest.raises(StopIteration):
        CRITERION.level_of(5)


def test_a_criterion_is_found_by_its_code():
    assert [RUBRIC.criterion(code) for code in ("C2", "C9")] == [replace(CRITERION, code="C2"), None]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"levels": ()}, "C1 has no levels"),
        ({"levels": LEVELS[1:]}, "C1: level 1 stands where level 0 should"),
        (
            {"levels": (LEVELS[0], LevelSpec(1, 2, 3, "Gap."))},
            "C1 level 1: marks must start at 1 and not run backwards",
        ),
        (
            {"levels": (LEVELS[0], LevelSpec(1, 1, 0, "Back."))},
            "C1 level 1: marks must start at 1 and not run backwards",
        ),
        ({"levels": (LEVELS[0], LevelSpec(1, 1, 2, " "))}, "C1: a text is empty"),
        ({"question": ""}, "C1: a text is empty"),
        ({"unevidenced_maximum": 4}, "C1: without evidence a mark must be held below 4"),
        ({"caps": (replace(CAP, maximum=4),)}, "C1 K: a cap must lie below 4"),
        ({"caps": (replace(CAP, holds=""),)}, "C1 K: a text is empty"),
        ({"caps": (CAP, CAP)}, "caps of C1: K stands more than once"),
    ],
)
def test_an_unsound_criterion_cannot_be_made(change, message):
    with pytest.raises(RubricError) as error:
        replace(CRITERION, **change)

    assert str(error.value) == message


@pytest.mark.parametrize(
    ("criteria", "message"),
    [((), "a rubric needs a criterion"), ((CRITERION, CRITERION), "criteria: C1 stands more than once")],
)
def test_an_unsound_rubric_cannot_be_made(criteria, message):
    with pytest.raises(RubricError) as error:
        RubricSpec(criteria)

    assert str(error.value) == message


def test_a_changed_word_changes_the_content_hash_alone():
    mended = RubricSpec((replace(CRITERION, question="Which sentences?"), RUBRIC.criteria[1]))

    assert mended.content_hash != RUBRIC.content_hash
    assert mended.structure_hash == RUBRIC.structure_hash


@pytest.mark.parametrize(
    "change",
    [{"unevidenced_maximum": 2}, {"caps": ()}, {"levels": (*LEVELS[:2], LevelSpec(2, 3, 5, "Much.", "All."))}],
)
def test_a_changed_number_changes_both_hashes(change):
    changed = RubricSpec((replace(CRITERION, **change), RUBRIC.criteria[1]))

    assert changed.content_hash != RUBRIC.content_hash
    assert changed.structure_hash != RUBRIC.structure_hash


def test_equal_rubrics_have_equal_hashes():
    again = RubricSpec(tuple(replace(criterion) for criterion in RUBRIC.criteria))

    assert (again.content_hash, again.structure_hash) == (RUBRIC.content_hash, RUBRIC.structure_hash)
