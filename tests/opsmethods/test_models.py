"""Every constraint refuses the row it is named for."""

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.db.models import Model

from opsmethods.models import (
    Answer,
    AnswerFit,
    Case,
    Cell,
    Change,
    Confusion,
    Contrast,
    CostScale,
    Cue,
    DecisionRule,
    Dimension,
    Example,
    Family,
    Filler,
    Group,
    HardSet,
    Method,
    Phrase,
    Puzzle,
    Reply,
    Statement,
    StatementTruth,
    Step,
    Theme,
    Topic,
    Wording,
)
from tests.opsmethods.packs import load


def job() -> Method:
    return Method.objects.get(slug="job")


COSTS = {
    f"{what}_{bound}": value
    for what in ("fixed", "variable", "output")
    for bound, value in {"min": 1, "max": 2, "step": 1}.items()
}

REFUSED = {
    "topic_version_starts_at_1": lambda topic: Topic(slug="x", version=0),
    "map_has_two_dimensions_or_none": lambda topic: Topic(slug="x", map_across="VOL"),
    "one_method_per_topic_and_slug": lambda topic: Method(topic=topic, slug="job", slot=8),
    "one_method_per_topic_and_slot": lambda topic: Method(topic=topic, slug="x", slot=1),
    "method_slot_is_1_to_8": lambda topic: Method(topic=topic, slug="x", slot=9),
    "one_dimension_per_topic_and_code": lambda topic: Dimension(topic=topic, code="VOL"),
    "dimension_scale_is_not_empty": lambda topic: Dimension(topic=topic, code="X", scale_low=3, scale_high=3),
    "one_cell_per_method_and_dimension": lambda topic: Cell(
        method=job(), dimension=topic.dimensions.get(code="VOL"), level=1, low=1, high=1
    ),
    "cell_range_contains_level": lambda topic: Cell(
        method=job(), dimension=topic.dimensions.create(code="X"), level=1, low=2, high=3
    ),
    "one_example_per_method_and_code": lambda topic: Example(method=job(), code="J01"),
    "one_statement_per_method_and_code": lambda topic: Statement(method=job(), code="JA1"),
    "one_truth_per_statement_and_method": lambda topic: StatementTruth(
        statement=job().statements.get(code="JA1"), method=job(), value="T"
    ),
    "truth_is_true_false_or_arguable": lambda topic: StatementTruth(
        statement=job().statements.create(code="X"), method=job(), value="?"
    ),
    "one_phrase_per_method_and_code": lambda topic: Phrase(method=job(), code="D1"),
    "one_contrast_per_pair": lambda topic: Contrast(right=job(), wrong=topic.methods.get(slug="flow")),
    "contrast_is_between_two_methods": lambda topic: Contrast(right=job(), wrong=job()),
    "cost_scale_bounds_are_in_order": lambda topic: CostScale(
        method=topic.methods.get(slug="mass-customisation"), **COSTS | {"fixed_max": 1}
    ),
    "one_wording_per_topic_model_and_code": lambda topic: Wording(topic=topic, model="IM01", code="a"),
    "one_source_per_topic_and_code": lambda topic: again(topic.sources.create(code="X")),
    "one_term_per_topic_and_slug": lambda topic: again(topic.terms.create(slug="x")),
    "one_syllabus_per_topic_board_and_level": lambda topic: again(topic.syllabuses.create(board="ocr", level="O")),
    "one_trait_per_topic_and_code": lambda topic: again(topic.traits.create(code="X")),
    "one_cell_per_method_and_trait": lambda topic: again(topic.traits.create(code="X").cells.create(method=job())),
    "one_misconception_per_method_and_code": lambda topic: again(job().misconceptions.create(code="X")),
    "one_step_per_method_and_code": lambda topic: again(job().steps.create(code="X")),
    "step_goes_back_to_another": lambda topic: Step(method=job(), code="X", back="X"),
    "one_confusion_per_pair": lambda topic: again(
        Confusion.objects.get_or_create(first=job(), second=topic.methods.get(slug="batch"))[0]
    ),
    "confusion_is_between_two_methods": lambda topic: Confusion(first=job(), second=job()),
    "one_theme_per_topic_and_slug": lambda topic: again(theme_of(topic)),
    "one_section_per_theme_and_code": lambda topic: again(theme_of(topic).sections.create(code="x")),
    "one_note_per_section_and_method": lambda topic: again(
        theme_of(topic).sections.create(code="x").notes.create(method=job())
    ),
    "one_factor_per_topic_and_code": lambda topic: again(topic.factors.create(code="X")),
    "one_point_per_factor_and_method": lambda topic: again(topic.factors.create(code="X").points.create(method=job())),
    "one_question_per_topic_and_code": lambda topic: again(topic.questions.create(code="x")),
    "one_answer_per_question_and_code": lambda topic: again(answer_of(topic)),
    "one_fit_per_answer_and_method": lambda topic: again(answer_of(topic).fits.create(method=job(), score=1)),
    "fit_is_from_minus_3_to_3": lambda topic: AnswerFit(answer=answer_of(topic), method=job(), score=4),
    "one_rule_per_topic_and_code": lambda topic: again(topic.decision_rules.create(code="X", lean="job")),
    "rule_leans_to_or_from_something": lambda topic: DecisionRule(topic=topic, code="X"),
    "one_change_per_topic_and_code": lambda topic: again(topic.changes.create(code="x")),
    "change_is_between_two_methods_or_any": lambda topic: Change(topic=topic, code="x", old=job()),
    "one_group_per_topic_model_and_code": lambda topic: again(topic.groups.create(model="IM22", code="x")),
    "one_case_per_group_and_code": lambda topic: again(
        topic.groups.create(model="IM22", code="x").cases.create(code="x")
    ),
    "one_puzzle_per_topic_model_and_code": lambda topic: again(topic.puzzles.create(model="IM12", code="x")),
    "one_reply_per_puzzle_and_code": lambda topic: again(
        topic.puzzles.create(model="IM12", code="x").replies.create(code="x")
    ),
    "one_cue_per_topic_and_code": lambda topic: again(topic.cues.create(code="x", answer=answer_of(topic))),
    "one_family_per_topic_and_code": lambda topic: again(topic.families.create(code="x")),
    "one_filler_per_topic_kind_and_code": lambda topic: again(topic.fillers.create(kind="noise", code="x")),
    "one_hard_set_per_topic_and_clues": lambda topic: again(topic.hard_sets.create(clues="a-b-c")),
    "filler_kind_is_known": lambda topic: Filler(topic=topic, kind="rumour", code="x"),
}


def again(row: Model) -> Model:
    """The same row, to be written a second time."""
    row.pk = None
    return row


def theme_of(topic: Topic) -> Theme:
    return topic.themes.create(slug="x")


def answer_of(topic: Topic) -> Answer:
    return topic.questions.create(code="x").answers.create(code="x")


def constraint_names() -> set[str]:
    tables = apps.get_app_config("opsmethods").get_models()
    return {constraint.name for table in tables for constraint in table._meta.constraints}


def blames(row: Model, name: str, message: str) -> bool:
    """SQLite names the columns of a unique constraint, not the constraint."""
    constraint = next(constraint for constraint in row._meta.constraints if constraint.name == name)
    columns = (row._meta.get_field(field).column for field in getattr(constraint, "fields", ()))
    return name in message or message == "UNIQUE constraint failed: " + ", ".join(
        f"{row._meta.db_table}.{column}" for column in columns
    )


@pytest.mark.parametrize("name", REFUSED)
def test_a_constraint_refuses_its_row(notes, name):
    row = REFUSED[name](notes)

    with pytest.raises(IntegrityError) as error:
        row.save(force_insert=True)

    assert blames(row, name, str(error.value))


def test_every_constraint_has_its_row():
    assert set(REFUSED) == constraint_names()


@pytest.mark.parametrize("slug", ["compare", "choose", "costs", "glossary", "search", "themes"])
def test_the_addresses_of_other_pages_are_taken(notes, slug):
    with pytest.raises(ValidationError, match="Another page has this address"):
        Method(topic=notes, slug=slug, slot=8).clean_fields()


def test_rows_say_what_they_are(notes):
    method, statement = job(), Statement.objects.get(code="JA2")
    cell = Cell.objects.get(method=method, dimension__code="VOL")

    assert [str(row) for row in (notes, method, cell.dimension, statement, statement.truths.get(method=method))] == [
        "Operations methods",
        "Job production",
        "VOL Volume",
        "JA2 A premium price is possible because close substitutes are hard to find.",
        "T",
    ]
    assert str(cell) == "Job production: Volume"
    assert str(Example.objects.get(code="J03")) == "J03 An artist painting someone's portrait"
    assert str(Phrase.objects.get(method=method, code="O1")).startswith("O1 A workshop")
    assert str(Contrast.objects.get(right=method, wrong__slug="flow")).startswith("Flow production makes")
    assert str(CostScale.objects.get(method=method)) == f"Costs of method {method.pk}"
    assert str(Wording.objects.get(model="IM06", code="a")) == "IM06 Compared with {other}, {method} usually has:"
    assert str(Group.objects.get(model="IM22", code="kanban")) == "IM22 kanban"
    assert str(Case.objects.get(group__code="kanban", code="a1")).startswith("When a box of screws is empty")
    assert str(Puzzle.objects.get(code="JM2")) == "IM12 Job production always gives the best quality."
    assert str(Reply.objects.get(puzzle__code="JM1", code="w1")).startswith("True, because each worker is employed")
    assert str(Cue.objects.get(code="q1")) == "q1"
    family = Family.objects.order_by("pk").first()
    assert str(family) == family.goods
    assert str(Filler.objects.get(kind="firm", code="firm-1")) == load("operations-methods").material.scenarios.firms[0]
    assert str(HardSet(topic=notes, clues="a-b-c")) == "a-b-c"
    assert notes.get_absolute_url() == "/notes/operations-methods/"
