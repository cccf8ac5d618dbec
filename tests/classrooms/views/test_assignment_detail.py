import pytest

from classrooms.operations import join_classroom
from tests.classrooms.work import AFTER, NOW, hand_in_essay, self_mark, teachers_mark
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
    self_mark(hand_in_essay(essay, user=cast.sam))
    with django_assert_num_queries(8):
        client.get(url)
    for name in ("ann", "ben"):
        user = make_user(name)
        join_classroom(user, code=cast.classroom.code, now=NOW)
        self_mark(hand_in_essay(essay, user=user))

    with django_assert_num_queries(8):
        response = client.get(url)

    assert response.content.decode().count("Read and mark") == 3


def test_scripts_to_open_first_are_named_with_the_reason(cast, essay, client_of):
    users = [cast.sam, *(make_user(name) for name in ("ann", "ben"))]
    for user in users[1:]:
        join_classroom(user, code=cast.classroom.code, now=NOW)
    for user in users:
        self_mark(hand_in_essay(essay, user=user))
    client, url = client_of(cast.tess), essay.get_absolute_url()

    first, again = (client.get(url) for _ in range(2))

    page = first.content.decode()
    assert first.context["checks"] == again.context["checks"]
    assert (page.count("Open the essay of "), page.count("Drawn by lot")) == (2, 1)
    assert "No teacher has marked anything of this student yet" in page


def test_agreement_is_told_in_counts_and_words(cast, essay, client_of):
    submission = hand_in_essay(essay, user=cast.sam)
    self_mark(submission)
    teachers_mark(submission, teacher=cast.tess)

    page = client_of(cast.tess).get(essay.get_absolute_url()).content.decode()

    wanted = (
        "C3 Analysis, of 6",
        "0 of 1 the same mark, 0 of 1 within one",
        "Too few scripts yet for a figure of agreement (1 of 50). Averages show from 5 scripts.",
    )
    assert [words for words in wanted if words not in page] == []
    assert ('<th scope="col">Kappa</th>' in page, "on average" in page) == (False, False)


def test_averages_show_from_five_scripts(cast, essay, client_of):
    for user in (cast.sam, *(make_user(name) for name in ("ann", "ben", "cleo", "dan"))):
        if user != cast.sam:
            join_classroom(user, code=cast.classroom.code, now=NOW)
        submission = hand_in_essay(essay, user=user)
        self_mark(submission)
        teachers_mark(submission, teacher=cast.tess)

    page = client_of(cast.tess).get(essay.get_absolute_url()).content.decode()

    assert "Students gave themselves 6.0 more on average" in page
    assert "(5 of 50).</p>" in page


def test_a_page_without_figures_says_what_is_missing(cast, essay, client_of):
    client, url = client_of(cast.tess), essay.get_absolute_url()
    submission = hand_in_essay(essay, user=cast.sam)
    before = client.get(url).content.decode()

    self_mark(submission)

    after = client.get(url).content.decode()
    assert "no student has finished marking their own essay" in before
    assert "Figures show once you have marked a script that was drawn by lot." in after


def test_the_next_script_is_marked_blind_until_none_is_left(cast, essay, client_of):
    client, url = client_of(cast.tess), essay.get_absolute_url()
    submission = hand_in_essay(essay, user=cast.sam)
    before = client.get(url).content.decode()

    teachers_mark(submission, teacher=cast.tess)

    link = f'href="/classes/scripts/{submission.pk}/?blind=yes">Mark the next one blind'
    assert (link in before, "Mark the next one blind" in client.get(url).content.decode()) == (True, False)
