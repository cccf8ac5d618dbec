"""Pages of the notes: rendered once a version, sent once to a browser."""

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse

from accounts.models import User
from opsmethods.models import Example, Method, Topic
from opsmethods.operations import raise_version

PAGES = [
    reverse("opsmethods:topic_detail", args=["operations-methods"]),
    reverse("opsmethods:method_detail", args=["operations-methods", "job"]),
    reverse("opsmethods:method_compare", args=["operations-methods"]),
    reverse("opsmethods:term_list", args=["operations-methods"]),
]
JOB = PAGES[1]
pages = pytest.mark.parametrize("path", PAGES)


def signed_in(name: str) -> Client:
    client = Client()
    client.force_login(User.objects.create_user(name, first_name=name.title()))
    return client


@pages
@pytest.mark.parametrize("who", ["", "ada"])
def test_a_browser_that_has_the_page_is_not_sent_it_again(notes, path, who):
    client = signed_in(who) if who else Client()
    first = client.get(path)

    again = client.get(path, headers={"If-None-Match": first["ETag"]})

    assert (first.status_code, again.status_code, again.content) == (200, 304, b"")
    assert again["ETag"] == first["ETag"]
    assert {part.strip() for part in first["Cache-Control"].split(",")} == {"private", "no-cache"}
    assert "Cookie" in first["Vary"]
    assert "Cookie" in again["Vary"]


@pages
def test_after_an_edit_the_page_is_sent_again(notes, path):
    first = Client().get(path)
    Method.objects.filter(slug="job").update(name="Job work", tagline="Another tagline")
    raise_version(notes)

    again = Client().get(path, headers={"If-None-Match": first["ETag"]})

    assert (again.status_code, again.content == first.content) == (200, path == PAGES[3])


@pages
def test_everybody_has_the_page_under_their_own_name(notes, path):
    Client().get(path)
    ada, ben, nobody = (client.get(path) for client in (signed_in("ada"), signed_in("ben"), Client()))

    assert len({ada["ETag"], ben["ETag"], nobody["ETag"]}) == 3
    assert (b">Ada</a>" in ada.content, b">Ben</a>" in ada.content) == (True, False)
    assert (b">Ada</a>" in ben.content, b">Ben</a>" in ben.content) == (False, True)
    assert b"Sign in" in nobody.content


@pages
def test_a_page_of_the_notes_has_no_token_in_it(notes, path):
    answer = Client().get(path)

    assert b"csrf" not in answer.content.lower()
    assert answer.cookies.get("csrftoken") is None


def test_an_order_of_its_own_is_a_page_of_its_own(notes, client):
    by_cost, by_volume = (client.get(PAGES[2], {"sort": code}).content for code in ("UC", "VOL"))

    assert by_cost != by_volume
    assert client.get(PAGES[2], {"sort": "UC", "junk": "1"}).content == by_cost


def test_a_draft_is_seen_by_editors_who_ask_for_it(notes):
    Example.objects.filter(code="J01").update(published=False)
    text = Example.objects.get(code="J01").text.encode()
    raise_version(notes)
    editor = signed_in("ed")
    ed = User.objects.get(username="ed")
    ed.user_permissions.add(Permission.objects.get(codename="view_topic"))
    User.objects.filter(pk=ed.pk).update(is_staff=True)

    assert text not in editor.get(JOB).content
    assert text in editor.get(JOB, {"drafts": "1"}).content
    assert text not in signed_in("sam").get(JOB, {"drafts": "1"}).content
    assert text not in Client().get(JOB, {"drafts": "1"}).content
    assert text not in editor.get(JOB).content


def test_a_draft_of_a_topic_is_seen_by_editors_who_ask_for_it(notes, admin_client):
    Topic.objects.update(published=False)

    assert admin_client.get(JOB).status_code == 404
    assert admin_client.get(JOB, {"drafts": "1"}).status_code == 200


def test_a_message_is_shown_once_and_stays_with_the_person_it_is_for(notes, settings):
    ada = signed_in("ada")
    ada.get(JOB)
    ada.post(reverse("account_logout"))

    told, later = ada.get(JOB), ada.get(JOB)

    assert b"signed out" in told.content
    assert "ETag" not in told
    assert b"signed out" not in later.content
