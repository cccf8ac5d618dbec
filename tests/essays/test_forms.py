from uuid import uuid4

import pytest

from essays.domain.lens import Sign, Tint
from essays.domain.rubric import CapSpec
from essays.domain.sheet import Choice, CriterionSheet, MarkingSheet
from essays.domain.text import digest, paragraphs
from essays.forms import (
    LONGEST_ANSWER,
    LONGEST_ESSAY,
    AgainForm,
    ComparisonForm,
    DraftForm,
    PlanForm,
    PointsForm,
    SelfMarkForm,
    TrialForm,
    change_in,
    plain_change,
)
from essays.models import PlanRow
from tests.essays.domain.test_rubric import CAP, CRITERION
from tests.essays.work import TEXT, fields

SHEET = CriterionSheet(CRITERION)


HASH = digest(TEXT)
BUYERS = PlanRow(position=1, label="Buyers", hint="Who?", text="Keen ones.")
RIVALS = PlanRow(position=3, label="Rivals")
PAGE = uuid4()


def form(data=None, sheet=SHEET, **kwargs) -> SelfMarkForm:
    return SelfMarkForm(data, sheet=sheet, whole=MarkingSheet((sheet,), paragraphs(TEXT), HASH), **kwargs)


def plan_form(**said) -> PlanForm:
    return PlanForm({"page": PAGE, "seen": 2, **said}, rows=iter([BUYERS, RIVALS]))


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


# --- Marking --------------------------------------------------------------------------------------


def test_a_form_gives_what_the_marker_said():
    posted = form(
        {
            "mark": "3",
            "sentences": ["2", "1"],
            "cap_K": "holds",
            "confidence": "2",
            "answer": " The second. ",
            "text_hash": HASH,
        }
    )

    assert posted.is_valid()
    assert posted.choice == Choice(
        criterion="C1",
        mark=3,
        sentences=(2, 1),
        cap_answers=(("K", True),),
        confidence=2,
        answer="The second.",
        text_hash=HASH,
    )


def test_what_was_not_said_is_left_out():
    posted = form({"mark": "1"})

    assert posted.is_valid()
    assert posted.choice == Choice(criterion="C1", mark=1)


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ({}, "Choose a mark to go on."),
        ({"mark": "5"}, "Select a valid choice. 5 is not one of the available choices."),
        ({"mark": "best"}, "Select a valid choice. best is not one of the available choices."),
        ({"mark": "1", "sentences": ["9"]}, "Select a valid choice. 9 is not one of the available choices."),
        ({"mark": "1", "cap_K": "maybe"}, "Select a valid choice. maybe is not one of the available choices."),
        ({"mark": "1", "confidence": "4"}, "Select a valid choice. 4 is not one of the available choices."),
        ({"mark": "1", "answer": "x" * (LONGEST_ANSWER + 1)}, "Say it in at most 1000 characters."),
    ],
)
def test_a_wrong_answer_is_refused_in_words(wrong, reason):
    posted = form(wrong)

    assert not posted.is_valid()
    assert posted.reason == reason


def test_the_form_starts_from_what_was_chosen():
    start = form(sheet=CriterionSheet(CRITERION, 3, (2,), (("K", True),), confidence=1, answer="The second."))

    assert start.initial == {
        "mark": 3,
        "sentences": [2],
        "cap_K": "holds",
        "confidence": 1,
        "answer": "The second.",
        "text_hash": HASH,
    }


def test_levels_come_best_first_with_a_radio_for_each_mark():
    assert [(level.number, [radio.data["label"] for radio in radios]) for level, radios in form().levels()] == [
        (2, ["3 marks: Much.", "4 marks: All."]),
        (1, ["1 mark", "2 marks"]),
        (0, ["0 marks"]),
    ]


def test_every_sentence_has_its_box():
    found = [
        [(sentence.number, box.data["value"], tints) for sentence, box, tints in row] for row in form().paragraphs()
    ]

    assert found == [[(1, 1, ()), (2, 2, ())], [(3, 3, ()), (4, 4, ())]]


def test_a_sentence_in_which_the_lens_found_something_carries_it():
    tint = Tint(4, Sign.CHAIN, ("Because",), "It links a cause and an effect.")

    found = [tints for row in form(tints={4: (tint,)}).paragraphs() for _, _, tints in row]

    assert found == [(), (), (), (tint,)]


def test_caps_stand_beside_their_fields():
    [(cap, field)] = form(prefix="C1").caps()

    assert (cap, field.html_name) == (CapSpec(CAP.code, 2, "Is it there?", "Yes", "No"), "C1-cap_K")


def test_a_trial_is_a_mark_for_a_sample():
    posted = TrialForm({"mark": "2", "exemplar": "7"}, criterion=CRITERION)

    assert posted.is_valid()
    assert posted.cleaned_data == {"mark": 2, "exemplar": 7}


@pytest.mark.parametrize("wrong", [{"mark": "5", "exemplar": "7"}, {"mark": "2", "exemplar": "p1w"}, {"mark": "2"}])
def test_a_trial_without_a_mark_or_a_sample_is_refused(wrong):
    assert not TrialForm(wrong, criterion=CRITERION).is_valid()


# --- Before and after -----------------------------------------------------------------------------


def test_a_plan_has_a_field_for_each_row():
    found = [(field.label, field.help_text, field.initial) for field in plan_form().rows()]

    assert found == [("Buyers", "Who?", "Keen ones."), ("Rivals", "", "")]


def test_a_plan_gives_its_texts_by_position():
    posted = plan_form(row_1="Everyone.", row_2="No row of this plan.")

    assert posted.is_valid()
    assert posted.texts == {1: "Everyone.", 3: ""}


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ({"row_3": "x" * (LONGEST_ANSWER + 1)}, "Rivals: at most 1000 characters."),
        ({"page": "here"}, "Enter a valid UUID."),
        ({"seen": "-1"}, "Ensure this value is greater than or equal to 0."),
    ],
)
def test_a_plan_is_refused_in_words(wrong, reason):
    posted = plan_form(**wrong)

    assert not posted.is_valid()
    assert posted.reason == reason


@pytest.mark.parametrize(
    ("reason", "valid"), [("I read it aloud.", True), (" ", False), ("x" * 200, True), ("x" * 201, False)]
)
def test_marking_again_needs_a_short_reason(reason, valid):
    assert AgainForm({"reason": reason}).is_valid() is valid


@pytest.mark.parametrize(("ticked", "keys"), [([], []), (["2", "1"], [2, 1])])
def test_ticked_points_come_by_key(ticked, keys):
    posted = PointsForm({"points": ticked}, keys=[1, 2])

    assert posted.is_valid()
    assert posted.cleaned_data["points"] == keys


@pytest.mark.parametrize("ticked", ["3", "one"])
def test_a_point_that_is_not_there_is_refused(ticked):
    assert not PointsForm({"points": [ticked]}, keys=[1, 2]).is_valid()


@pytest.mark.parametrize(("answer", "better"), [("own", True), ("other", False)])
def test_a_comparison_says_which_is_better(answer, better):
    posted = ComparisonForm({"exemplar": "7", "own_is_better": answer})

    assert posted.is_valid()
    assert posted.cleaned_data == {"exemplar": 7, "own_is_better": better}


@pytest.mark.parametrize("wrong", [{"exemplar": "7"}, {"exemplar": "7", "own_is_better": "both"}, {"exemplar": "p1w"}])
def test_a_comparison_needs_one_of_the_two(wrong):
    assert not ComparisonForm(wrong).is_valid()


# --- The quick reader takes nothing that the form would not, and reads it alike -------------------


def sent(**values) -> dict[str, str]:
    return {name: str(value) for name, value in (fields() | values).items()}


@pytest.mark.parametrize(
    "more",
    [
        {},
        {"text": "", "cause": "autosave"},
        {"text": " One.\r\nTwo. ", "client_time": "2026-03-02T09:59:00.123Z", "csrfmiddlewaretoken": "any"},
        {"text": "x" * LONGEST_ESSAY, "window": 123456789},
    ],
)
def test_a_save_as_our_page_sends_it_is_read_as_the_form_reads_it(more):
    form = DraftForm(given := sent(**more))

    assert form.is_valid()
    assert plain_change(given) == form.change
    assert change_in(given) == (form.change, "")


@pytest.mark.parametrize("more", [{"window": " 1 "}, {"sequence": 2**31 - 1}, {"client_time": "2026-03-02 09:59"}])
def test_a_save_written_otherwise_is_left_to_the_form(more):
    form = DraftForm(given := sent(**more))

    assert form.is_valid()
    assert plain_change(given) is None
    assert change_in(given) == (form.change, "")


@pytest.mark.parametrize(
    "more",
    [{"text": "a\0b"}, {"text": "x" * (LONGEST_ESSAY + 1)}, {"cause": "restore"}, {"window": -1}, {"client_uuid": 7}],
)
def test_a_wrong_save_is_refused_with_the_words_of_the_form(more):
    form = DraftForm(given := sent(**more))

    assert not form.is_valid()
    assert change_in(given) == (None, form.reason)
