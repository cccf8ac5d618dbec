import pytest
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command

pytestmark = pytest.mark.django_db

ESSAYS = {
    *("prompt", "promptvariant", "scaffoldrow", "indicativepoint", "evidencehint"),
    *("exemplar", "exemplarmark", "exemplarcap", "exemplarnote"),
    *("rubric", "criterion", "leveldescriptor", "cap"),
}
BANK = {"view_bankitem", "view_bankcheck", "add_ruling", "delete_ruling"}


def permissions() -> set[str]:
    group = Group.objects.get(name="content editor")
    return {f"{app}.{code}" for app, code in group.permissions.values_list("content_type__app_label", "codename")}


def test_make_groups_gives_exactly_the_content():
    call_command("make_groups", verbosity=0)

    notes = Permission.objects.filter(content_type__app_label="opsmethods").values_list("codename", flat=True)
    verbs = ("add", "change", "delete", "view")
    essays = {f"essays.{verb}_{model}" for verb in verbs for model in ESSAYS}
    assert permissions() == {f"opsmethods.{code}" for code in notes} | essays | {f"quizzes.{code}" for code in BANK}


def test_make_groups_takes_back_what_was_added_by_hand():
    call_command("make_groups", verbosity=0)
    before = permissions()
    Group.objects.get().permissions.add(Permission.objects.get(codename="view_user"))

    call_command("make_groups", verbosity=0)

    assert permissions() == before
