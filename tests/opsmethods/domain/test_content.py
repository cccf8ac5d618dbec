import pytest

from opsmethods.domain.content import parse_pack
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
        (JOB, "slug", "jobs", "methods/job.yaml: slug: must repeat the file's name"),
        (WORDINGS, "wordings.IM01.a", "Which is {it}, would you say?",
         "wordings.yaml: wordings.IM01.a: IM01 fills {definition}, {noun}; wrong or missing: {definition}, {it}."),
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
