import pytest

from quizzes.domain.receipts import Sent, Tally
from quizzes.models import AnswerEvent, Receipt
from quizzes.operations import submit_attempt
from quizzes.queries import ForgedReceipt, checked_receipt, code_of, kept_tally, told_receipt
from tests.quizzes.play import NOW, give


def handed_in(start, *, said=None):
    attempt = start()
    give(attempt, right=1)
    kept = kept_tally(attempt.pk, window=1)
    submit_attempt(attempt, sent=Sent(1, said(kept)) if said else None, now=NOW)
    return attempt


@pytest.mark.parametrize(
    ("said", "missing"),
    [
        (None, False),
        (lambda kept: kept, False),
        (lambda kept: Tally(kept.count, ""), False),
        (lambda kept: Tally(kept.count - 1, "a" * 64), False),
        (lambda kept: Tally(kept.count + 1, "a" * 64), True),
        (lambda kept: Tally(kept.count, "a" * 64), True),
    ],
)
def test_the_result_says_when_the_browser_had_sent_more(start, said, missing):
    told = told_receipt(handed_in(start, said=said))

    assert (told.kept_count, told.created_at, told.missing) == (4, NOW, missing)


def test_attempts_from_before_receipts_have_none(start):
    assert told_receipt(start()) is None


def test_a_code_is_checked_against_the_rows(start):
    attempt = handed_in(start)
    code = code_of(Receipt.objects.get())

    assert (checked_receipt(f" {code} ").attempt, checked_receipt(code).agrees) == (attempt, True)

    AnswerEvent.objects.first().delete()
    assert checked_receipt(code).agrees is False

    attempt.delete()
    assert (checked_receipt(code).attempt, checked_receipt(code).agrees) == (None, False)


@pytest.mark.parametrize("code", ["", "x", "W10:1abc:xyz"])
def test_what_this_site_did_not_sign_is_refused(db, code):
    with pytest.raises(ForgedReceipt):
        checked_receipt(code)


def test_a_code_that_was_changed_is_refused(start):
    handed_in(start)
    code = code_of(Receipt.objects.get())

    with pytest.raises(ForgedReceipt):
        checked_receipt(code[:-1] + ("a" if code[-1] != "a" else "b"))
