import pytest

from quizzes.domain.generator import candidates_of, generate_form
from quizzes.domain.item_models import ITEM_MODELS
from quizzes.domain.reviewing import Question, component_of
from quizzes.domain.reviewing.tested import RULES, UNSCHEDULED, question_of
from tests.quizzes.domain.facts import four_methods

TESTED = {
    # item model, signature, method, dimension: component
    ("IM05", "IM05:UC:most:batch,flow,job", "job", "UC"): "dimension:UC",
    ("IM06", "IM06:job:batch:VOL", "job", "VOL"): "dimension:VOL",
    ("IM07", "IM07:VOL:job,batch,flow:batch,job,flow:flow,batch,job", "batch", "VOL"): "dimension:VOL",
    ("IM12", "IM12:JM2:k1:w1:w2:w3", "job", "CON"): "misconception:JM2",
    ("IM13", "IM13:changeover:lead-time:kaizen", "", ""): "term:changeover",
    ("IM01", "IM01:flow:25f2d706f4", "flow", ""): "term:flow-production",
    ("IM02", "IM02:job:25f2d706f4:1174e0fae0", "job", ""): "term:job-production",
    ("IM20", "IM20:j01:k1:w2:w3", "job", "UC"): "dimension:UC",
    ("IM20", "IM20:b10:k1:w2:w3", "batch", ""): "term:quick-changeover",
    ("IM21", "IM21:cad-j:k1:w2:w3", "job", ""): "term:cad",
    ("IM22", "IM22:kanban:a1:kaizen", "", ""): "term:kanban",
    ("IM22", "IM22:total-quality:a1:kaizen", "", ""): "term:tqm",
    ("IM23", "IM23:waiting:a1:motion", "", ""): "term:seven-wastes",
    ("IM24", "IM24:parts-abroad:a1:audit", "", ""): "term:offshoring",
    ("IM26", "IM26:job:0", "job", ""): "term:unit-cost",
    ("IM35", "IM35:cell-production:a1:job-production", "", ""): "term:cell-production",
    ("IM36", "IM36:before-design:a1:before-making", "", ""): "term:decoupling-point",
    ("IM14", "IM14:job:B03:J03:J04:J06", "batch", ""): "pair:batch+job",
    ("IM16", "IM16:shoes:k1:q1:s1:batch:q1", "job", ""): "pair:batch+job",
    ("IM18", "IM18:shoes:k2:q2:s2:to:k4:q4:s2", "mass-customisation", ""): "pair:batch+mass-customisation",
    ("IM03", "IM03:job:J01", "job", ""): "pair:job+mass-customisation",
    ("IM04", "IM04:flow:F01:J01:B01:M01", "flow", ""): "pair:batch+flow",
}
LOST = {
    # What is asked of is not in the notes any more.
    ("IM05", "IM05:OLD:most:batch,flow,job", "job", "OLD"),
    ("IM12", "IM12:JM99:k1:w1", "job", ""),
    ("IM13", "IM13:steam:kaizen", "", ""),
    ("IM13", "IM13", "", ""),
    ("IM14", "IM14:cottage:B03", "batch", ""),
    ("IM15", "IM15:shoes:k1:q1:s1", "cottage", ""),
    ("IM22", "IM22:steam:a1", "", ""),
    ("IM22", "IM22:value-stream:a1", "", ""),
    ("IM21", "IM21:steam:k1", "job", ""),
}


def component_key(facts, *columns):
    component = component_of(facts, Question(*columns))
    return None if component is None else component.key


@pytest.mark.parametrize("columns", TESTED)
def test_question_tests_its_component(shipped, columns):
    assert component_key(shipped, *columns) == TESTED[columns]


@pytest.mark.parametrize("columns", sorted(LOST))
def test_question_on_what_is_gone_tests_nothing(shipped, columns):
    assert component_key(shipped, *columns) is None


def test_every_item_model_is_decided():
    ruled = {code for rules in RULES.values() for code in rules}

    assert set(ITEM_MODELS) == ruled | UNSCHEDULED
    assert not ruled & UNSCHEDULED


def test_unscheduled_and_unknown_models_test_nothing(shipped):
    assert {component_key(shipped, code, f"{code}:job:1", "job", "UC") for code in (*UNSCHEDULED, "IM99")} == {None}


@pytest.mark.parametrize("code", ["IM29", "IM30", "IM31", "IM33"])
def test_sum_of_a_term_tests_the_term_that_its_working_is_explained_by(shipped, code):
    first = candidates_of(shipped, code)[0]

    assert first.build(seed=1, position=0).key.note == f"glossary#{component_of(shipped, question_of(first.ask)).code}"


@pytest.mark.parametrize("code", ["IM16", "IM18"])
def test_case_between_two_methods_tests_that_pair(shipped, code):
    """Both are among the methods that the question itself says it is about."""
    for candidate in candidates_of(shipped, code)[::97]:
        methods = candidate.build(seed=1, position=0).methods

        assert component_of(shipped, question_of(candidate.ask)).code == "+".join(sorted(methods))


def test_case_tests_the_method_against_the_one_that_comes_second(shipped):
    """Job 9, batch 1, flow -8, mass customisation -5 in the proof of the options."""
    for candidate in candidates_of(shipped, "IM15")[::97]:
        claim = candidate.build(seed=1, position=0).certificate[0].claim
        scores = {
            name: int(score) for name, score in (pair.rsplit(" ", 1) for pair in claim.split(": ")[1].split(", "))
        }
        first, second, *_ = sorted(scores.values(), reverse=True)

        pair = component_of(shipped, question_of(candidate.ask)).code.split("+")
        assert sorted(scores[slug] for slug in pair) == [second, first]


def test_long_signature_falls_back_on_the_method(shipped):
    assert component_key(shipped, "IM15", "IM15:" + "0" * 64, "job", "") == "pair:job+mass-customisation"
    assert component_key(shipped, "IM18", "IM18:" + "0" * 64, "job", "") == "pair:job+mass-customisation"


def test_definition_without_a_term_tests_a_pair(second):
    assert component_key(second, "IM01", "IM01:skimming:71e43421f9", "skimming", "").startswith("pair:")


def test_method_without_another_is_told_apart_from_nothing():
    alone = four_methods(methods=four_methods().methods[:1])

    assert component_key(alone, "IM03", "IM03:job:J1", "job", "") is None


def test_generated_question_tests_what_its_snapshot_columns_say(either):
    for item in generate_form(either, count=20, seed=3):
        columns = Question(model=item.model, signature=item.signature, method=item.method, dimension=item.dimension)
        component = component_of(either, columns)

        assert (component is None) <= (item.model in UNSCHEDULED | {"IM20", "IM21", "IM22", "IM24"})
