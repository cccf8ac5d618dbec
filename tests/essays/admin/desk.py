"""What an editor does on the admin pages of essays."""

from django.test import Client
from django.urls import reverse

from tests.opsmethods.test_admin import complaints, fields_of


def list_url(model: str) -> str:
    return reverse(f"admin:essays_{model}_changelist")


def change_url(row) -> str:
    return reverse(f"admin:essays_{row._meta.model_name}_change", args=[row.pk])


def act(client: Client, name: str, *rows):
    chosen = {"action": name, "_selected_action": [row.pk for row in rows]}
    return client.post(list_url(rows[0]._meta.model_name), chosen, follow=True)


def save(client: Client, row, **changes: str):
    """Send the form as the page shows it, with these changes. A name may end in any part: `points-0-text`."""
    opened = fields_of(client, change_url(row))
    return client.post(change_url(row), opened | {name.replace("__", "-"): value for name, value in changes.items()})


def refusals(client: Client, row, **changes: str) -> str:
    """What is said, and that it is said on the page and not by sending on."""
    answer = save(client, row, **changes)
    assert answer.status_code == 200
    return complaints(answer)
