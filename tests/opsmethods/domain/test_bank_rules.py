import pytest

from opsmethods.domain import bank_rules


def test_a_note_points_at_a_method_a_section_or_a_term():
    places = bank_rules.note_places(methods=["job"], codes=["VOL"], sections=[("lean", "kanban")], terms=["kaizen"])

    anchors = ["advantages", "confusions", "definition", "disadvantages", "examples", "features", "misconceptions"]
    assert places == {*(f"job#{anchor}" for anchor in anchors), "job#vol", "lean#kanban", "glossary#kaizen"}


@pytest.mark.parametrize(
    ("model", "asks", "problem"),
    [
        ("IM22", "case", ""),
        ("IM12", "prompt", ""),
        ("IM22", "prompt", "IM22 has no {prompt} to ask about."),
        ("IM01", "case", "IM01 has no {case} to ask about."),
        ("IM34", "case", "There is no item model IM34. Known: IM01, "),
    ],
)
def test_material_is_of_the_kind_its_model_asks_about(model, asks, problem):
    found = bank_rules.material_problem(model, asks)

    assert found.startswith(problem)
    assert bool(found) is bool(problem)


@pytest.mark.parametrize(
    ("model", "roles", "problem"),
    [
        ("IM12", ["key", "other"], ""),
        ("IM12", ["key", "key"], "There is no wrong reply."),
        ("IM12", ["other", "near"], "There is no right reply: none is in the role of key."),
        ("IM12", [], "There is no right reply: none is in the role of key."),
        ("IM37", ["evaluation", "application"], ""),
        ("IM37", ["evaluation", "key"], "There is no right reply: none is in the role of application."),
    ],
)
def test_a_puzzle_has_a_right_reply_and_wrong_ones(model, roles, problem):
    assert bank_rules.replies_problem(model, roles) == problem


@pytest.mark.parametrize(
    ("named", "others", "problem"),
    [
        ([], {"v1": [], "v2": ["v1"]}, ""),
        (["v1"], {"v1": ["q1"], "v2": []}, ""),
        (["v1"], {"v1": [], "v2": []}, "q1 and v1 must name each other, or neither."),
        ([], {"v1": ["q1"], "v2": ["q1"]}, "q1 and v1, v2 must name each other, or neither."),
    ],
)
def test_clues_that_clash_name_each_other(named, others, problem):
    assert bank_rules.clash_problem("q1", named, others) == problem


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("It makes {some} of {goods}, {one} by {one}, or {many}.", ""),
        ("It makes {lots} of {goods} in {town}.", "There is nothing to put for {lots}, {town}."),
        ("It makes {some of them.", "A brace is not closed."),
    ],
)
def test_a_scenario_is_filled_with_goods_only(text, problem):
    assert bank_rules.filling_problem(text) == problem
