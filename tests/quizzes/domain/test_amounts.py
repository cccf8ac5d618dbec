from fractions import Fraction

import pytest

from quizzes.domain.amounts import amount_in, money, whole_money


@pytest.mark.parametrize(
    ("amount", "text"),
    [(Fraction(13, 2), "$6.50"), (Fraction(123456789, 100), "$1,234,567.89"), (Fraction(1, 20), "$0.05")],
)
def test_money_has_cents_and_is_read_back(amount, text):
    assert money(amount) == text
    assert amount_in(text) == amount


def test_whole_money_has_no_cents():
    assert whole_money(84000) == "$84,000"
    assert amount_in("$84,000") == 84000


@pytest.mark.parametrize("text", ["6.50", "$6.50 a unit", "Job way", ""])
def test_words_are_no_amount(text):
    assert amount_in(text) is None
