from datetime import timedelta

import pytest

from opsmethods.models import Wording
from opsmethods.operations import raise_version
from opsmethods.queries import fact_base
from quizzes.models import BankCheck, BankItem, Ruling
from quizzes.operations import mute, take_back
from quizzes.queries import bank_digest, bank_items, rulings_on, stalled_checks, withheld
from tests.quizzes.play import NOW

BODY = {"stem": "Which?", "options": [], "certificate": []}


@pytest.fixture
def editor(django_user_model):
    return django_user_model.objects.create_user("editor")


@pytest.fixture
def check(notes):
    facts = fact_base(notes)
    return BankCheck.objects.create(
        topic=notes,
        topic_version=notes.version,
        digest=bank_digest(facts),
        state="done",
        started_at=NOW,
        moved_at=NOW,
        finished_at=NOW,
    )


def add(check, signature, **values):
    words = {"words": signature, "body": BODY, "item_model": "IM01"}
    return BankItem.objects.create(check_made=check, signature=signature, **words | values)


def withheld_of(notes):
    notes.refresh_from_db()
    return withheld(notes, facts=fact_base(notes))


def test_what_was_refused_or_muted_is_withheld(notes, check, editor):
    add(check, "IM01:good")
    add(check, "IM01:bad", refused=True, flaws="G06: planted")
    mute(notes, item_model="IM02", signature="IM02:muted", author=editor, now=NOW)

    assert withheld_of(notes) == {"IM01:bad", "IM02:muted"}


def test_what_is_withheld_is_read_once_for_a_version(notes, check, django_assert_num_queries):
    add(check, "IM01:bad", refused=True, flaws="G06: planted")
    first = withheld_of(notes)

    with django_assert_num_queries(0):
        assert withheld(notes, facts=fact_base(notes)) == first


def test_until_the_notes_are_looked_through_it_is_read_each_time(notes, check):
    BankCheck.objects.update(digest="x")
    assert withheld_of(notes) == frozenset()

    add(check, "IM01:bad", refused=True, flaws="G06: planted")

    assert withheld_of(notes) == {"IM01:bad"}


def test_muting_and_taking_it_back_work_at_once(notes, check, editor):
    assert withheld_of(notes) == frozenset()

    ruling = mute(notes, item_model="IM02", signature="IM02:muted", author=editor, now=NOW)
    assert withheld_of(notes) == {"IM02:muted"}

    take_back(ruling)
    assert withheld_of(notes) == frozenset()


def test_without_a_look_nothing_is_withheld(notes):
    assert withheld_of(notes) == frozenset()
    assert list(bank_items(notes)) == []


def test_the_bank_is_that_of_the_last_finished_look(notes, check):
    newer = BankCheck.objects.create(
        topic=notes, topic_version=notes.version, digest="x", state="running", started_at=NOW, moved_at=NOW
    )
    kept = add(check, "IM01:b")
    add(newer, "IM01:a")

    assert list(bank_items(notes)) == [kept]


def test_looks_that_did_not_move_are_stalled(notes, check):
    for digest, state, ago in [("a", "running", 60), ("b", "queued", 60), ("c", "running", 5)]:
        BankCheck.objects.create(
            topic=notes,
            topic_version=1,
            digest=digest,
            state=state,
            started_at=NOW,
            moved_at=NOW - timedelta(seconds=ago),
        )

    assert {found.digest for found in stalled_checks(now=NOW)} == {"a", "b"}


def test_rulings_on_a_question_are_its_own_and_those_on_its_model(notes):
    for model, signature in [("IM01", "IM01:a"), ("IM01", ""), ("IM01", "IM01:b"), ("IM02", "")]:
        Ruling.objects.create(
            topic=notes, item_model=model, signature=signature, guard="G24", decision="accepted", decided_at=NOW
        )

    found = rulings_on(notes, item_model="IM01", signature="IM01:a")

    assert [(row.item_model, row.signature) for row in found] == [("IM01", "IM01:a"), ("IM01", "")]


def test_versions_kept_are_few(notes, check, monkeypatch):
    monkeypatch.setattr("quizzes.queries.bank.MOST_KEPT", 1)
    kept = {}
    monkeypatch.setattr("quizzes.queries.bank._withheld", kept)
    withheld_of(notes)
    raise_version(notes)
    withheld_of(notes)

    assert list(kept) == [(notes.pk, notes.version)]


def test_an_edit_is_not_judged_by_the_old_look_for_ever(notes, check):
    add(check, "IM01:bad", refused=True, flaws="G06: planted")
    Wording.objects.filter(topic=notes).first().delete()
    raise_version(notes)
    assert withheld_of(notes) == {"IM01:bad"}

    BankCheck.objects.create(
        topic=notes,
        topic_version=notes.version,
        digest=bank_digest(fact_base(notes)),
        state="done",
        started_at=NOW,
        moved_at=NOW,
        finished_at=NOW + timedelta(minutes=1),
    )

    assert withheld_of(notes) == frozenset()
