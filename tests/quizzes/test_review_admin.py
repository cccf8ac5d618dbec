import pytest
import time_machine
from django.urls import reverse

from quizzes.admin.review import verdict_on
from quizzes.domain.reviewing import Bin
from tests.quizzes.cards import CHANGEOVER, COST, DAY, taken_in
from tests.quizzes.play import GUEST, NOW

URL = "/admin/quizzes/reviewlog/recall/"


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(NOW + 40 * DAY, tick=False):
        yield


@pytest.fixture
def reviewed(topic):
    """Two reviews foretold at 0.93 or so, one right and one wrong."""
    taken_in(GUEST, topic, [CHANGEOVER, COST], right=[1, 2])
    taken_in(GUEST, topic, [CHANGEOVER, COST], right=[1], wrong=[2], now=NOW + 2 * DAY)


def text_of(client, **query):
    return " ".join(client.get(URL, query).content.decode().split())


def test_recall_foretold_stands_beside_recall_observed(admin_client, reviewed):
    text = text_of(admin_client)

    assert '<th scope="row">90% to 100%</th><td>2</td><td>91%</td><td>50% (1 of 2)</td><td>9% to 91%</td>' in text
    assert "Over 2 reviews: Brier score 0.4" in text


def test_period_may_be_chosen(admin_client, reviewed):
    assert "No review was foretold in the last 30 days" in text_of(admin_client, period="month")
    assert "Over 2 reviews" in text_of(admin_client, period="all")
    assert admin_client.get(URL, {"period": "week"}).status_code == 404


def test_only_staff_who_may_see_reviews(client, django_user_model, reviewed):
    client.force_login(django_user_model.objects.create_user("clerk", is_staff=True))

    assert client.get(URL).status_code == 403


def test_every_page_can_be_read_and_the_list_leads_there(admin_client, reviewed, topic):
    lists = [reverse(f"admin:quizzes_{name}_changelist") for name in ("reviewcard", "reviewlog", "reviewplan")]
    card = topic.review_cards.first()
    pages = [*lists, reverse("admin:quizzes_reviewcard_change", args=[card.pk])]

    assert [admin_client.get(page).status_code for page in pages] == [200] * 4
    assert URL in admin_client.get(lists[1]).content.decode()
    assert admin_client.get(reverse("admin:quizzes_reviewcard_add")).status_code == 403


@pytest.mark.parametrize(
    ("rights", "verdict"), [([5, 0], "inside"), ([0, 5], "above it")], ids=["as foretold", "worse than foretold"]
)
def test_mean_outside_the_interval_is_said(admin_client, topic, rights, verdict):
    right, wrong = rights
    for number in range(right + wrong):
        actor = type(GUEST)(guest_key=f"guest-{number}")
        taken_in(actor, topic, [CHANGEOVER], right=[1])
        answers = {"right": [1]} if number < right else {"wrong": [1]}
        taken_in(actor, topic, [CHANGEOVER], **answers, now=NOW + 2 * DAY)

    assert f"<td>{verdict}</td>" in text_of(admin_client)


def test_answers_may_run_ahead_of_what_was_foretold():
    assert verdict_on(Bin(0.0, 0.5, n=20, predicted=0.3, right=15, likely=(0.53, 0.89))) == "below it"
