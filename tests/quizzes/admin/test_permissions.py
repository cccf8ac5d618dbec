"""Who may look through the bank and rule on it."""

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse

from opsmethods.models import HardSet, Wording
from quizzes.models import Ruling
from quizzes.operations import mute
from tests.factories.accounts import make_user
from tests.quizzes.admin.conftest import RARE, url
from tests.quizzes.play import NOW

LOOKS = ("list", "page", "review", "hard")


@pytest.fixture
def addresses(item) -> dict[str, str]:
    """Every address of the bank, with something there to change."""
    topic = item.check_made.topic
    ruling = mute(topic, item_model="IM01", signature="IM01:other", author=make_user("eve"), now=NOW)
    HardSet.objects.create(topic=topic, clues="k1-q1-s1-t3")
    row = Wording.objects.get(topic=topic, model="IM01", code="a")
    return {
        "list": url("bankitem_changelist"),
        "page": url("bankitem_change", item.pk),
        "review": url("bank_review"),
        "hard": reverse("admin:opsmethods_hardset_changelist"),
        "question_mute": url("question_mute", item.pk),
        "question_accept": url("question_accept", item.pk),
        "kind_accept": url("kind_accept"),
        "ruling_take_back": url("ruling_take_back", ruling.pk),
        "wording_try": url("wording_try", item.pk, row.pk),
        "hard_accept": reverse("admin:opsmethods_hard_set_accept", args=[topic.pk]),
        "hard_back": reverse("admin:opsmethods_hard_set_take_back", args=[topic.pk]),
    }


def member(*permissions: str) -> Client:
    """Somebody of the office with these permissions only."""
    user = make_user("clerk", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=permissions))
    client = Client()
    client.force_login(user)
    return client


def codes(client, addresses) -> dict[str, int]:
    data = {"guard": "G24", "clues": "k1-q1-s1-t3", "text": RARE}
    return {
        name: (client.get(address) if name in LOOKS else client.post(address, data)).status_code
        for name, address in addresses.items()
    }


def test_nobody_else_of_the_office_comes_in(addresses):
    assert codes(member(), addresses) == dict.fromkeys(addresses, 403)
    assert (Ruling.objects.count(), HardSet.objects.count()) == (1, 1)


def test_whoever_may_only_look_changes_nothing(addresses):
    clerk = member("view_bankitem", "view_hardset")

    assert codes(clerk, addresses) == dict.fromkeys(addresses, 403) | dict.fromkeys(LOOKS, 200)
    pages = [clerk.get(addresses[name]).content.decode() for name in ("page", "review", "hard")]
    assert [page.count('method="post"') - page.count('id="logout-form"') for page in pages] == [0, 0, 0]
    assert (Ruling.objects.count(), HardSet.objects.count()) == (1, 1)


def test_a_student_is_sent_to_sign_in(addresses, client_of):
    assert set(codes(client_of(make_user("sam")), addresses).values()) == {302}


def test_a_content_editor_sees_the_bank_and_nothing_else_of_quizzes(editor, addresses):
    others = [f"admin:quizzes_{model}_changelist" for model in ("attempt", "mark", "itemsnapshot")]

    assert [editor.get(reverse(name)).status_code for name in others] == [403, 403, 403]
    assert [editor.get(addresses[name]).status_code for name in LOOKS] == [200] * 4


def test_questions_of_the_bank_are_neither_added_changed_nor_deleted(admin_client, item):
    sent = [
        admin_client.get(url("bankitem_add")).status_code,
        admin_client.post(url("bankitem_delete", item.pk), {"post": "yes"}).status_code,
        admin_client.get(url("question_mute", item.pk)).status_code,
    ]

    assert sent == [403, 403, 405]
