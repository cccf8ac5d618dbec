"""A row's page leads on to those of other apps."""

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.urls import reverse

from opsmethods.domain import links
from opsmethods.models import Example, Topic
from opsmethods.queries import row_at
from tests.factories.accounts import make_user


@pytest.fixture
def editor(client, notes):
    call_command("make_groups", verbosity=0)
    user = make_user("ed", is_staff=True)
    user.groups.add(Group.objects.get(name="content editor"))
    client.force_login(user)
    return client


@pytest.mark.parametrize("model", [Topic, Example])
@pytest.mark.parametrize(("permission", "times"), [("opsmethods.view_topic", 1), ("quizzes.view_attempt", 0)])
def test_a_link_is_shown_to_whoever_may_follow_it(editor, monkeypatch, model, permission, times):
    monkeypatch.setattr(links, "_builders", {})
    links.register("quizzes", lambda table, pk: links.Link("Lead on", f"/{table}/{pk}/", permission))
    row = model.objects.earliest("pk")

    page = editor.get(reverse(f"admin:opsmethods_{model._meta.model_name}_change", args=[row.pk])).content.decode()

    assert page.count(f'<a href="/{model._meta.model_name}/{row.pk}/">Lead on</a>') == times


def test_a_row_is_found_by_its_table_and_id(notes):
    example = Example.objects.earliest("pk")

    assert row_at("example", example.pk) == example
    assert row_at("topic", notes.pk) == notes
    assert (row_at("example", 0), row_at("nothing", 1)) == (None, None)
