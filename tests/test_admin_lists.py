"""A list of the admin site asks the database as often for three rows as for one."""

from django.contrib import admin
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.test_access import client_in, list_url


def test_admin_lists_do_not_grow_with_rows(world, monkeypatch):
    def statements(model, rows: int) -> int:
        monkeypatch.setattr(admin.site._registry[model], "list_per_page", rows)
        with CaptureQueriesContext(connection) as asked:
            client_in(world, "admin").get(list_url(model))
        return len(asked)

    models = list(admin.site._registry)
    for_one = {model._meta.label: statements(model, 1) for model in models}
    for_three = {model._meta.label: statements(model, 3) for model in models}

    assert for_three == for_one
