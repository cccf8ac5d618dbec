import pytest
from django.urls import reverse

from quizzes.models import AnswerEvent, AttemptItem
from tests.quizzes.play import item_at, make_answer, posted


def url_of(attempt, position=1):
    return reverse("quizzes:attempt_flag", args=[attempt.pk, position])


def flagged():
    return list(AttemptItem.objects.filter(flagged=True).values_list("position", flat=True))


def test_a_flag_is_set_and_taken_back(guest, start):
    attempt = start()

    response = guest.post(url_of(attempt, 2), {"flagged": "1"})
    assert (response.status_code, flagged()) == (302, [2])
    assert response.url == f"{reverse('quizzes:attempt_item', args=[attempt.pk, 2])}?alone"

    guest.post(url_of(attempt, 2), {"flagged": "0"})
    assert flagged() == []


def test_script_gets_a_few_bytes(guest, start):
    response = guest.post(url_of(start()), {"flagged": "1"}, headers={"accept": "application/json"})

    assert response.json() == {"saved": True}


def test_what_is_chosen_in_the_form_is_saved_too(guest, start):
    attempt = start()
    item = item_at(attempt, 1)

    guest.post(url_of(attempt), posted(make_answer(item.option_order[2])) | {"flagged": "1", "position": "1"})

    assert str(AnswerEvent.objects.get().option_id) == item.option_order[2]


@pytest.mark.parametrize("value", ["", "yes", "2"])
def test_bad_input_is_answered_in_words(guest, start, value):
    response = guest.post(url_of(start()), {"flagged": value})

    assert response.status_code == 422
    assert "Flagged: " in response.content.decode()
    assert flagged() == []


def test_strangers_and_wrong_addresses_find_nothing(guest, strangers, start):
    attempt = start()

    assert [stranger.post(url_of(attempt), {"flagged": "1"}).status_code for stranger in strangers] == [404] * 3
    assert guest.post(url_of(attempt, 9), {"flagged": "1"}).status_code == 404
    assert flagged() == []
