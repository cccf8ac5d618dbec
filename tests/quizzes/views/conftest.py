import pytest
from django.test import Client

from accounts.domain.actor import Actor
from tests.quizzes.play import GUEST


@pytest.fixture
def guest(db):
    """A guest's browser, whose session holds the key that owns what GUEST starts."""
    client = Client()
    session = client.session
    session["guest_key"] = GUEST.guest_key
    session.save()
    return client


@pytest.fixture
def sam(django_user_model):
    return django_user_model.objects.create_user("sam")


@pytest.fixture
def sam_at_work(sam):
    client = Client()
    client.force_login(sam)
    return client


@pytest.fixture
def strangers(db, django_user_model):
    """Everyone who must not see another person's quiz: nobody, another guest, another member."""
    nobody, other_guest, nia = Client(), Client(), Client()
    session = other_guest.session
    session["guest_key"] = "another-guest"
    session.save()
    nia.force_login(django_user_model.objects.create_user("nia"))
    return [nobody, other_guest, nia]


@pytest.fixture
def as_sam(sam):
    return Actor(user_id=sam.pk)
