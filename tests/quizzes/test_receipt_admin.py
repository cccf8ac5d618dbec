import pytest
from django.urls import reverse

from quizzes.models import AnswerEvent, Receipt
from quizzes.operations import submit_attempt
from quizzes.queries import code_of
from tests.quizzes.play import NOW, give

URL = "admin:quizzes_receipt_check"


@pytest.fixture
def code(start):
    attempt = start()
    give(attempt, right=2)
    submit_attempt(attempt, now=NOW)
    return code_of(Receipt.objects.get())


def test_a_code_that_agrees(admin_client, code):
    text = admin_client.post(reverse(URL), {"code": code}).content.decode()

    assert "The receipt and the stored answers agree" in text
    assert "The receipt names 4 answers; 4 are stored." in text
    assert "a guest" in text


def test_a_code_whose_answers_are_gone(admin_client, code):
    AnswerEvent.objects.first().delete()

    text = admin_client.post(reverse(URL), {"code": code}).content.decode()

    assert "The stored answers are not those of the receipt" in text


@pytest.mark.parametrize(("code", "words"), [("", "This field is required."), ("x", "This is no receipt of this site")])
def test_bad_codes_are_answered_in_words(admin_client, code, words):
    response = admin_client.post(reverse(URL), {"code": code})

    assert response.status_code == 422
    assert words in response.content.decode()


def test_only_who_may_see_receipts(client, django_user_model):
    client.force_login(django_user_model.objects.create_user("editor", is_staff=True))

    assert client.get(reverse(URL)).status_code == 403


def test_the_list_leads_to_the_check(admin_client, code):
    assert reverse(URL) in admin_client.get(reverse("admin:quizzes_receipt_changelist")).content.decode()
