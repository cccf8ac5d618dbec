from itertools import product

import pytest

from classrooms.domain.work import WorkState, essay_state, quiz_state


@pytest.mark.parametrize(
    ("handed_in", "scored", "state"),
    [(False, False, "answering"), (True, False, "handed in"), (True, True, "marked")],
)
def test_state_of_a_quiz(handed_in, scored, state):
    assert quiz_state(handed_in=handed_in, scored=scored) == state


@pytest.mark.parametrize(
    ("handed_in", "self_marked", "teacher_marked", "state"),
    [
        (False, False, False, "writing"),
        (True, False, False, "handed in"),
        (True, True, False, "self-marked"),
        (True, False, True, "marked"),
        (True, True, True, "marked"),
    ],
)
def test_state_of_an_essay(handed_in, self_marked, teacher_marked, state):
    found = essay_state(handed_in=handed_in, self_marked=self_marked, teacher_marked=teacher_marked)

    assert found == state


def test_only_work_that_was_handed_in_counts_as_handed_in():
    assert {state for state in WorkState if state.is_handed_in} == {"handed in", "self-marked", "marked"}


def test_every_essay_that_has_a_mark_is_handed_in():
    marked = [essay_state(handed_in=True, self_marked=s, teacher_marked=t) for s, t in product([True, False], repeat=2)]

    assert all(state.is_handed_in for state in marked)
