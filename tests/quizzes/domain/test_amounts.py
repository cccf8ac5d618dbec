from fractions import Fraction

import pytest

from quizzes.domain.amounts import amount_in, amounts_in, are_close, money, percent, rounded, units, whole_money


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


@pytest.mark.parametrize(
    ("text", "amount"), [("6.50", Fraction(13, 2)), ("1,375", 1375), ("22.5%", Fraction(45, 2)), ("40", 40)]
)
def test_a_bare_number_is_an_amount(text, amount):
    assert amount_in(text) == amount


@pytest.mark.parametrize("text", ["$6.50 a unit", "by $6.50", "Job way", ""])
def test_words_are_no_amount(text):
    assert amount_in(text) is None


def test_every_number_of_a_sentence_is_found():
    assert amounts_in("At $1,200.50 for 40 units, 22.5% is lost.") == {Fraction(2401, 2), 40, Fraction(45, 2)}
    assert amounts_in("Nothing is counted.") == frozenset()


@pytest.mark.parametrize(
    ("share", "text"),
    [
        (Fraction(225, 1000), "22.5%"),
        (Fraction(3, 4), "75.0%"),
        (Fraction(2, 3), "66.7%"),
        (Fraction(4205, 10000), "42.1%"),
    ],
)
def test_percentage_has_one_decimal_place_rounded_half_up(share, text):
    assert percent(share) == text


def test_rounding_is_half_up():
    assert [rounded(Fraction(n, 100), to=Fraction(1, 10)) for n in (224, 225, 235)] == [
        Fraction(22, 10),
        Fraction(23, 10),
        Fraction(24, 10),
    ]


def test_units_are_whole():
    assert units(Fraction(1375)) == "1,375"


@pytest.mark.parametrize(
    ("lower", "upper", "close"), [(100, 104, True), (100, 105, False), ("19.9", 21, False), (3, 3, True)]
)
def test_amounts_are_close_within_a_twentieth_of_the_smaller(lower, upper, close):
    assert are_close(Fraction(lower), Fraction(upper)) is close
