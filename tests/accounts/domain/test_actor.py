import pytest

from accounts.domain.actor import Actor


def test_actor_owner_of_a_user():
    assert Actor(user_id=7).owner == {"user_id": 7, "guest_key": ""}


def test_actor_owner_of_a_guest():
    assert Actor(guest_key="k").owner == {"user_id": None, "guest_key": "k"}


def test_actor_without_a_key_owns_nothing():
    with pytest.raises(ValueError, match="needs a key"):
        _ = Actor().owner


def test_actor_is_guest():
    assert (Actor(user_id=7).is_guest, Actor(guest_key="k").is_guest) == (False, True)
