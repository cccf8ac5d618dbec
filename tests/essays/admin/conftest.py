import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.test import Client

from tests.factories.accounts import make_user


@pytest.fixture
def editor(db, client_of) -> Client:
    call_command("make_groups", verbosity=0)
    user = make_user("eda", is_staff=True)
    user.groups.set(Group.objects.filter(name="content editor"))
    return client_of(user)


@pytest.fixture
def office(db, client_of) -> Client:
    return client_of(make_user("ada", is_staff=True, is_superuser=True))
