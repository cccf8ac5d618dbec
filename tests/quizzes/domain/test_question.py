from dataclasses import replace

import pytest

from opsmethods.domain.facts import TermFact
from quizzes.domain.question import (
    Choice,
    Feedback,
    NoteLink,
    Page,
    Stem,
    explained_choices,
    feedback_on,
    laid_out,
    note_link,
    plain_choices,
)
from tests.quizzes.domain.facts import four_methods

FACTS = four_methods()
BODY = {
    "stem": "Which?",
    "options": [
        {"id": "a", "text": "Batch", "why": "It resets.", "note": "batch#vol"},
        {"id": "b", "text": "Job", "why": "It is one.", "note": "job#definition"},
    ],
    "key": "a",
}
ORDER = ["b", "a"]
BATCH = next(method for method in FACTS.methods if method.slug == "batch")
VOL = next(dimension for dimension in FACTS.dimensions if dimension.code == "VOL")


def test_plain_choices_stand_in_the_frozen_order_without_the_key():
    assert plain_choices(BODY, order=ORDER, chosen="a") == (
        Choice(id="b", letter="A", text="Job", is_chosen=False),
        Choice(id="a", letter="B", text="Batch", is_chosen=True),
    )


def test_explained_choices_say_right_and_why():
    assert explained_choices(BODY, order=ORDER, chosen="b") == (
        Choice(id="b", letter="A", text="Job", is_chosen=True, is_right=False, why="It is one."),
        Choice(id="a", letter="B", text="Batch", is_chosen=False, is_right=True, why="It resets."),
    )


@pytest.mark.parametrize(("chosen", "is_right"), [("a", True), ("b", False), (None, False)])
def test_feedback_names_the_answer_and_where_to_read(chosen, is_right):
    note = NoteLink(Page.METHOD, "batch", "vol", name=BATCH.name, about=VOL.label, slot=BATCH.slot)

    assert feedback_on(BODY, chosen=chosen, facts=FACTS) == Feedback(is_right=is_right, answer="Batch", note=note)


def test_a_note_outside_the_dimensions_is_named_by_its_anchor():
    link = note_link("batch#definition", facts=FACTS)

    assert (link.about, link.anchor) == ("Definition", "definition")


def test_a_note_of_a_method_that_is_gone_leads_nowhere():
    assert note_link("barter#vol", facts=FACTS) is None


def test_a_note_may_point_at_a_theme_or_a_term():
    facts = replace(FACTS, places={"lean": "Lean production"}, terms=(TermFact("jit", "Just-in-time", "As needed."),))

    assert note_link("lean#seven-wastes", facts=facts) == NoteLink(
        Page.THEME, "lean", "seven-wastes", name="Lean production", about="Seven wastes"
    )
    assert note_link("glossary#jit", facts=facts) == NoteLink(
        Page.GLOSSARY, "glossary", "jit", name="Glossary", about="Just-in-time"
    )
    assert note_link("glossary#gone", facts=facts) is None


def test_a_long_stem_tells_its_case_first():
    case = "Okoro Lane makes shoes. It makes about a dozen a year, each pair of shoes a separate order. It began alone."

    assert laid_out(f"{case} Which method suits it?") == Stem(case=case, asked="Which method suits it?")
    assert laid_out("It makes shoes. Which method suits it?") == Stem(
        case="", asked="It makes shoes. Which method suits it?"
    )
