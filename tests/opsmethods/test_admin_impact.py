"""Before an editor saves, the page says what rests on the row."""

import re

import pytest
from django.urls import reverse

from opsmethods.domain import impact
from opsmethods.models import Cell, Example
from tests.factories.accounts import make_user


@pytest.fixture
def editor(client, notes):
    client.force_login(make_user("ed", is_staff=True, is_superuser=True))
    return client


def told(client, row) -> str:
    page = client.get(reverse(f"admin:opsmethods_{row._meta.model_name}_change", args=[row.pk])).content.decode()
    part = page.partition("field-touches")[2].partition("</fieldset>")[0]
    return " ".join(re.sub(r"<[^>]+>", " ", part).split())


def asked(*stems: str) -> impact.Touched:
    return impact.Touched("questions asked", stems)


def test_a_page_names_what_a_change_touches(editor, monkeypatch):
    monkeypatch.setattr(impact, "_finders", {})
    cell = Cell.objects.get(method__slug="job", dimension__code="VOL")
    assert "Nothing that was asked so far rests on it." in told(editor, cell)

    impact.register("quizzes", lambda row: (asked(f"{row.table} {row.names} <b>?"),))

    assert "Questions asked: 1 cell (&#x27;job&#x27;, &#x27;VOL&#x27;) &lt;b&gt;?" in told(editor, cell)


def test_a_long_list_is_cut_short_and_says_so(editor, monkeypatch):
    monkeypatch.setattr(impact, "_finders", {})
    impact.register("quizzes", lambda row: (asked(*(f"Question {number}" for number in range(30))),))

    text = told(editor, Example.objects.get(code="J01"))

    assert "Questions asked: 30" in text
    assert "Question 19 and 10 more" in text


def test_an_example_hands_over_what_a_question_may_quote(editor, monkeypatch):
    monkeypatch.setattr(impact, "_finders", {})
    seen = []
    impact.register("quizzes", lambda row: seen.append(row) or ())
    row = Example.objects.get(code="J01")

    told(editor, row)

    assert (seen[0].table, seen[0].names, seen[0].texts) == ("example", ("job", "J01"), (row.leak_free, row.why))
