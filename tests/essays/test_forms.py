from uuid import uuid4

import pytest

from essays.domain.rubric import CapSpec
from essays.domain.sheet import CriterionSheet
from essays.domain.text import paragraphs
from essays.forms import LONGEST_ESSAY, DraftForm, SelfMarkForm
from tests.essays.domain.test_rubric import CAP, CRITERION
from tests.essays.work import TEXT, fields

SHEET = CriterionSheet(CRITERION)


def form(data=None, sheet=SHEET, **kwargs) -> SelfMarkForm:
    return SelfMarkForm(data, sheet=sheet, paragraphs=paragraphs(TEXT), **kwargs)


def test_draft_form_gives_a_change():
    uuid = uuid4()
    posted = fields("Text ", client_uuid=uuid, client_time="2026-03-02T10:00:00.000Z")

    change = DraftForm(posted)

    assert change.is_valid()
    assert (change.change.text, change.change.client_uuid, change.change.client_time.hour) == ("Text ", uuid, 10)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"text": "x" * (LONGEST_ESSAY + 1)}, "text"),
        ({"text": "nul \x00"}, "text"),
        ({"window": "many"}, "window"),
        ({"window": -1}, "window"),
        ({"sequence": ""}, "sequence"),
        ({"client_uuid": "1"}, "client_uuid"),
        ({"client_time": "yesterday"}, "client_time"),
        ({"cause": "restore"}, "cause"),
    ],
)
def test_draft_form_refuses_a_bad_field_in_words(wrong, field):
    posted = DraftForm(fields(**wrong))

    assert not posted.is_valid()
    assert list(posted.errors) == [field]
    assert posted.reason == " ".join(posted.errors[field])


@pytest.mark.parametrize(("mark", "level"), [(0, 0), (1, 1), (2, 1), (3, 2), (4, 2)])
def test_a_mark_fixes_its_level(mark, level):
    posted = form({"mark": mark, "sentences": ["2", "1"], "cap_K": "holds"})

    assert posted.is_valid()
    assert posted.choice == {
        "criterion": "C1",
        "level": level,
        "mark": mark,
        "sentences": [2, 1],
        "cap_answers": {"K": True},
    }


def test_a_cap_without_an_answer_is_left_out():
    posted = form({"mark": 1})

    assert posted.is_valid()
    assert (posted.choice["cap_answers"], posted.choice["sentences"]) == ({}, [])


@pytest.mark.parametrize(
    "wrong", [{}, {"mark": "5"}, {"mark": "best"}, {"mark": "1", "sentences": ["9"]}, {"mark": "1", "cap_K": "maybe"}]
)
def test_a_wrong_answer_is_refused(wrong):
    posted = form(wrong)

    assert not posted.is_valid()
    assert posted.reason


def test_the_form_starts_from_what_was_chosen():
    start = form(sheet=CriterionSheet(CRITERION, mark=3, sentences=(2,), cap_answers=(("K", True),)))

    assert start.initial == {"mark": 3, "sentences": [2], "cap_K": "holds"}


def test_levels_come_best_first_with_a_radio_for_each_mark():
    assert [(level.number, [radio.data["label"] for radio in radios]) for level, radios in form().levels()] == [
        (2, ["3 marks: Much.", "4 marks: All."]),
        (1, ["1 mark", "2 marks"]),
        (0, ["0 marks"]),
    ]


def test_every_sentence_has_its_box():
    found = [[(sentence.number, box.data["value"]) for sentence, box in row] for row in form().paragraphs()]

    assert found == [[(1, 1), (2, 2)], [(3, 3), (4, 4)]]


def test_caps_stand_beside_their_fields():
    [(cap, field)] = form(prefix="C1").caps()

    assert (cap, field.html_name) == (CapSpec(CAP.code, 2, "Is it there?", "Yes", "No"), "C1-cap_K")
