import pytest
from django.urls import reverse

from classrooms.operations import create_classroom, join_classroom
from tests.classrooms.work import NOW, quiz_plan, set_quiz

URL = reverse("classrooms:classroom_list")


def test_a_guest_is_asked_to_sign_in(client_of, db):
    response = client_of(None).get(URL)

    assert (response.status_code, response.url) == (302, f"{reverse('account_login')}?next={URL}")


@pytest.mark.parametrize(("name", "seen"), [("sam", True), ("tess", True), ("nia", False), ("omar", False)])
def test_a_class_is_listed_for_who_is_in_it(cast, client_of, name, seen):
    response = client_of(getattr(cast, name)).get(URL)

    assert (cast.classroom.get_absolute_url() in response.content.decode()) is seen


def test_open_work_stands_with_its_due_time(cast, quiz, client_of, time_machine):
    time_machine.move_to(NOW, tick=False)

    page = client_of(cast.sam).get(URL).content.decode()

    assert "Quiz: 3 questions on " in page
    assert "due Monday 9 March, 10:00 (not started)" in page
    assert reverse("classrooms:assignment_start", args=[quiz.pk]) in page


def test_a_list_costs_the_same_for_one_row_and_for_three(
    cast, topic, client_of, django_assert_num_queries, time_machine, rng
):
    time_machine.move_to(NOW, tick=False)
    client = client_of(cast.sam)
    set_quiz(cast.classroom, by=cast.tess, topic=topic)
    create_classroom(cast.sam, name="Mine", rng=rng, now=NOW)
    with django_assert_num_queries(5):
        client.get(URL)
    for name in ("One", "Two"):
        other = create_classroom(cast.omar, name=name, rng=rng, now=NOW)
        join_classroom(cast.sam, code=other.code, now=NOW)
        create_classroom(cast.sam, name=f"Mine {name}", rng=rng, now=NOW)
        set_quiz(other, by=cast.omar, topic=topic, item_count=quiz_plan(topic).item_count)

    with django_assert_num_queries(5):
        response = client.get(URL)

    assert response.content.decode().count("Start<") == 3
