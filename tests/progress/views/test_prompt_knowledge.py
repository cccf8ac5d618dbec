from django.urls import reverse

from tests.progress.play import actor_of, take_quiz

FOUR = {"mode": "practice", "count": "4"}


def url(topic, number=1):
    return reverse("progress:prompt_knowledge", args=[topic.slug, number])


def test_the_page_shows_each_reader_their_own_answers(cast, client_of, main_pack):
    attempt = take_quiz(actor_of(cast.sam), topic=main_pack, right=0, count=20)
    asked = attempt.items.exclude(snapshot__method="").exclude(snapshot__dimension="").first().snapshot
    main_pack.prompts.get(number=1).points.update(methods="", references=asked.dimension)

    of_sam, of_nia = (client_of(user).get(url(main_pack)).content.decode() for user in (cast.sam, cast.nia))

    assert "missed" in of_sam
    assert "missed" not in of_nia
    assert "not tried yet" in of_nia


def test_the_gaps_can_be_practised_at_once(client_of, main_pack):
    client = client_of(None)
    page = client.get(url(main_pack)).content.decode()
    cells = page.split('name="cells" value="')[1].split('"')[0]

    response = client.post(reverse("quizzes:attempt_start", args=[main_pack.slug]), FOUR | {"cells": cells})

    assert response.url.startswith("/quizzes/attempts/")


def test_other_pages_take_a_fragment(client_of, main_pack):
    fragment = client_of(None).get(url(main_pack), headers={"HX-Request": "true"}).content.decode()

    assert "<html" not in fragment
    assert "The facts it draws on" in fragment


def test_a_question_without_points_says_so(client_of, main_pack):
    main_pack.prompts.get(number=1).points.all().delete()

    assert "Nothing is written down yet" in client_of(None).get(url(main_pack)).content.decode()


def test_a_question_that_is_not_there_is_not_found(client_of, main_pack):
    assert client_of(None).get(url(main_pack, 9)).status_code == 404
