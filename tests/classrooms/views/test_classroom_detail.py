import pytest

from classrooms.operations import join_classroom
from tests.classrooms.work import NOW, hand_in_essay, set_essay, set_quiz
from tests.factories.accounts import make_user


@pytest.mark.parametrize(("name", "status"), [("sam", 200), ("tess", 200), ("nia", 404), ("omar", 404)])
def test_only_members_see_the_class(cast, client_of, name, status):
    assert client_of(getattr(cast, name)).get(cast.classroom.get_absolute_url()).status_code == status


def test_a_guest_is_asked_to_sign_in(cast, client_of):
    assert client_of(None).get(cast.classroom.get_absolute_url()).status_code == 302


def test_a_student_sees_neither_code_nor_classmates(cast, client_of):
    join_classroom(cast.nia, code=cast.classroom.code, now=NOW)

    page = client_of(cast.sam).get(cast.classroom.get_absolute_url()).content.decode()

    assert [word for word in (cast.classroom.code, cast.classroom.spoken_code, "Nia") if word in page] == []


def test_a_teacher_sees_code_roster_and_work(cast, essay, client_of):
    hand_in_essay(essay, user=cast.sam)

    page = client_of(cast.tess).get(cast.classroom.get_absolute_url()).content.decode()

    wanted = (cast.classroom.spoken_code, "Sam", essay.prompt.title, "1 of 1 handed in.")
    assert [word for word in wanted if word not in page] == []


def test_a_student_sees_who_teaches_and_the_way_back(cast, client_of):
    page = client_of(cast.sam).get(cast.classroom.get_absolute_url()).content.decode()

    assert f"Taught by {cast.tess.display_name}</p>" in page
    assert '<p class="eyebrow"><a href="/classes/">Classes</a></p>' in page


def test_work_that_is_open_has_opened(cast, essay, client_of):
    page = client_of(cast.tess).get(cast.classroom.get_absolute_url()).content.decode()

    assert "opened 2 March, 10:00" in page


def test_the_only_teacher_is_not_offered_to_leave(cast, client_of):
    pages = {name: client_of(getattr(cast, name)).get(cast.classroom.get_absolute_url()) for name in ("sam", "tess")}

    assert {name: "Leave Year 12" in page.content.decode() for name, page in pages.items()} == {
        "sam": True,
        "tess": False,
    }


@pytest.mark.parametrize(("name", "queries"), [("sam", 6), ("tess", 6)])
def test_the_page_costs_the_same_for_one_row_and_for_three(
    cast, topic, client_of, django_assert_num_queries, name, queries
):
    client, url = client_of(getattr(cast, name)), cast.classroom.get_absolute_url()
    set_quiz(cast.classroom, by=cast.tess, topic=topic)
    with django_assert_num_queries(queries):
        client.get(url)
    set_essay(cast.classroom, by=cast.tess, topic=topic)
    set_quiz(cast.classroom, by=cast.tess, topic=topic)
    for student in ("ann", "ben"):
        join_classroom(make_user(student), code=cast.classroom.code, now=NOW)

    with django_assert_num_queries(queries):
        client.get(url)
