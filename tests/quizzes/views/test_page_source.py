"""Before the feedback rule allows it, nothing that is sent depends on a key, an explanation or a certificate (V14).

Each page is asked for twice, the second time with another key, other explanations and no certificate in the question's
snapshot: what both times is the same, byte for byte, tells nothing of them.
"""

import re
from contextlib import contextmanager
from datetime import timedelta
from html import escape

import pytest
import time_machine
from django.urls import reverse

from accounts.domain.policy import Policy
from accounts.models import FeedbackRule
from quizzes.models import Attempt, ItemSnapshot
from quizzes.operations import score_attempt, submit_attempt
from tests.quizzes.cards import CHANGEOVER, COST, DAY, KANBAN, taken_in
from tests.quizzes.play import GUEST, NOW, explanations, item_at, make_answer, posted

JSON, HTML = {"accept": "application/json"}, {"accept": "text/html"}
NEW_EACH_TIME = re.compile(r'name=\\?"(csrfmiddlewaretoken|client_uuid)\\?" value=\\?"[^"\\]*\\?"')
QUESTIONS = 3


@pytest.fixture(autouse=True)
def _tomorrow():
    with time_machine.travel(NOW + DAY, tick=False):
        yield


@pytest.fixture(params=["practice", "test", "review"])
def attempt(request, guest, start, topic):
    if request.param != "review":
        return start(mode=request.param, count=QUESTIONS, now=NOW + DAY)
    taken_in(GUEST, topic, [CHANGEOVER, COST, KANBAN], wrong=[1, 2, 3])
    guest.post(reverse("quizzes:review_start", args=[topic.slug]))
    return Attempt.objects.get(mode="review")


def test_no_question_tells_what_may_not_be_told_yet(guest, attempt):
    assert_tells_nothing(attempt, pages_of(guest, attempt))
    for position in range(1, QUESTIONS + 1):
        assert_tells_nothing(attempt, answers_to(guest, attempt, position))
        assert_tells_nothing(attempt, pages_of(guest, attempt))


def test_no_result_tells_before_it_is_marked(guest, attempt):
    answers_to(guest, attempt, 1)[0]()
    submit_attempt(attempt, now=NOW + DAY)

    with altered(attempt.items.all()):
        without = [seen(guest.get(url)) for url in results_of(attempt)]

    assert [seen(guest.get(url)) for url in results_of(attempt)] == without


def test_no_result_tells_before_its_date(guest, start):
    later = NOW + timedelta(days=5)
    policy = Policy(mode="test", feedback_rule=FeedbackRule.AT_DATE.value, feedback_at=later)
    attempt = start(policy=policy, count=QUESTIONS, now=NOW + DAY)
    answers_to(guest, attempt, 1)[0]()
    submit_attempt(attempt, now=NOW + DAY)
    score_attempt(attempt.pk, now=NOW + DAY)
    [url, *_] = results_of(attempt)

    def told():
        whole = seen(guest.get(url))
        with altered(attempt.items.all()):
            return whole != seen(guest.get(url))

    is_told_before = told()
    with time_machine.travel(later, tick=False):
        is_told_after = told()

    assert (is_told_before, is_told_after) == (False, True)


# --- What can be asked for ------------------------------------------------------------------------


def pages_of(guest, attempt):
    """Every question, with the others and without."""
    addresses = [
        reverse("quizzes:attempt_item", args=[attempt.pk, position]) + ending
        for position in range(1, QUESTIONS + 1)
        for ending in ("", "?alone")
    ]
    return [lambda address=address: guest.get(address) for address in addresses]


def answers_to(guest, attempt, position):
    """Everything a question page may send, accepted and refused, and in the order in which it does."""
    item = item_at(attempt, position)
    window = Attempt.objects.get(pk=attempt.pk).window
    right, *others = item.option_order
    fields = posted(make_answer(right, window=window, sequence=position))
    to_answer = reverse("quizzes:attempt_answer", args=[attempt.pk, position])
    to_flag = reverse("quizzes:attempt_flag", args=[attempt.pk, position])
    sent = [
        (to_flag, {"flagged": 1}),
        (to_answer, fields | {"option": ""}),
        (to_answer, fields | {"window": window + 1}),
        (to_answer, fields),
        (to_answer, fields | {"option": others[0]}),
        (to_answer, posted(make_answer(others[0], window=window, sequence=position)) if position > 1 else fields),
    ]
    return [
        lambda url=url, data=data, headers=headers: guest.post(url, data, headers=headers)
        for url, data in sent
        for headers in (JSON, HTML)
    ]


def results_of(attempt):
    return [reverse("quizzes:attempt_result", args=[attempt.pk]), reverse("quizzes:quiz_home")]


# --- The same without its key ---------------------------------------------------------------------


def assert_tells_nothing(attempt, requests):
    for request in requests:
        once = request().content.decode()
        secrets = [secret for item in untold(attempt) for secret in secrets_of(item)]
        assert [secret for secret in secrets if secret in once or escape(secret) in once] == []
        again = seen(request())
        with altered(untold(attempt)):
            assert seen(request()) == again


def untold(attempt):
    """The questions about which nothing may be told: in a test all."""
    items = attempt.items.select_related("snapshot")
    return items.exclude(events__superseded=False) if attempt.tells_at_once else items.all()


def secrets_of(item):
    claims = [proof["claim"] for proof in item.snapshot.body["certificate"] if proof["claim"]]
    return [*explanations(item), *claims]


def seen(response):
    """What is sent, without what is new each time."""
    return response.status_code, response.headers.get("Location"), NEW_EACH_TIME.sub("", response.content.decode())


@contextmanager
def altered(items):
    """For a while, nothing is left of what these questions hold back."""
    bodies = {item.snapshot_id: item.snapshot.body for item in items.select_related("snapshot")}
    for pk, body in bodies.items():
        ItemSnapshot.objects.filter(pk=pk).update(body=without_secrets(body))
    try:
        yield
    finally:
        for pk, body in bodies.items():
            ItemSnapshot.objects.filter(pk=pk).update(body=body)


def without_secrets(body):
    options = [
        option | {"why": f"Altered {number}.", "note": "jit#cost"} for number, option in enumerate(body["options"])
    ]
    other = next(option["id"] for option in options if option["id"] != body["key"])
    return body | {"options": options, "key": other, "certificate": []}
