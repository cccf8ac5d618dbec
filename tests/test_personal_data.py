"""Every row that belongs to a person is in the one register: exported, erased and claimed with the rest."""

from django.apps import apps
from django.db.models import ForeignKey

from accounts.domain.personal import Erase, registered
from accounts.models import OwnedModel, User

WITHOUT_A_PERSON_OF_INTEREST = {
    # Join tables of Django's permission system: they go with the user.
    ("accounts.User_groups", "user"),
    ("accounts.User_user_permissions", "user"),
}


def keys_to_people() -> set[tuple[str, str]]:
    """Each (model, field) that points at a user, of every installed app."""
    return {
        (model._meta.label, field.name)
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.get_fields()
        if isinstance(field, ForeignKey) and field.related_model is User
    }


def children_of(label: str, paths: tuple[str, ...]) -> set[type]:
    """The models that reverse relations like "marks__lines" lead to."""
    found = set()
    for path in paths:
        model = apps.get_model(label)
        for step in path.split("__"):
            model = model._meta.get_field(step).related_model
            found.add(model)
    return found


def test_every_key_to_a_person_is_registered():
    entries = {(entry.model, entry.owner) for entry in registered()}

    assert keys_to_people() - WITHOUT_A_PERSON_OF_INTEREST - entries == set()


def test_every_key_to_a_guest_is_registered():
    owned = {
        model._meta.label
        for model in apps.get_models()
        if issubclass(model, OwnedModel) or "guest_key" in {field.name for field in model._meta.get_fields()}
    }

    assert owned == {entry.model for entry in registered() if entry.guest}


def test_every_row_below_a_registered_row_goes_with_it():
    missing = {
        f"{entry.model} does not name {relation.name}"
        for entry in registered()
        if entry.model != "accounts.User" and entry.erase is Erase.DELETE
        for relation in apps.get_model(entry.model)._meta.related_objects
        if relation.related_model not in children_of(entry.model, entry.children)
        and relation.related_model._meta.label not in {other.model for other in registered()}
    }

    assert missing == set()
