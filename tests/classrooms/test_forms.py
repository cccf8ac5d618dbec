import pytest

from classrooms.domain.plan import Plan
from classrooms.forms import EssayAssignmentForm, ExtraTimeForm, QuizAssignmentForm
from essays.models import Prompt, Rubric
from tests.classrooms.work import DUE, NOW

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
