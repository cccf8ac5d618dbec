from django.urls import reverse

from tests.classrooms.work import LATER, NOW, hand_in_essay, judgement, set_essay, set_quiz

URL = reverse("classrooms:work_list")


def test_a_guest_is_asked_to_sign_in(client_of, db):
    assert client_of(None).get(URL).status_code == 302


def test_the_fragment_names_the_work_of_this_student_alone(cast, quiz, client_of, time_machine):
    time_machine.move_to(NOW, tick=False)

    of_sam, of_nia = (client_of(user).get(URL).content.decode() for user in (cast.sam, cast.nia))

    assert "Quiz: 3 questions on " in of_sam
    assert "No set work is waiting for you." in of_nia
    assert "Quiz:" not in of_nia


def test_the_fragment_counts_the_essays_that_wait_for_this_teacher(cast, topic, client_of, time_machine):
    time_machine.move_to(LATER, tick=False)
    essay = set_essay(cast.classroom, by=cast.tess, topic=topic)
    submission = hand_in_essay(essay, user=cast.sam)

    before, of_omar = (client_of(user).get(URL).content.decode() for user in (cast.tess, cast.omar))
    client_of(cast.tess).post(reverse("classrooms:moderation_edit", args=[submission.pk]), judgement(submission))
    after = client_of(cast.tess).get(URL).content.decode()

    assert "Year 12, 1 essay for you to mark" in before
    assert "No essay is waiting for your mark." in of_omar
    assert "No essay is waiting for your mark." in after


def test_the_fragment_is_not_a_page(cast, client_of):
    assert "<html" not in client_of(cast.sam).get(URL).content.decode()


def test_the_fragment_costs_the_same_for_one_row_and_for_three(
    cast, topic, client_of, django_assert_num_queries, time_machine
):
    time_machine.move_to(NOW, tick=False)
    client = client_of(cast.sam)
    set_quiz(cast.classroom, by=cast.tess, topic=topic)
    with django_assert_num_queries(5):
        client.get(URL)
    for _ in range(2):
        set_quiz(cast.classroom, by=cast.tess, topic=topic)

    with django_assert_num_queries(5):
        response = client.get(URL)

    assert response.content.decode().count("Start<") == 3
