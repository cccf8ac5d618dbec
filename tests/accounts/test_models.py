import pytest
from django.db import IntegrityError

from accounts.models import User
from tests.factories.accounts import make_user

pytestmark = pytest.mark.django_db


def test_one_account_per_username_in_any_case():
    make_user("sam")

    with pytest.raises(IntegrityError, match=r"one_account_per_username_in_any_case"):
        make_user("Sam")


def test_one_account_per_email():
    make_user("sam", email="sam@school.example")

    with pytest.raises(IntegrityError, match=r"one_account_per_email"):
        make_user("nia", email="Sam@school.example")


def test_many_accounts_without_an_email():
    make_user("sam")
    make_user("nia")

    assert User.objects.filter(email="").count() == 2


def test_user_level_is_known():
    with pytest.raises(IntegrityError, match=r"user_level_is_known"):
        make_user("sam", level="B")


def test_user_board_is_known():
    with pytest.raises(IntegrityError, match=r"user_board_is_known"):
        make_user("sam", board="nobody")


def test_display_name_prefers_the_full_name():
    assert User(username="sam").display_name == "sam"
    assert str(User(username="sam", first_name="Sam", last_name="Oke")) == "Sam Oke"
