from html import escape
from uuid import uuid4

import pytest
from django.urls import reverse

from quizzes.models import AnswerEvent, Attempt
from quizzes.operations import open_window, submit_attempt
from tests.quizzes.play import NOW, explanations, item_at, make_answer, posted, right_option, wrong_option

JSON = {"accept": "application/json"}


def url_of(attempt, position=1):
    return reverse("quizzes:attempt_answer", args=[attempt.pk, position])


def page_of(attempt, position=1):
    return reverse("quizzes:attempt_item", args=[attempt.pk, position])


def fields_of(item, **values):
    return posted(make_answer(item.option_order[0])) | values


def test_the_form_of_the_page_is_taken(guest, start):
    attempt = start()
    page = guest.get(page_of(attempt))
    fields = {
        "option": page.context["page"].shown.choices[1].id,
        "window": page.context["page"].attempt.window,
        "sequence": page.context["page"].sequence,
        "client_uuid": page.context["page"].shown.client_uuid,
    }

    response = guest.post(url_of(attempt), fields)

    assert response.url == f"{page_of(attempt, 2)}?alone"
    assert str(AnswerEvent.objects.get().option_id) == fields["option"]


def test_after_the_last_question_of_a_test_one_stays_there(guest, start):
    attempt = start()

    assert guest.post(url_of(attempt, 4), fields_of(item_at(attempt, 4))).url == f"{page_of(attempt, 4)}?alone"


def test_practice_stays_to_show_why(guest, start):
    attempt = start(mode="practice")

    assert guest.post(url_of(attempt), fields_of(item_at(attempt, 1))).url == f"{page_of(attempt)}?alone"


def test_script_gets_a_few_bytes(guest, start):
    attempt = start()

    response = guest.post(url_of(attempt), fields_of(item_at(attempt, 1)), headers=JSON)

    assert response.json() == {"saved": True, "status": "Answer saved"}


def test_script_gets_the_feedback_in_practice(guest, start):
    attempt = start(mode="practice")
    item = item_at(attempt, 1)

    response = guest.post(url_of(attempt), fields_of(item, option=wrong_option(item)), headers=JSON)

    answer = response.json()
    assert (answer["saved"], answer["status"]) == (True, "Answer saved")
    assert [why for why in explanations(item) if escape(why) not in answer["feedback"]] == []


def test_a_double_click_keeps_one_answer(guest, start):
    attempt = start()
    fields = fields_of(item_at(attempt, 1))

    codes = [guest.post(url_of(attempt), fields, headers=JSON).status_code for _ in range(2)]

    assert (codes, AnswerEvent.objects.count()) == ([200, 200], 1)


def test_another_answer_under_the_same_number_is_refused(guest, start):
    attempt = start()
    item = item_at(attempt, 1)
    fields = fields_of(item)
    guest.post(url_of(attempt), fields)

    response = guest.post(url_of(attempt), fields | {"option": item.option_order[1]}, headers=JSON)

    assert (response.status_code, response.json()["saved"]) == (409, False)
    assert "Another answer was saved under this number" in response.json()["error"]
    assert AnswerEvent.objects.count() == 1


@pytest.mark.parametrize(
    ("close", "words"),
    [(lambda attempt: submit_attempt(attempt, now=NOW), "handed in before"), (open_window, "opened again somewhere")],
)
def test_an_answer_that_comes_too_late_is_kept_and_refused_in_words(guest, start, close, words):
    attempt = start()
    close(attempt)

    response = guest.post(url_of(attempt), fields_of(item_at(attempt, 1)), headers=JSON)

    assert response.status_code == 409
    assert words in response.json()["error"]
    assert response.json()["kept"] is True
    assert AnswerEvent.objects.get().superseded is True


def test_a_second_choice_in_practice_is_refused_in_words_on_the_page(guest, start):
    attempt = start(mode="practice")
    item = item_at(attempt, 1)
    guest.post(url_of(attempt), fields_of(item, option=right_option(item)))

    response = guest.post(url_of(attempt), fields_of(item, option=wrong_option(item)))

    assert response.status_code == 409
    assert "your first choice stands" in response.content.decode()


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"option": ""}, "Choose an answer first."),
        ({"option": "B"}, "That is none of the answers."),
        ({"option": str(uuid4())}, "That option does not belong to this question."),
        ({"window": ""}, "Window: This field is required."),
        ({"window": "0"}, "Window: Ensure this value is greater than or equal to 1."),
        ({"sequence": "first"}, "Sequence: Enter a whole number."),
        ({"sequence": str(2**31)}, "Sequence: Ensure this value is less than or equal to 2147483647."),
        ({"client_uuid": "1"}, "Client uuid: Enter a valid UUID."),
        ({"client_time": "noon"}, "Client time: Enter a valid date/time."),
        ({"certainty": "4"}, "Certainty: Ensure this value is less than or equal to 3."),
    ],
)
def test_bad_input_is_answered_in_words_and_keeps_nothing(guest, start, values, words):
    attempt = start()
    fields = fields_of(item_at(attempt, 1), **values)

    script, form = guest.post(url_of(attempt), fields, headers=JSON), guest.post(url_of(attempt), fields)

    assert (script.status_code, script.json()) == (422, {"saved": False, "kept": False, "error": words})
    assert (form.status_code, escape(words) in form.content.decode()) == (422, True)
    assert not AnswerEvent.objects.exists()


def test_certainty_and_the_clients_time_are_kept(guest, start):
    attempt = start()

    guest.post(url_of(attempt), fields_of(item_at(attempt, 1), certainty="2", client_time="2026-03-02T09:59:00.000Z"))

    event = AnswerEvent.objects.get()
    assert (event.certainty, event.client_time) == (2, NOW.replace(hour=9, minute=59))


def test_a_bad_form_for_a_quiz_handed_in_is_still_refused(guest, start):
    attempt = submit_attempt(start(), now=NOW)

    response = guest.post(url_of(attempt), {})

    assert response.status_code == 422
    assert [why for why in explanations(item_at(attempt, 1)) if escape(why) in response.content.decode()] == []


def test_strangers_find_nothing(strangers, start):
    attempt = start()

    codes = [stranger.post(url_of(attempt), fields_of(item_at(attempt, 1))).status_code for stranger in strangers]

    assert (codes, AnswerEvent.objects.count()) == ([404, 404, 404], 0)


def test_only_post(guest, start):
    assert guest.get(url_of(start())).status_code == 405


def test_an_answer_takes_few_statements(sam_at_work, as_sam, start, django_assert_num_queries):
    attempt = start(actor=as_sam)
    fields = fields_of(item_at(attempt, 1))
    sam_at_work.post(url_of(attempt), fields_of(item_at(attempt, 1)), headers=JSON)  # compiles what it asks

    with django_assert_num_queries(3):  # session and user, question, insert
        sam_at_work.post(url_of(attempt), fields, headers=JSON)

    assert Attempt.objects.get().events.count() == 2
