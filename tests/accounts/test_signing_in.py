"""django-allauth as this site sets it up: the flows, the limits, and what happens to a guest's work."""

import re

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.apps import apps
from django.test import Client
from django.urls import reverse

from accounts.models import User
from tests.accounts.conftest import make_attempt
from tests.factories.accounts import PASSWORD, make_user

pytestmark = pytest.mark.django_db

SIGN_UP, SIGN_IN = reverse("account_signup"), reverse("account_login")
HOME = reverse("opsmethods:home")
KEY = "k" * 43


@pytest.fixture(autouse=True)
def _no_limits_left_over(db):
    """The limits live in the cache table, which each test's rollback empties."""


def sign_up(client, username, **values):
    return client.post(SIGN_UP, {"username": username, "password1": PASSWORD, **values})


def sign_in(client, login, password=PASSWORD):
    return client.post(SIGN_IN, {"login": login, "password": password})


def guest_with_work() -> Client:
    client = Client()
    session = client.session
    session["guest_key"] = KEY
    session["level"] = "AS"
    session.save()
    make_attempt(guest_key=KEY)
    return client


def owners() -> list[tuple[str | None, str]]:
    return list(apps.get_model("quizzes.Attempt").objects.values_list("user__username", "guest_key"))


def test_sign_up_needs_no_email_and_signs_in(client):
    response = sign_up(client, "sam")

    assert (response.status_code, response.url) == (302, HOME)
    assert client.session["_auth_user_id"] == str(User.objects.get(username="sam").pk)


def test_sign_up_explains_a_poor_password_and_keeps_the_name(client):
    response = client.post(SIGN_UP, {"username": "sam", "password1": "1234"})

    assert response.context["form"].errors["password1"] == [
        "This password is too short. It must contain at least 8 characters.",
        "This password is too common.",
    ]
    assert 'value="sam"' in response.content.decode()


def test_sign_up_takes_the_guests_work_and_level_along():
    client = guest_with_work()

    sign_up(client, "sam")

    assert owners() == [("sam", "")]
    assert User.objects.get().level == "AS"
    assert "guest_key" not in client.session


def test_sign_in_takes_the_guests_work_along(sam):
    client = guest_with_work()

    sign_in(client, "sam")

    assert owners() == [("sam", "")]
    assert "guest_key" not in client.session


def test_mistyped_sign_in_leaves_the_guests_work(sam):
    client = guest_with_work()

    sign_in(client, "sam", "wrong")

    assert owners() == [(None, KEY)]
    assert client.session["guest_key"] == KEY


@pytest.mark.parametrize("login", ["sam", "SAM", "sam@school.example", "Sam@School.example"])
def test_sign_in_by_user_name_or_email(client, sam, login):
    assert sign_in(client, login).url == HOME


def test_admin_sends_to_the_one_sign_in_page(client):
    assert client.get("/admin/login/").url.startswith(SIGN_IN)


def test_reset_sends_a_link_that_sets_a_new_password(client, sam, mailoutbox):
    EmailAddress.objects.create(user=sam, email=sam.email, verified=True, primary=True)
    client.post(reverse("account_reset_password"), {"email": sam.email})
    [mail] = mailoutbox
    [link] = re.findall(r"http://testserver(/\S+)", mail.body)

    form = client.get(client.get(link).url)
    client.post(form.request["PATH_INFO"], {"password1": "quite another one", "password2": "quite another one"})

    assert sign_in(Client(), "sam").status_code == 200
    assert sign_in(Client(), "sam", "quite another one").url == HOME


def code_of(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))


def test_totp_is_asked_for_after_the_password(client_of, sam):
    member = client_of(sam)
    sign_in(member, "sam")
    page = member.get(reverse("mfa_activate_totp"))
    if page.status_code == 302:
        member.post(page.url, {"password": PASSWORD})
        page = member.get(reverse("mfa_activate_totp"))
    secret = page.context["form"].secret
    assert "<?xml" not in page.content.decode()
    member.post(reverse("mfa_activate_totp"), {"code": code_of(secret)})
    assert Authenticator.objects.filter(user=sam, type="totp").count() == 1
    browser = Client()

    first = sign_in(browser, "sam")
    apps.get_model("accounts.User")
    wrong = browser.post(first.url, {"code": "000000"})
    right = browser.post(first.url, {"code": code_of(secret)})

    assert first.url == reverse("mfa_authenticate")
    assert wrong.context["form"].errors == {"code": ["Incorrect code."]}
    assert (right.status_code, right.url) == (302, HOME)


def test_a_whole_class_behind_one_address_is_not_refused():
    pupils = [f"pupil{number}" for number in range(40)]

    signed_up = [sign_up(Client(), pupil).status_code for pupil in pupils]
    mistyped = [sign_in(Client(), pupil, "wrong").status_code for pupil in pupils[:15]]
    signed_in = [sign_in(Client(), pupil).status_code for pupil in pupils]

    assert (signed_up, mistyped, signed_in) == ([302] * 40, [200] * 15, [302] * 40)


def test_one_account_guessed_many_times_is_refused_in_words():
    make_user("sam")

    tries = [sign_in(Client(), "sam", f"guess {number}") for number in range(20)]

    assert tries[0].context["form"].non_field_errors() == ["This user name and this password do not belong together."]
    assert tries[-1].context["form"].non_field_errors() == ["Too many failed login attempts. Try again later."]
    assert sign_in(Client(), "sam").status_code == 200


def test_what_is_wrong_with_signing_in_is_a_sentence_and_no_list(client):
    page = sign_in(client, "nobody", "wrong").content.decode()

    assert '<p class="mb-0">This user name and this password do not belong together.</p>' in page


@pytest.mark.parametrize(
    ("name", "labels"),
    [
        ("account_change_password", ["Current password", "New password", "New password (again)"]),
        ("account_email", ["E-mail"]),
        ("account_reset_password", ["E-mail"]),
    ],
)
def test_account_pages_name_their_fields_in_one_way(client, name, labels):
    if name != "account_reset_password":
        client.force_login(make_user("sam"))

    form = client.get(reverse(name)).context["form"]

    assert [str(field.label) for field in form] == labels
