import pytest

from opsmethods.domain.content import parse_pack
from opsmethods.domain.documents import documents_of
from opsmethods.domain.schema import ContentError
from tests.opsmethods.packs import documents, load, spoiled

JOB, TOPIC, DIMENSIONS, WORDINGS = "methods/job.yaml", "topic.yaml", "dimensions.yaml", "wordings.yaml"


def test_a_pack_is_read_in_the_order_of_its_slots():
    pricing, operations = load("pricing-strategies"), load("operations-methods")

    assert [method.slug for method in operations.methods] == ["job", "batch", "flow", "mass-customisation"]
    assert [method.slug for method in pricing.methods] == ["penetration", "skimming", "cost-plus"]
    assert {(row.scale_low, row.scale_high) for row in pricing.dimensions} == {(1, 3)}


@pytest.mark.parametrize(
    ("file", "path", "value", "problem"),
    [
        (TOPIC, "colour", "red", "topic.yaml: colour: unknown key"),
        (TOPIC, "noun", None, "topic.yaml: noun: must be text, not None"),
        (DIMENSIONS, "dimensions.0.cells.job.low", 2,
         "dimensions.yaml: dimensions[0].cells.job: The level, 1, must lie in the range 2 to 1."),
        (DIMENSIONS, "dimensions.0.cells.flow.high", 6,
         "dimensions.yaml: dimensions[0].cells.flow: The range 5 to 6 must lie on the scale 1 to 5."),
        (DIMENSIONS, "dimensions.1.code", "VOL", "dimensions.yaml: code VOL stands 2 times"),
        (DIMENSIONS, "dimensions.0.words", ["Low", "High"],
         "dimensions.yaml: dimensions[0].words: The scale has 5 steps but there are 2 words for them."),
        (JOB, "advantages.0.truth", {"job": "T", "batch": "F", "flow": "F"},
         "methods/job.yaml: JA1.truth: Missing: mass-customisation."),
        (JOB, "advantages.0.truth.job", "yes",
         "methods/job.yaml: advantages[0].truth.job: must be one of 'T', 'F', '~', not 'yes'"),
        (JOB, "advantages.0.view", "boss",
         "methods/job.yaml: advantages[0].view: must be one of 'business', 'worker', 'customer', not 'boss'"),
        (JOB, "advantages.1.code", "JA1", "methods/job.yaml: statement code JA1 stands 2 times"),
        (JOB, "examples.0.leak_free", "A tailor cuts a suit in one batch.",
         "methods/job.yaml: J01.leak_free: These words give the answer away: tailor*, batch*."),
        (JOB, "phrases.output.D1", "A studio finishes one", "methods/job.yaml: phrase code D1 stands 2 times"),
        (JOB, "phrases.sequence.S1", "it is unique",
         "methods/job.yaml: phrases.sequence.S1: These words give the answer away: unique*."),
        (JOB, "contrasts.job", "It is itself.", "methods/job.yaml: contrasts: Not a method of this topic: job."),
        (JOB, "slot", 2, "methods/: slot 2 stands 2 times"),
        (JOB, "slug", "jobs", "methods/job.yaml: slug: must repeat the file's name, not say jobs"),
        (WORDINGS, "wordings.IM01.a", "Which is {it}, would you say?",
         ("wordings.yaml: wordings.IM01.a: "
          "IM01 fills {definition}, {noun}, {nouns}; wrong or missing: {definition}, {it}.")),
    ],
)  # fmt: skip
def test_an_error_names_the_file_and_the_path(file, path, value, problem):
    with pytest.raises(ContentError) as error:
        spoiled("operations-methods", file, path, value)

    assert problem in error.value.problems


def test_a_missing_file_is_named():
    found = documents("pricing-strategies")
    del found[WORDINGS]

    with pytest.raises(ContentError, match=r"^wordings\.yaml: the file is missing or empty$"):
        parse_pack(found)


def test_a_topic_needs_two_methods():
    found = documents("pricing-strategies")
    found = {name: data for name, data in found.items() if "methods/" not in name or "skimming" in name}

    with pytest.raises(ContentError, match="methods/: a topic needs at least two methods"):
        parse_pack(found)


@pytest.mark.parametrize(
    ("file", "path", "value", "problem"),
    [
        (DIMENSIONS, "dimensions.0.sources", ["X9"], "dimensions.yaml: dimensions[0].sources: There is no source X9."),
        (TOPIC, "map_across", "ZZ", "topic.yaml: map_across: There is no dimension ZZ."),
        (TOPIC, "map_up", "ZZ", "topic.yaml: map_up: There is no dimension ZZ."),
        (TOPIC, "map_up", "SHR", "topic.yaml: map_up: A map has two different dimensions, or none."),
        ("methods/skimming.yaml", "steps.2.back", "S9", "methods/skimming.yaml: steps[2].back: S9 is no earlier step"),
        ("methods/skimming.yaml", "misconceptions.0.belief", "",
         "methods/skimming.yaml: misconceptions[0].belief: must be text, not ''"),
        ("traits.yaml", "traits.0.cells", {"skimming": "Much"},
         "traits.yaml: traits[0].cells: Missing: cost-plus, penetration."),
        ("confusions.yaml", "confusions.0.between", ["skimming"],
         "confusions.yaml: confusions[0].between: must name two methods"),
        ("confusions.yaml", "confusions.0.dimensions", ["ZZ"],
         "confusions.yaml: confusions[0].dimensions: There is no dimension ZZ."),
        ("choosing.yaml", "questions.0.answers.0.fits.skimming", 4,
         "choosing.yaml: rivals.slowly.fits: Each number lies between -3 and 3."),
        ("choosing.yaml", "rules.0.when", {"rivals": ["never"]},
         "choosing.yaml: R1.when.rivals: There is no answer never."),
        ("choosing.yaml", "rules.0.when", {"weather": ["fine"]},
         "choosing.yaml: R1.when: There is no question weather."),
        ("choosing.yaml", "rules.0.lean", [], "choosing.yaml: R1: must lean to a method or speak against one"),
        ("choosing.yaml", "changes.0.new", "", "choosing.yaml: changes[0].new: must be text, not ''"),
        ("themes/rivals.yaml", "slug", "others",
         "themes/rivals.yaml: slug: must repeat the file's name, not say others"),
        ("themes/rivals.yaml", "sections.0.methods", {"free": "No."},
         "themes/rivals.yaml: copies.methods: There is no method free."),
        ("glossary.yaml", "terms.1.slug", "market-share", "glossary.yaml: slug market-share stands 2 times"),
        ("glossary.yaml", "terms.1.confused", ["market-share", "margin"],
         "glossary.yaml: mark-up.confused: There is no term margin."),
    ],
)  # fmt: skip
def test_what_is_told_about_all_methods_must_fit_too(file, path, value, problem):
    with pytest.raises(ContentError) as error:
        spoiled("pricing-strategies", file, path, value)

    assert problem in error.value.problems


@pytest.mark.parametrize("name", ["map_across", "map_up"])
def test_a_map_has_both_its_dimensions(name):
    found = documents("pricing-strategies")
    del found[TOPIC][name]

    with pytest.raises(ContentError, match=r"topic\.yaml: map_up: A map has two different dimensions, or none\."):
        parse_pack(found)


def test_markdown_keeps_its_lists_and_joins_the_lines_of_a_paragraph():
    body = load("pricing-strategies").themes[0].sections[0].body

    assert body == (
        "A rival who can copy the product will undercut a **high** price.\n\n"
        "- Patents slow copies down.\n- So does a trusted name."
    )


def test_a_move_names_both_methods_or_none():
    found = documents("pricing-strategies")
    move = found["choosing.yaml"]["changes"][0]
    del move["new"]

    with pytest.raises(ContentError, match=f"choosing.yaml: {move['old']}-: old and new go together"):
        parse_pack(found)


def test_markdown_must_be_text():
    with pytest.raises(ContentError, match=r"topic\.yaml: choosing: must be text, not 7"):
        spoiled("pricing-strategies", TOPIC, "choosing", 7)


def test_a_pack_need_not_say_how_to_choose():
    found = documents("pricing-strategies")
    del found["choosing.yaml"]

    assert "choosing.yaml" not in documents_of(parse_pack(found))


def test_an_example_is_of_one_method():
    found = documents("pricing-strategies")
    methods = [name for name in found if name.startswith("methods/")]
    first, second, *_ = sorted(methods, key=lambda name: found[name]["slot"])
    example = found[second]["examples"][0]
    example["leak_free"] = found[first]["examples"][0]["leak_free"]

    with pytest.raises(ContentError) as error:
        parse_pack(found)

    told = f"{second}: {example['code']}.leak_free: the same example is told of {found[first]['slug']}"
    assert told in error.value.problems
