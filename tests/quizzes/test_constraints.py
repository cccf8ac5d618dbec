"""One test for each named constraint of the bank and of receipts: it inserts the row that must be refused."""

import pytest
from django.db import IntegrityError, transaction

from quizzes.models import BankCheck, BankItem, Receipt, Ruling
from tests.quizzes.play import NOW

BODY = {"stem": "Which?", "options": [], "certificate": []}


def refused(constraint):
    """SQLite names the columns of a unique constraint, not the constraint."""
    return pytest.raises(IntegrityError, match=constraint)


@pytest.fixture
def check(notes):
    return BankCheck.objects.create(topic=notes, topic_version=1, digest="x", started_at=NOW, moved_at=NOW)


def add(check, **values):
    return BankItem.objects.create(
        **{"check_made": check, "signature": "IM01:a", "item_model": "IM01", "words": "w", "body": BODY} | values
    )


def decide(notes, **values):
    return Ruling.objects.create(
        **{"topic": notes, "item_model": "IM01", "decision": "accepted", "guard": "G24", "decided_at": NOW} | values
    )


def test_one_bank_check_per_topic_and_notes(check):
    with refused("one_bank_check_per_topic_and_notes|digest"):
        BankCheck.objects.create(topic=check.topic, topic_version=2, digest="x", started_at=NOW, moved_at=NOW)


def test_bank_check_done_has_a_time(check):
    with refused("bank_check_done_has_a_time"):
        BankCheck.objects.update(state="done")


def test_one_bank_item_per_check_and_signature(check):
    add(check)

    with refused("one_bank_item_per_check_and_signature|signature"):
        add(check)


def test_refused_bank_item_says_why(check):
    with refused("refused_bank_item_says_why"):
        add(check, refused=True)


def test_one_ruling_per_question_and_guard(notes):
    decide(notes)

    with refused("one_ruling_per_question_and_guard|signature"):
        decide(notes)


@pytest.mark.parametrize(
    "values",
    [
        {"guard": ""},
        {"decision": "muted", "guard": "G24", "signature": "IM01:a"},
        {"decision": "muted", "guard": "", "signature": ""},
        {"decision": "liked"},
    ],
)
def test_ruling_accepts_a_guard_or_mutes_a_question(notes, values):
    with refused("ruling_accepts_a_guard_or_mutes_a_question"), transaction.atomic():
        decide(notes, **values)


def test_compared_receipt_has_a_verdict(start):
    with refused("compared_receipt_has_a_verdict"):
        Receipt.objects.create(attempt=start(), window=1, kept_count=0, kept_digest="", created_at=NOW, compared_at=NOW)
