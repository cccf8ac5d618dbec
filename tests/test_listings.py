"""A page that lists rows asks the database as often for three as for one."""

import re

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.conftest import NOW, read_notes_anew
from tests.listings import LISTINGS, NO_ROWS
from tests.source import ROOT, own_views

LOOP = re.compile(r"{% for ")
INCLUDED = re.compile(r'{% include "([^"]+)"')


def loops(template: str) -> bool:
    """Whether a template, or one that it includes, repeats anything."""
    text = (ROOT / "templates" / template).read_text()
    return bool(LOOP.search(text)) or any(loops(name) for name in INCLUDED.findall(text) if name != template)


def test_every_page_that_loops_is_in_the_table():
    templates = {name: f"{name.replace(':', '/')}.html" for name in own_views()}
    pages = {name for name, file in templates.items() if (ROOT / "templates" / file).exists() and loops(file)}
    fragments = {"classrooms:work_list"}

    assert {listing.name for listing in LISTINGS} | set(NO_ROWS) == pages | fragments


@pytest.fixture
def statements(cast, topic, client_of, time_machine):
    """How many statements a page takes with so many rows, everything else taken back."""
    time_machine.move_to(NOW, tick=False)

    def statements(listing, rows: int) -> int:
        with transaction.atomic():
            url = reverse(listing.name, kwargs=listing.make(cast, topic, rows), query=listing.query)
            client = client_of(getattr(cast, listing.viewer, None))
            read_notes_anew()
            with CaptureQueriesContext(connection) as asked:
                page = client.get(url).content.decode()
            transaction.set_rollback(True)
        assert [page.count(text) for text in listing.shows] == [rows] * len(listing.shows), page
        return len(asked)

    return statements


@pytest.mark.parametrize("listing", LISTINGS, ids=lambda listing: listing.id)
def test_statements_do_not_grow_with_rows(listing, statements):
    assert statements(listing, 3) == statements(listing, 1)
