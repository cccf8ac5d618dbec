"""Which names are those of hard sets of clues, and what is wrong with the others."""

import pytest

from opsmethods.domain.clues import hard_set_problem, scored_clues, setting_of
from opsmethods.domain.knowledge import facts_of
from tests.opsmethods.packs import load

FACTS = facts_of(load("operations-methods"), version=1)
CUES = FACTS.material.scenarios.cues
METHODS = tuple(method.slug for method in FACTS.methods)
HARD = "k1-q1-s1-t3"


def problem(name: str, **changes) -> str:
    return hard_set_problem(name, **{"cues": CUES, "fits": FACTS.fits, "methods": METHODS, **changes})


@pytest.mark.parametrize(
    ("name", "said"),
    [
        (HARD, ""),
        ("k2-q1-s1-t3-v1", ""),
        ("q9-s1-t3", "There is no clue q9."),
        ("", "There is no clue ."),
        ("t3-q1-v1", "The clues of t3-q1-v1 must stand in order, each once: q1-t3-v1."),
        ("q1-q1-t3-v1", "The clues of q1-q1-t3-v1 must stand in order, each once: q1-t3-v1."),
        ("q1-v1", "q1-v1 does not call for one method beyond doubt."),
        ("q1-q2-s1", "q1-q2-s1 does not call for one method beyond doubt."),
        ("q1-s1-t1", "No clue of q1-s1-t1 speaks against its method, so it is asked anyway."),
    ],
)
def test_a_name_is_that_of_a_hard_set_or_it_is_said_why_not(name, said):
    assert problem(name) == said


def test_a_clue_without_a_score_for_every_method_makes_no_set():
    fits = dict(FACTS.fits) | {CUES["t3"].answer: {"job": -1}}

    assert problem(HARD, fits=fits) == f"{HARD} does not call for one method beyond doubt."


def test_a_hard_set_knows_its_name_and_the_clue_that_speaks_against_its_method():
    clues = tuple(clue for clue in scored_clues(CUES, FACTS.fits, METHODS) if clue.code in HARD.split("-"))

    setting = setting_of(clues[::-1], METHODS, CUES)

    assert (setting.name, setting.key, [clue.code for clue in setting.against]) == (HARD, "job", ["t3"])
