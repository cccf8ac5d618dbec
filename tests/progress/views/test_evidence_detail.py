import pytest
from django.urls import reverse

from tests.progress.play import actor_of, take_quiz


def url(topic, method, dimension=""):
    return reverse("progress:evidence_detail", args=[topic.slug, method, *filter(None, [dimension])])


def test_the_fragment_shows_the_readers_own_answers(cast, client_of, topic):
    attempt = take_quiz(actor_of(cast.sam), topic=topic, right=1, count=1)
    snapshot = attempt.items.get().snapshot
    address = url(topic, snapshot.method, snapshot.dimension)

    of_sam, of_nia = (client_of(user).get(address).content.decode() for user in (cast.sam, cast.nia))

    assert "1 of 1" in of_sam
    assert "<html" not in of_sam
    assert "1 of 1" not in of_nia
    assert "not tried yet" in of_nia


def test_a_guest_is_shown_that_nothing_is_tried(client_of, topic):
    method, dimension = topic.methods.first().slug, topic.dimensions.first().code

    assert "not tried yet" in client_of(None).get(url(topic, method, dimension)).content.decode()


@pytest.mark.parametrize(("method", "dimension"), [("nothing", ""), ("job", "NONE")])
def test_what_the_notes_do_not_know_is_not_there(client_of, topic, method, dimension):
    assert client_of(None).get(url(topic, method, dimension)).status_code == 404
