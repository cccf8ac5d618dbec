"""A small bank that has been looked through, and the people who may or may not see it."""

import re
from html import unescape

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from opsmethods.models import Topic, Wording
from opsmethods.queries import fact_base
from quizzes.domain.inspection import Place, inspected
from quizzes.models import BankCheck, JobState
from quizzes.operations import begin_bank_check
from tests.factories.accounts import make_user
from tests.quizzes.play import NOW

KEPT = ("signature", "method", "dimension", "refused", "words", "body")
RARE = "{definition} Which {noun} does this gnomic, recondite and abstruse vignette of perspicacity delineate?"


@pytest.fixture
def editor(db) -> Client:
    call_command("make_groups", verbosity=0)
    user = make_user("ed", is_staff=True)
    user.groups.add(Group.objects.get(name="content editor"))
    client = Client()
    client.force_login(user)
    return client


def look_through(topic: Topic, *models: str, now=NOW) -> BankCheck:
    """A finished look, as if the notes asked the questions of these item models only."""
    topic.refresh_from_db()
    facts = fact_base(topic)
    check = begin_bank_check(topic, facts=facts, now=now)
    for model in models:
        for row in inspected(facts, Place(model))[0]:
            told = {name: getattr(row, name) for name in KEPT}
            check.items.create(item_model=row.model, flaws="\n".join(row.flaws), **told)
    BankCheck.objects.filter(topic=topic).exclude(pk=check.pk).delete()
    check.state, check.finished_at = JobState.DONE, now
    check.save(update_fields=["state", "finished_at"])
    return check


@pytest.fixture
def bank(notes) -> BankCheck:
    """The definitions of each method, asked in words that a guard warns of."""
    Wording.objects.filter(topic=notes, model="IM01").update(text=RARE)
    Topic.objects.filter(pk=notes.pk).update(version=notes.version + 1)
    return look_through(notes, "IM01", "IM05")


@pytest.fixture
def item(bank):
    """A question with a warning."""
    return bank.items.filter(item_model="IM01", flaws__contains="G24").earliest("pk")


def url(name: str, *args, query=None) -> str:
    return reverse(f"admin:quizzes_{name}", args=args, query=query)


def text_of(answer) -> str:
    """The words of a page."""
    found = answer.content.decode().partition('id="content-start"')[2]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", found)).split())
