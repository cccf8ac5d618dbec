import pytest
from django.urls import reverse

from classrooms.models import Assignment
from essays.models import Prompt
from tests.classrooms.work import NOW

DATES = {"level": "A", "opens_at": "2026-03-02T10:00", "due_at": "2026-03-09T10:00"}


@pytest.fixture(autouse=True)
def _at_ten(time_machine):
    time_machine.move_to(NOW, tick=False)


def url(cast, kind="quiz"):
    return reverse("classrooms:assignment_create", args=[cast.classroom.pk], query={"kind": kind})


def test_the_teacher_sets_a_quiz(cast, topic, client_of):
    response = client_of(cast.tess).post(url(cast), {**DATES, "topic": topic.pk, "item_count": 5})

    assignment = Assignment.objects.get()
    assert response.url == assignment.get_absolute_url()
    assert (assignment.classroom, assignment.kind, assignment.item_count) == (cast.classroom, "quiz", 5)


def test_the_teacher_sets_an_essay(cast, topic, client_of):
    prompt = Prompt.objects.get(topic=topic, number=3)

    client_of(cast.tess).post(url(cast, "essay"), {**DATES, "prompt": prompt.pk})

    assert list(Assignment.objects.values_list("kind", "prompt", "created_by")) == [("essay", prompt.pk, cast.tess.pk)]


def test_a_kind_nobody_knows_shows_the_essay(cast, topic, client_of):
    page = client_of(cast.tess).get(url(cast, "poem"))

    assert list(page.context["form"].fields) == [
        "prompt",
        "level",
        "opens_at",
        "due_at",
        "minutes",
        "training_required",
    ]


def test_the_form_proposes_a_week_from_now(cast, topic, client_of):
    page = client_of(cast.tess).get(url(cast)).content.decode()

    assert 'value="2026-03-02T10:00"' in page
    assert 'value="2026-03-09T10:00"' in page


def test_work_that_is_already_due_comes_back(cast, topic, client_of):
    past = {"level": "A", "opens_at": "2026-02-01T10:00", "due_at": "2026-02-02T10:00"}

    response = client_of(cast.tess).post(url(cast), {**past, "topic": topic.pk, "item_count": 5})

    assert response.status_code == 422
    assert response.context["form"].errors == {"due_at": ["This time has passed. Choose a later one."]}
    assert 'value="2026-02-02T10:00"' in response.content.decode()
    assert not Assignment.objects.exists()


@pytest.mark.parametrize(("name", "status"), [("sam", 404), ("nia", 404), ("omar", 404), (None, 302)])
def test_nobody_else_sets_anything(cast, topic, client_of, name, status):
    client = client_of(getattr(cast, name) if name else None)

    response = client.post(url(cast), {**DATES, "topic": topic.pk, "item_count": 5})

    assert (response.status_code, Assignment.objects.count()) == (status, 0)
