import pytest

from quizzes.domain.counting import Meaning, meanings_of
from quizzes.domain.generator import generate_form
from quizzes.domain.item import Strategy
from quizzes.domain.snapshot import snapshot_of
from tests.quizzes.domain.facts import shipped_facts

METHODS = ("job", "batch", "flow")
CASES = {
    "x1 is of flow": ("flow", "job#definition"),
    "F11 is of job": ("flow", "flow#examples"),
    "FA8 holds for job": ("flow", "flow#advantages"),
    "67ce defines job": ("batch", "batch#definition"),
    "k4,s4 call for flow: job 8, flow -2": ("flow", "flow#definition"),
    "k4,s4 call for flow and tell v3": ("flow", "flow#definition"),
    "FLX: flow 1-1 most of job 5-5": ("flow", "flow#flx"),
    "flow is cheaper by: F2 - F1 with F1 = 9": ("flow", "flow#definition"),
}
NOBODY = {
    "FC: job 1-2 most of flow 5-5": "job#fc",
    "k4,s4 call for job and tell v3": "flow#definition",
    "J02 is not of batch": "job#examples",
    "IM12:JM6:w2 is in the role of key": "job#mar",
    "x1 is of kanban": "lean#kanban",
    "F11 is of job": "glossary#flow",
    "J11 is of job": "job#examples",
    "v1 speaks most for job: gap 4": "job#definition",
}


def body_of(claim, note, strategy="DS1", *, correct=False):
    return {
        "options": [{"id": "o1", "text": "A", "why": "", "note": note}],
        "certificate": [{"option": "A", "claim": claim, "correct": correct, "strategy": strategy}],
    }


@pytest.mark.parametrize("claim", CASES)
def test_a_claim_that_gives_the_value_of_another_method_takes_it_for_that(claim):
    taken_for, note = CASES[claim]

    meanings = meanings_of(body_of(claim, note), method="job", methods=METHODS)

    assert meanings == {"o1": Meaning(taken_for, Strategy.NEAR, taken_for)}


@pytest.mark.parametrize("claim", NOBODY)
def test_other_claims_take_the_method_for_nobody(claim):
    meanings = meanings_of(body_of(claim, NOBODY[claim]), method="job", methods=METHODS)

    assert meanings["o1"].taken_for == ""


def test_a_question_on_no_method_takes_nothing_for_anything():
    meanings = meanings_of(body_of("x1 is of flow", "flow#definition"), method="", methods=METHODS)

    assert meanings["o1"].taken_for == ""


def test_the_key_is_nobodys_and_has_no_strategy():
    meanings = meanings_of(body_of("x1 is of job", "job#definition", "", correct=True), method="job", methods=METHODS)

    assert meanings["o1"] == Meaning("", Strategy.NONE, "x1")


@pytest.mark.parametrize(
    ("claim", "code"),
    [
        ("F/q + 2*v with F = 18000, v = 31", "F/q + 2*v"),
        ("IM12:JM6:w2 is in the role of key", "IM12:JM6:w2"),
        ("OPEN rises: flow 1-1, job 5-5", "OPEN"),
        ("FC: job 1-2 most of flow 5-5", "FC"),
        ("s4 speaks most for job: gap -3", "s4"),
    ],
)
def test_what_options_have_in_common_names_no_numbers(claim, code):
    meanings = meanings_of(body_of(claim, "job#definition", "DS6"), method="job", methods=METHODS)

    assert meanings["o1"].code == code


def test_questions_that_offer_all_methods_name_them_all():
    """Each model that asks which method something is of, as it is asked today."""
    facts = shipped_facts()
    slugs = {method.slug for method in facts.methods}
    met = set()
    for seed in range(8):
        for item in generate_form(facts, count=20, seed=seed):
            shot = snapshot_of(item)
            meanings = meanings_of(shot.body, method=item.method, methods=slugs)
            others = {meaning.taken_for for meaning in meanings.values()} - {""}
            assert others <= slugs - {item.method}
            if item.model in {"IM01", "IM02", "IM03", "IM04", "IM05", "IM08", "IM09", "IM10", "IM15"}:
                met.add(item.model)
                wrong = [one for one in meanings.values() if one.strategy]
                assert all(one.taken_for for one in wrong), item.signature

    assert len(met) > 5
