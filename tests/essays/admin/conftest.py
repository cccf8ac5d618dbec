import pytest
from django.apps import apps
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.test import Client

from tests.factories.accounts import make_user


@pytest.fixture
def editor(db, client_of) -> Client:
    """Types of content are read once in a process: here, so that pages ask as often in whatever order tests run."""
    call_command("make_groups", verbosity=0)
    ContentType.objects.get_for_models(*apps.get_app_config("essays").get_models())
    user = make_user("eda", is_staff=True)
    user.groups.set(Group.objects.filter(name="content editor"))
    return client_of(user)


@pytest.fixture
def office(db, client_of) -> Client:
    return client_of(make_user("ada", is_staff=True, is_superuser=True))
