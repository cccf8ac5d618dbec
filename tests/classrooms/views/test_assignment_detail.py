import pytest

from classrooms.operations import join_classroom
from tests.classrooms.work import AFTER, NOW, hand_in_essay, self_mark
from tests.factories.accounts import make_user


@pytest.mark.parametrize(("name", "status"), [("tess", 200), ("sam", 404), ("nia", 404), ("omar", 404), (None, 302)])
def test_only_the_teacher_sees_who_is_how_far(cast, quiz, client_of, name, status):
    client = client_of(getattr(cast, name) if name else None)

    assert client.get(quiz.get_absolute_url()).status_code == status


def test_a_row_shows_state_mark_and_text(cast, essay, client_of):
    submission = hand_in_essay(essay, user=cast.sam, now=AFTER)
    mark = self_mark(submission, now=AFTER)

    page = client_of(cast.tess).get(essay.get_absolute_url()).content.decode()

    wanted = ("Self-marked", "Late", f"{mark.points:.0f} of 20", f"/classes/scripts/{submission.pk}/")
    assert [words for words in wanted if words not in page] == []


def test_a_quiz_has_no_text_to_open(cast, quiz, client_of):
    page = client_of(cast.tess).get(quiz.get_absolute_url()).content.decode()

    assert "Not started" in page
    assert "/classes/scripts/" not in page


def test_an_empty_class_is_told_what_to_do(cast, quiz, client_of):
    cast.classroom.memberships.filter(role="student").delete()

    page = client_of(cast.tess).get(quiz.get_absolute_url()).content.decode()

    assert f"Give them the join code {cast.classroom.spoken_code}." in page


def test_the_table_costs_the_same_for_one_row_and_for_three(cast, essay, client_of, django_assert_num_queries):
    client, url = client_of(cast.tess), essay.get_absolute_url()
    hand_in_essay(essay, user=cast.sam)
    with django_assert_num_queries(4):
        client.get(url)
    for name in ("ann", "ben"):
        user = make_user(name)
        join_classroom(user, code=cast.classroom.code, now=NOW)
        hand_in_essay(essay, user=user)

    with django_assert_num_queries(4):
        response = client.get(url)

    assert response.content.decode().count("Read and mark") == 3
