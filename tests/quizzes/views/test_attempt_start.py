import pytest
from django.urls import reverse

from quizzes.models import Attempt


def url_of(topic):
    return reverse("quizzes:attempt_start", args=[topic.slug])


def test_a_guest_is_at_the_first_question_after_one_post(client, notes):
    response = client.post(url_of(notes), {"mode": "practice"})

    attempt = Attempt.objects.get()
    assert response.url == reverse("quizzes:attempt_item", args=[attempt.pk, 1])
    assert (attempt.user, attempt.guest_key) == (None, client.session["guest_key"])
    assert (attempt.mode, attempt.item_count, attempt.level, attempt.feedback_rule) == ("practice", 10, "A", "each")
    assert client.get(response.url).status_code == 200


def test_a_member_owns_what_they_start(sam, sam_at_work, notes):
    sam_at_work.post(url_of(notes), {"mode": "test", "count": "5", "level": "O"})

    attempt = Attempt.objects.get()
    assert (attempt.user, attempt.guest_key, attempt.mode, attempt.item_count, attempt.level) == (
        sam,
        "",
        "test",
        5,
        "O",
    )


def test_opening_the_first_question_is_no_second_window(client, notes):
    client.get(client.post(url_of(notes), {"mode": "test"}).url)

    assert Attempt.objects.get().window == 1


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, "Choose practice or test."),
        ({"mode": "guess"}, "guess is not one of the available choices"),
        ({"mode": "test", "count": "0"}, "greater than or equal to 1"),
        ({"mode": "test", "count": "31"}, "less than or equal to 30"),
        ({"mode": "test", "count": "ten"}, "Enter a whole number"),
        ({"mode": "test", "level": "PhD"}, "PhD is not one of the available choices"),
    ],
)
def test_bad_input_is_answered_in_words(client, notes, fields, words):
    response = client.post(url_of(notes), fields)

    assert response.status_code == 422
    assert words in response.content.decode()
    assert not Attempt.objects.exists()


def test_a_quiz_the_notes_cannot_feed_is_refused_in_words(client, notes):
    notes.wordings.all().delete()
    notes.version += 1
    notes.save(update_fields=["version"])

    response = client.post(url_of(notes), {"mode": "test"})

    assert response.status_code == 422
    assert "10 questions were asked for and these notes give 0" in response.content.decode()
    assert not Attempt.objects.exists()


def test_an_unknown_or_unpublished_topic_is_not_found(client, notes):
    url = url_of(notes)
    type(notes).objects.update(published=False)

    assert [client.post(url, {"mode": "test"}).status_code, client.post("/quizzes/x/start/").status_code] == [404, 404]


def test_only_post(client, notes):
    assert client.get(url_of(notes)).status_code == 405


def test_a_quiz_on_the_gaps_behind_an_essay_keeps_to_them(client, notes):
    client.post(url_of(notes), {"mode": "practice", "count": "4", "cells": "job:UC flow:VOL batch:CHG"})

    asked = Attempt.objects.get().items.values_list("snapshot__method", "snapshot__dimension")
    assert len(asked) == 4
    assert set(asked) <= {("job", "UC"), ("flow", "VOL"), ("batch", "CHG")}


@pytest.mark.parametrize("cells", ["job", "job:UC:VOL", "nothing:UC", "job:NONE", "job:UC " * 200])
def test_cells_that_the_notes_do_not_have_start_nothing(client, notes, cells):
    response = client.post(url_of(notes), {"mode": "practice", "cells": cells})

    assert response.status_code == 422
    assert not Attempt.objects.exists()
