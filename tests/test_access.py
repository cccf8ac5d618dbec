"""Who gets what, for every address and every role: nothing opens or closes by accident."""

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.contrib import admin
from django.db import transaction
from django.test import Client
from django.urls import URLResolver, get_resolver, reverse

from tests.table import TABLE, Row
from tests.world import ROLES, World


def names_in(resolver: URLResolver, prefix: str = "") -> Iterator[str]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            yield from names_in(pattern, f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix)
        else:
            yield f"{prefix}{pattern.name}"


def test_every_address_is_in_the_table():
    listed = {row.name for rows in TABLE.values() for row in rows}
    names = {name for name in names_in(get_resolver()) if not name.startswith("admin:")}

    assert listed == names


@pytest.mark.parametrize("part", TABLE)
@pytest.mark.parametrize("method", ["get", "post"])
def test_access(world, part, method):
    expected = {row.id: getattr(row, method) for row in TABLE[part]}

    actual = {row.id: {role: status_of(world, row, method, role) for role in ROLES} for row in TABLE[part]}

    assert actual == expected


def status_of(world: World, row: Row, method: str, role: str) -> int:
    """The status this person gets; whatever the request did is taken back."""
    with transaction.atomic():
        answer = getattr(client_in(world, role), method)(row.url(world), row.data if method == "post" else {})
        transaction.set_rollback(True)
    return answer.status_code


def client_in(world: World, role: str) -> Client:
    client = Client(raise_request_exception=False)
    if world.sessions[role]:
        client.cookies[settings.SESSION_COOKIE_NAME] = world.sessions[role]
    return client


# --- The admin site -------------------------------------------------------------------------------

CONTENT = {
    "opsmethods": None,
    "essays": {
        *("prompt", "promptvariant", "scaffoldrow", "indicativepoint", "evidencehint"),
        *("exemplar", "exemplarmark", "exemplarcap", "exemplarnote"),
        *("rubric", "criterion", "leveldescriptor", "cap"),
    },
    "quizzes": {"bankitem"},
}


def edits(model: type) -> bool:
    """Whether the group "content editor" works on this model."""
    label = model._meta.app_label
    return label in CONTENT and (CONTENT[label] is None or model._meta.model_name in CONTENT[label])


def test_admin_lists(world):
    models = list(admin.site._registry)
    urls = {model._meta.label: list_url(model) for model in models}
    expected = {
        model._meta.label: dict.fromkeys(ROLES, 302) | {"editor": 200 if edits(model) else 403, "admin": 200}
        for model in models
    }

    actual = {
        label: {role: client_in(world, role).get(url).status_code for role in ROLES} for label, url in urls.items()
    }

    assert actual == expected


def list_url(model: type) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
