import pytest

from accounts.domain import personal
from accounts.domain.personal import Erase, PersonalData, register, registered


@pytest.fixture
def empty_register(monkeypatch):
    monkeypatch.setattr(personal, "_register", {})


@pytest.mark.usefixtures("empty_register")
def test_register_keeps_entries_in_order():
    register(model="shop.Order", guest=True, children=("lines",))
    register(model="shop.Review", owner="author", erase=Erase.ANONYMISE, columns=("text",))

    assert registered() == (
        PersonalData(model="shop.Order", owner="user", guest=True, erase=Erase.DELETE, children=("lines",), columns=()),
        PersonalData(
            model="shop.Review", owner="author", guest=False, erase=Erase.ANONYMISE, children=(), columns=("text",)
        ),
    )
    assert [entry.heading for entry in registered()] == ["shop.Order", "shop.Review by author"]


@pytest.mark.usefixtures("empty_register")
def test_register_takes_the_same_entry_twice():
    register(model="shop.Order")
    register(model="shop.Order")

    assert len(registered()) == 1


@pytest.mark.usefixtures("empty_register")
def test_register_refuses_two_rules_for_one_model():
    register(model="shop.Order")

    with pytest.raises(ValueError, match=r"shop.Order by user is registered twice"):
        register(model="shop.Order", guest=True)
