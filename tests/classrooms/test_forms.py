from dataclasses import replace

import pytest
from django.http import QueryDict

from classrooms.domain.plan import Plan
from classrooms.forms import EssayAssignmentForm, ExtraTimeForm, ModerationForm, QuizAssignmentForm
from essays.domain.sheet import Choice, CriterionSheet, MarkingSheet, Passage
from essays.domain.text import Sentence
from essays.forms import AgreedForm, PassageForm
from essays.models import Prompt, Rubric, SavedComment
from tests.classrooms.work import DUE, NOW
from tests.essays.domain.test_rubric import CRITERION

DATES = {"level": "A", "opens_at": "2026-03-02T10:00", "due_at": "2026-03-09T10:00"}


def test_a_quiz_is_planned(topic):
    form = QuizAssignmentForm({**DATES, "topic": topic.pk, "item_count": 12})

    assert form.is_valid()
    assert form.plan == Plan(level="A", opens_at=NOW, due_at=DUE, topic_id=topic.pk, item_count=12)


def test_a_timed_quiz_tells_its_answers_when_the_teacher_says(topic):
    form = QuizAssignmentForm({**DATES, "topic": topic.pk, "item_count": 12, "minutes": "20", "answers": "hand_in"})

    assert form.is_valid()
    assert (form.plan.minutes, form.plan.answers) == (20, "hand_in")


@pytest.mark.parametrize(("field", "value"), [("minutes", "0"), ("minutes", "241"), ("answers", "never")])
def test_a_quiz_that_cannot_be_set_says_why(topic, field, value):
    form = QuizAssignmentForm({**DATES, "topic": topic.pk, "item_count": 12, field: value})

    assert list(form.errors) == [field]


def test_an_essay_is_planned(topic):
    prompt = Prompt.objects.get(topic=topic, number=2)

    form = EssayAssignmentForm({**DATES, "prompt": prompt.pk})

    assert form.is_valid()
    assert form.plan == Plan(level="A", opens_at=NOW, due_at=DUE, topic_id=topic.pk, prompt_id=prompt.pk)


BAD = [
    ("level", "B"),
    ("level", ""),
    ("opens_at", "tomorrow"),
    ("opens_at", ""),
    ("due_at", "2026-03-02T10:00"),
    ("due_at", "2026-02-30T10:00"),
    ("item_count", "0"),
    ("item_count", "31"),
    ("item_count", "ten"),
    ("topic", "0"),
    ("topic", ""),
]


def test_bad_input_is_refused_beside_its_field(topic):
    good = {**DATES, "topic": topic.pk, "item_count": 12}

    refused = [list(QuizAssignmentForm({**good, field: value}).errors) for field, value in BAD]

    assert refused == [[field] for field, _ in BAD]


def test_an_essay_that_nobody_could_start_is_refused(topic):
    Rubric.objects.filter(prompt__isnull=True).update(published_at=None)
    prompt = Prompt.objects.get(topic=topic, number=1)

    form = EssayAssignmentForm({**DATES, "level": "O", "prompt": prompt.pk})

    assert form.errors == {"level": ["This prompt has no wording or no published rubric for this level."]}


@pytest.mark.parametrize(("percent", "valid"), [("0", True), ("300", True), ("301", False), ("-1", False), ("", False)])
def test_extra_time_is_from_0_to_300(percent, valid):
    assert ExtraTimeForm({"percent": percent}).is_valid() is valid


# --- A teacher's words and marks ------------------------------------------------------------------

KEEN = Sentence(1, "Buyers are keen.")
SHEET = MarkingSheet((CriterionSheet(CRITERION, mark=3, cap_answers=(("K", True),)),), ((KEEN, Sentence(2, "So.")),))
INVALID = "Select a valid choice. {} is not one of the available choices."
SHORTENED = "B. B. B. B. B. B. B. B. B. B. B. B. B. B. B. B. B. B. B. B. B. B. B. B. B. [...]"
NOTE = {"p0-first": "1", "p0-last": "", "p0-criterion": "C1", "p0-text": "Why?", "p0-saved": ""}


def note_form(data=None, **kwargs):
    return PassageForm(data, sheet=SHEET, prefix="p0", **kwargs)


@pytest.mark.parametrize(
    ("change", "passage"),
    [
        ({}, Passage(first=1, last=1, text="Why?", criterion="C1")),
        ({"p0-last": "2", "p0-keep": "on"}, Passage(first=1, last=2, text="Why?", criterion="C1", keep=True)),
        ({"p0-first": "", "p0-text": ""}, None),
    ],
    ids=["one sentence", "two, kept", "nothing"],
)
def test_a_note_is_about_one_sentence_or_several(change, passage):
    form = note_form({**NOTE, **change})

    assert form.is_valid()
    assert form.passage == passage


@pytest.mark.parametrize(
    ("change", "errors"),
    [
        ({"p0-first": ""}, {"first": ["Choose the sentence that you mean."]}),
        ({"p0-text": " "}, {"text": ["Say something about this sentence, or choose none."]}),
        ({"p0-first": "2", "p0-last": "1"}, {"last": ["This sentence comes before the other one."]}),
        ({"p0-text": "x" * 501}, {"text": ["Say it in at most 500 characters."]}),
        ({"p0-first": "3"}, {"first": [INVALID.format(3)]}),
        ({"p0-criterion": "C9"}, {"criterion": [INVALID.format("C9")]}),
        ({"p0-saved": "7"}, {"saved": [INVALID.format(7)]}),
    ],
)
def test_a_note_that_cannot_be_kept_says_why(change, errors):
    form = note_form({**NOTE, **change})

    assert form.errors == errors


def test_the_bank_is_offered_by_criterion():
    bank = [SavedComment(pk=pk, criterion=code, text=text) for pk, code, text in ((1, "", "A."), (2, "C1", "B. " * 50))]

    choices = note_form(bank=bank).fields["saved"].choices

    assert choices == [("", "-"), ("Any criterion", [(1, "A.")]), ("C1 Knowledge", [(2, SHORTENED)])]


def test_an_agreed_mark_starts_from_the_teachers():
    (mark, (check,)) = AgreedForm(sheet=SHEET).criteria()[0]

    assert (mark.value(), check.value(), [key for key, _ in mark.field.choices]) == (3, "holds", [0, 1, 2, 3, 4])


def test_an_agreed_mark_is_chosen_with_a_reason():
    form = AgreedForm({"C1_mark": "2", "C1_cap_K": "clears", "reason": "We talked."}, sheet=SHEET)

    assert form.is_valid()
    assert form.agreed == {
        "choices": [Choice(criterion="C1", mark=2, cap_answers=(("K", False),))],
        "reason": "We talked.",
    }


@pytest.mark.parametrize(
    ("field", "value"),
    [("reason", " "), ("reason", "x" * 401), ("C1_mark", "5"), ("C1_mark", ""), ("C1_cap_K", ""), ("C1_cap_K", "so")],
)
def test_an_agreed_mark_that_cannot_be_kept_says_why(field, value):
    form = AgreedForm({"C1_mark": "2", "C1_cap_K": "clears", "reason": "We talked.", field: value}, sheet=SHEET)

    assert list(form.errors) == [field]


def typed(**values):
    data = QueryDict(mutable=True)
    data.update({"comment": "Well.", "C1-mark": "2", "p0-text": "Why?", **values})
    return data


@pytest.mark.parametrize(("more", "texts"), [(False, ["Why?"]), (True, ["Why?", ""])])
def test_what_was_typed_comes_back_unjudged(more, texts):
    form = ModerationForm.recalled(typed(), more=more, used=None, sheet=SHEET, own=None, bank=())

    assert not form.is_bound
    assert (form["comment"].value(), form.criteria[0]["mark"].value()) == ("Well.", "2")
    assert [part["text"].value() for part in form.passages] == texts


@pytest.mark.parametrize(
    ("data", "text", "criterion"),
    [({"p0-text": ""}, "Compare.", "C3"), ({"p0-criterion": "C1"}, "Why? Compare.", "C1")],
    ids=["an empty box", "after what stands there"],
)
def test_a_saved_comment_comes_into_its_box(data, text, criterion):
    saved = SavedComment(pk=1, criterion="C3", text="Compare.")

    form = ModerationForm.recalled(typed(**data), more=False, used=("p0", saved), sheet=SHEET, own=None, bank=[saved])

    part = form.passages[0]
    assert [part[name].value() for name in ("text", "criterion", "saved")] == [text, criterion, ""]


def test_words_are_taken_in_without_marks():
    form = ModerationForm(typed(**{"C1-mark": "9", "p0-first": "2"}), sheet=SHEET, asks_marks=False)

    assert form.is_valid()
    assert form.marking == {"comment": "Well.", "passages": [Passage(first=2, last=2, text="Why?")]}
    assert form.criteria[0]["mark"].value() == "9"


def test_each_criterion_stands_beside_what_the_student_said():
    own = replace(SHEET, criteria=(replace(SHEET.criteria[0], answer="Because."),))

    shown, blind = (ModerationForm(sheet=SHEET, own=each).rows()[0][1] for each in (own, None))

    assert (shown.answer, blind) == ("Because.", None)
