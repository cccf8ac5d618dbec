import pytest

from tests.factories.accounts import make_user


@pytest.fixture
def sam(db):
    return make_user("sam")
