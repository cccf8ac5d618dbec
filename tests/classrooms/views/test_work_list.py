from django.urls import reverse

from tests.classrooms.work import NOW, set_quiz

URL = reverse("classrooms:work_list")


def test_a_guest_is_asked_to_sign_in(client_of, db):
    assert client_of(None).get(URL).status_code == 302


def test_the_fragment_names_the_work_of_this_student_alone(cast, quiz, client_of, time_machine):
    time_machine.move_to(NOW, tick=False)

    of_sam, of_nia = (client_of(user).get(URL).content.decode() for user in (cast.sam, cast.nia))

    assert "Quiz: 3 questions on " in of_sam
    assert of_nia.strip() == '<p class="mb-0">No set work is waiting for you.</p>'


def test_the_fragment_is_not_a_page(cast, client_of):
    assert "<html" not in client_of(cast.sam).get(URL).content.decode()


def test_the_fragment_costs_the_same_for_one_row_and_for_three(
    cast, topic, client_of, django_assert_num_queries, time_machine
):
    time_machine.move_to(NOW, tick=False)
    client = client_of(cast.sam)
    set_quiz(cast.classroom, by=cast.tess, topic=topic)
    with django_assert_num_queries(4):
        client.get(URL)
    for _ in range(2):
        set_quiz(cast.classroom, by=cast.tess, topic=topic)

    with django_assert_num_queries(4):
        response = client.get(URL)

    assert response.content.decode().count("Start<") == 3
