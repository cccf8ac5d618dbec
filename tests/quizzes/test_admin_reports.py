from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse

from accounts.domain.actor import Actor
from quizzes.models import ItemSnapshot, QuestionReport
from tests.quizzes.play import NOW
from tests.quizzes.regrades import report, same_quizzes, snapshot_at

QUEUE = reverse("admin:quizzes_questionreport_queue")


def question_of(snapshot):
    return reverse("admin:quizzes_questionreport_question", args=[snapshot.pk])


@pytest.fixture
def staff(django_user_model):
    """A client of somebody on the staff with these permissions."""

    def staff(*codenames):
        user = django_user_model.objects.create_user("-".join(codenames) or "nothing", is_staff=True)
        user.user_permissions.set(Permission.objects.filter(codename__in=codenames))
        client = Client()
        client.force_login(user)
        return client

    return staff


def test_the_queue_has_each_question_once_the_most_reported_first(admin_client, start):
    attempts = same_quizzes(start, right=[0, 1, 2])
    report(attempts[0], 2)
    for attempt in attempts[:2]:
        report(attempt, 1, now=NOW + timedelta(minutes=1))

    answer = admin_client.get(QUEUE)

    rows = [(row.pk, row.open_reports, row.held_by) for row in answer.context["page"]]
    assert rows == [(snapshot_at(attempts[0], 1).pk, 2, 3), (snapshot_at(attempts[0], 2).pk, 1, 3)]


def test_an_empty_queue_says_so(admin_client):
    assert "Nobody waits for an answer." in admin_client.get(QUEUE).content.decode()


def test_a_question_is_shown_with_key_proof_and_what_was_chosen(admin_client, start):
    attempts = same_quizzes(start, right=[0, 1, 1])
    report(attempts[0], 1, text="Batch fits as well.")
    snapshot = snapshot_at(attempts[0], 1)

    answer = admin_client.get(question_of(snapshot))

    question, text = answer.context["question"], answer.content.decode()
    assert {option.id: option.times for option in question.options}[snapshot.body["key"]] == 2
    assert (question.times, question.unanswered, question.held_by) == (3, 0, 3)
    assert text.count("(key)") == 1
    assert [proof["claim"] for proof in snapshot.body["certificate"] if proof["claim"] not in text] == []
    assert ("Batch fits as well." in text, "A guest" in text) == (True, True)


def test_one_answer_goes_to_all_reports_that_are_ticked(admin_client, start):
    attempts = same_quizzes(start, right=[0, 1, 1])
    made = [report(attempt, 1) for attempt in attempts]
    url = question_of(snapshot_at(attempts[0], 1))

    answer = admin_client.post(url, {"reports": [made[0].pk, made[2].pk], "text": "You are right."}, follow=True)

    assert answer.redirect_chain == [(url, 302)]
    assert "Reports answered: 2." in answer.content.decode()
    assert list(QuestionReport.objects.order_by("pk").values_list("state", "answer")) == [
        ("answered", "You are right."),
        ("open", ""),
        ("answered", "You are right."),
    ]


@pytest.mark.parametrize("sent", [{}, {"text": "Yes."}, {"reports": ["0"], "text": "Yes."}])
def test_an_answer_to_nothing_is_refused_with_words(admin_client, start, sent):
    [attempt] = same_quizzes(start, right=[0])
    report(attempt, 1)

    answer = admin_client.post(question_of(snapshot_at(attempt, 1)), sent | {"x": "y"})

    assert (answer.status_code, QuestionReport.objects.get().state) == (422, "open")
    assert "errorlist" in answer.content.decode()


def test_the_list_of_reports_leads_to_the_queue(admin_client, start):
    report(same_quizzes(start, right=[0])[0], 1)

    text = admin_client.get(reverse("admin:quizzes_questionreport_changelist")).content.decode()

    assert f'href="{QUEUE}"' in text


def test_who_may_read_and_who_may_answer(staff, start):
    [attempt] = same_quizzes(start, right=[0])
    made, url = report(attempt, 1), question_of(snapshot_at(attempt, 1))
    sent = {"reports": [made.pk], "text": "Yes."}

    def codes(client):
        return [client.get(QUEUE).status_code, client.get(url).status_code, client.post(url, sent).status_code]

    assert codes(Client()) == [302, 302, 302]
    assert codes(staff()) == [403, 403, 403]
    assert codes(staff("view_questionreport")) == [200, 200, 403]
    assert codes(staff("view_questionreport", "change_questionreport")) == [200, 200, 302]


def test_a_question_that_is_none_is_not_found(admin_client):
    assert admin_client.get(question_of(ItemSnapshot(pk="0" * 64))).status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_statements_do_not_grow_with_reports(admin_client, start, rows, django_assert_num_queries):
    attempts = same_quizzes(start, right=[0] * rows)
    for position, attempt in enumerate(attempts, start=1):
        report(attempt, 1)
        if position > 1:
            report(attempt, position)
    admin_client.get(QUEUE)

    with django_assert_num_queries(3):  # session and user, count, questions
        admin_client.get(QUEUE)
    with django_assert_num_queries(10):
        admin_client.get(question_of(snapshot_at(attempts[0], 1)))


def test_a_report_of_a_member_bears_their_name(admin_client, start, django_user_model):
    sam = django_user_model.objects.create_user("sam", first_name="Sam")
    [attempt] = same_quizzes(start, right=[0])
    type(attempt).objects.update(user=sam, guest_key="")
    attempt.refresh_from_db()
    assert report(attempt, 1).user_id == Actor(user_id=sam.pk).user_id

    assert "Sam: Two answers seem right." in admin_client.get(question_of(snapshot_at(attempt, 1))).content.decode()
