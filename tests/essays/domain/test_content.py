from copy import deepcopy
from hashlib import sha256
from pathlib import Path

import pytest

from essays.domain.content import ContentError, PointSpec, ScaffoldRowSpec, parse_pack
from opsmethods.domain.content import read_pack
from opsmethods.exports.yaml_text import load_yaml

ROOT = Path(__file__).parents[3]
MAIN = ROOT / "essays/content/operations-methods"
SECOND = ROOT / "tests/packs/pricing-strategies"

# The five questions are kept word for word: SHA-256 of each.
QUESTIONS = {
    1: "b2fea380be686dda1a8e7195dda403ad88c7a45be67b7fb61b28d5028b58bfec",
    2: "f11322214dc30f35902a7526b9973046c4650af149d6a931de808ef0afff3ff9",
    3: "627fdcb712d67effa371b253c0d16aa9e8a16d957cd5b712f143c71b457e7bc4",
    4: "536ec3e4792f62e317d393664b4028bafff631c5a2c72acc4a9c8ac78f5f020c",
    5: "f98df66e3b3dc3addf646ca15bc678ccdd45ab5ff374a272e232bb2c1d1bb7ca",
}

# What the examiner's tables number in each prompt, and the references in them that are no dimension.
POINTS = {1: 29, 2: 29, 3: 30, 4: 30, 5: 33}
NOT_DIMENSIONS = {"8.1", "8.3", "D-19", "H2", "H3", "L3", "S2", "S3", "S6", "X3", "X7"}

GENERAL = {
    "criteria": {
        "C1": {
            "name": "Knowledge",
            "objective": "AO1",
            "unevidenced_maximum": 1,
            "question": "Which sentence?",
            "levels": {0: {"marks": [0, 0], "text": "None."}, 1: {"marks": [1, 2], "text": "Some."}},
            "caps": {"K": {"maximum": 1, "question": "There?", "clears": "It is", "holds": "It is not"}},
        }
    }
}
PROMPT = {
    "number": 1,
    "title": "Title",
    "text": "Discuss.",
    "command": "Discuss means more than one side.",
    "variants": {
        "O": {"text": "Explain.", "marks": 2, "minutes": 3, "words": [10, 20]},
        "AS": {"text": "Analyse.", "marks": 2, "minutes": 3, "words": [10, 20]},
        "A": {"marks": 2, "minutes": 3, "words": [10, 20]},
    },
    "rubric": {"C1": {"question": "Where?", "levels": {1: {"text": "Some of it.", "higher": "All of it."}}}},
}

POINT = {"text": "A point.", "objectives": ["AO1"], "methods": ["job"], "references": ["VOL", "8.1"]}
HELP = {
    "scaffold": [{"label": "Judgement", "hint": "Say which."}],
    "starters": ["Although ..."],
    "weaknesses": ["No judgement."],
    "points": [POINT, {**POINT, "methods": "all", "references": []}],
}


def read(folder: Path) -> dict[str, object]:
    return {file.name: load_yaml(file.read_text()) for file in sorted(folder.glob("essays*.yaml"))}


def broken(*path, value=None, drop=False):
    """The small pack with one thing changed; `path` starts with the file."""
    documents = deepcopy({"rubric": GENERAL, "prompt": PROMPT})
    *way, last = path
    place = documents
    for step in way:
        place = place[step]
    if drop:
        del place[last]
    else:
        place[last] = value
    return documents


def test_the_five_questions_are_word_for_word():
    pack = parse_pack(read(MAIN))

    assert {prompt.number: sha256(prompt.text.encode()).hexdigest() for prompt in pack.prompts} == QUESTIONS


def test_the_full_question_is_the_a_level_variant():
    pack = parse_pack(read(MAIN))

    assert all(prompt.variants[-1].text == prompt.text for prompt in pack.prompts)
    assert {[variant.level for variant in prompt.variants] == ["O", "AS", "A"] for prompt in pack.prompts} == {True}


def test_every_rubric_of_the_main_pack_is_of_twenty_marks():
    pack = parse_pack(read(MAIN))

    rubrics = [pack.general, *(prompt.rubric for prompt in pack.prompts)]
    assert {tuple((c.code, c.maximum) for c in rubric.criteria) for rubric in rubrics} == {
        (("C1", 4), ("C2", 4), ("C3", 6), ("C4", 6))
    }


def test_caps_of_the_main_pack():
    pack = parse_pack(read(MAIN))
    general = {"C1 K 2", "C2 A 2", "C3 N 4", "C4 E1 2", "C4 E2 4"}

    found = {
        prompt.number: {f"{c.code} {cap.code} {cap.maximum}" for c in prompt.rubric.criteria for cap in c.caps}
        for prompt in pack.prompts
    }

    assert found == {
        1: general,
        2: general | {"C2 P2 2"},
        3: general | {"C1 P3 2", "C3 P3 4"},
        4: general,
        5: general,
    }


def test_a_second_pack_has_its_own_criteria():
    pack = parse_pack(read(SECOND))

    assert [(c.code, c.maximum, c.unevidenced_maximum) for c in pack.prompts[0].rubric.criteria] == [
        ("R", 5, 1),
        ("J", 3, 0),
    ]


def test_a_prompt_lays_its_words_over_the_general_rubric():
    pack = parse_pack({"rubric": GENERAL, "prompt": PROMPT})

    criterion = pack.prompts[0].rubric.criteria[0]
    assert (criterion.question, criterion.levels[0].text) == ("Where?", "None.")
    assert (criterion.levels[1].text, criterion.levels[1].higher) == ("Some of it.", "All of it.")
    assert criterion.caps == pack.general.criteria[0].caps
    assert pack.general.criteria[0].question == "Which sentence?"


def helped(**changes):
    """The small pack with scaffold, starters, weaknesses and points, and some of them changed."""
    return {"rubric": GENERAL, "prompt": {**PROMPT, **HELP, **changes}}


def test_a_prompt_without_the_optional_parts_has_none():
    prompt = parse_pack({"rubric": GENERAL, "prompt": PROMPT}).prompts[0]

    assert (prompt.scaffold, prompt.starters, prompt.weaknesses, prompt.points, prompt.exemplars) == ((),) * 5
    assert [variant.depth for variant in prompt.variants] == ["", "", ""]


def test_a_prompt_brings_scaffold_starters_weaknesses_and_points():
    prompt = parse_pack(helped()).prompts[0]

    assert prompt.scaffold == (ScaffoldRowSpec("Judgement", "Say which."),)
    assert (prompt.starters, prompt.weaknesses) == (("Although ...",), ("No judgement.",))
    assert prompt.points == (
        PointSpec(1, "A point.", ("AO1",), ("job",), ("VOL", "8.1")),
        PointSpec(2, "A point.", ("AO1",), (), ()),
    )


def test_hints_of_what_to_look_for_are_no_part_of_a_rubric():
    bare = parse_pack({"rubric": GENERAL, "prompt": PROMPT})

    hinted = parse_pack(broken("rubric", "criteria", "C1", "look_for", value=["Which sentence?", "Which fact?"]))

    assert (bare.look_for, hinted.look_for) == ((), (("C1", ("Which sentence?", "Which fact?")),))
    assert hinted.general.content_hash == bare.general.content_hash
    assert hinted.prompts[0].rubric.content_hash == bare.prompts[0].rubric.content_hash


def test_every_criterion_of_the_main_pack_has_hints():
    pack = parse_pack(read(MAIN))

    assert {code: len(hints) for code, hints in pack.look_for} == {"C1": 2, "C2": 2, "C3": 2, "C4": 3}


def test_every_prompt_of_the_main_pack_helps_before_and_after_writing():
    pack = parse_pack(read(MAIN))

    assert {prompt.number: len(prompt.scaffold) for prompt in pack.prompts} == {1: 5, 2: 7, 3: 6, 4: 6, 5: 6}
    assert {prompt.number: len(prompt.starters) for prompt in pack.prompts} == {1: 3, 2: 3, 3: 0, 4: 0, 5: 0}
    assert {prompt.number: len(prompt.weaknesses) for prompt in pack.prompts} == {1: 7, 2: 7, 3: 7, 4: 6, 5: 7}
    assert all(variant.depth for prompt in pack.prompts for variant in prompt.variants)


def test_points_of_the_main_pack_are_those_of_the_tables_in_order():
    pack = parse_pack(read(MAIN))

    assert {prompt.number: len(prompt.points) for prompt in pack.prompts} == POINTS
    assert all(
        [point.number for point in prompt.points] == list(range(1, len(prompt.points) + 1)) for prompt in pack.prompts
    )
    assert pack.prompts[0].points[23].objectives == ("AO3", "AO4")


def test_points_of_the_main_pack_refer_to_methods_and_dimensions_that_exist():
    notes = read_pack(ROOT / "opsmethods/content/operations-methods", load=load_yaml)
    points = [point for prompt in parse_pack(read(MAIN)).prompts for point in prompt.points]

    dimensions = {dimension.code for dimension in (*notes.dimensions, *notes.traits)}
    references = {reference for point in points for reference in point.references}
    assert {slug for point in points for slug in point.methods} == {method.slug for method in notes.methods}
    assert references - dimensions == NOT_DIMENSIONS


def test_a_second_pack_has_points_of_its_own_methods():
    notes = read_pack(SECOND, load=load_yaml)
    points = parse_pack(read(SECOND)).prompts[0].points

    assert [point.methods for point in points] == [("skimming",), ("penetration",), ()]
    assert {slug for point in points for slug in point.methods} < {method.slug for method in notes.methods}


@pytest.mark.parametrize(
    ("documents", "message"),
    [
        ({"prompt": PROMPT}, "exactly one file must hold the general criteria, found 0"),
        ({"rubric": GENERAL, "more": GENERAL}, "exactly one file must hold the general criteria, found 2"),
        ({"rubric": GENERAL, "prompt": PROMPT, "same": PROMPT}, "two prompts share a number: [1, 1]"),
        ({"rubric": ["C1"]}, "rubric: expected named values"),
        (broken("rubric", "extra", value=1), "rubric: unknown extra"),
        (broken("rubric", "criteria", "C1", "name", drop=True), "rubric: C1: missing name"),
        (broken("rubric", "criteria", "C1", "colour", value="red"), "rubric: C1: unknown colour"),
        (broken("rubric", "criteria", "C1", "unevidenced_maximum", value=2), "without evidence"),
        (broken("rubric", "criteria", "C1", "levels", 1, "marks", value=[1]), "marks must be two numbers"),
        (broken("rubric", "criteria", "C1", "levels", 1, "marks", value=[1, "2"]), "marks must be a whole number"),
        (
            broken("rubric", "criteria", "C1", "levels", value={"best": {"marks": [0, 1], "text": "All."}}),
            "level best: a level is known by its number",
        ),
        (broken("rubric", "criteria", "C1", "caps", "K", "holds", value=True), "cap K: holds must be a text"),
        (broken("prompt", "title", value=" "), "prompt: title must be a text"),
        (broken("prompt", "number", value=True), "prompt: number must be a whole number"),
        (broken("prompt", "variants", "O", drop=True), "prompt: variants: missing O"),
        (broken("prompt", "rubric", value={"C9": {}}), "prompt: rubric: no such criterion: C9"),
        (broken("prompt", "rubric", "C1", "levels", value={7: {}}), "prompt: C1: levels: no such level: 7"),
        (broken("prompt", "rubric", "C1", "name", value="Other"), "prompt: C1: unknown name"),
        (broken("prompt", "rubric", "C1", "look_for", value=["Which?"]), "prompt: C1: unknown look_for"),
        (broken("rubric", "criteria", "C1", "look_for", value=[""]), "rubric: C1: look_for must be a text"),
        (broken("prompt", "variants", "AS", "depth", value=""), "prompt: variants: AS: depth must be a text"),
        (helped(scaffold={"label": "Judgement"}), "prompt: scaffold must be a list"),
        (helped(scaffold=["Judgement"]), "prompt: scaffold 1: expected named values"),
        (helped(scaffold=[{"label": "Judgement"}]), "prompt: scaffold 1: missing hint"),
        (helped(starters=["Although ...", 3]), "prompt: starters must be a text"),
        (helped(weaknesses="No judgement."), "prompt: weaknesses must be a list"),
        (helped(points=[POINT, {**POINT, "mark": 1}]), "prompt: points 2: unknown mark"),
        (helped(points=[{**POINT, "text": " "}]), "prompt: points 1: text must be a text"),
        (helped(points=[{**POINT, "objectives": []}]), "prompt: points 1: objectives must name at least one"),
        (helped(points=[{**POINT, "objectives": ["AO9"]}]), "prompt: points 1: no such objective: AO9"),
        (helped(points=[{**POINT, "methods": "job"}]), "prompt: points 1: methods must be a list"),
        (helped(points=[{**POINT, "methods": []}]), "prompt: points 1: methods must name at least one, or be all"),
        (helped(points=[{**POINT, "references": [8.1]}]), "prompt: points 1: references must be a text"),
    ],
)
def test_a_bad_file_is_refused_with_its_place(documents, message):
    with pytest.raises(ContentError) as error:
        parse_pack(documents)

    assert message in str(error.value)
