"""Numbers as options and stems show them: amounts of money, percentages, counts of units."""

import re
from fractions import Fraction
from functools import lru_cache

CURRENCY = "$"
NUMBER = rf"{re.escape(CURRENCY)}?\d[\d,]*(?:\.\d+)?%?"
BARE = re.compile(NUMBER)
TENTH = Fraction(1, 10)


def money(amount: Fraction) -> str:
    """With cents: $1,234.50. The amount is exact to the cent."""
    dollars, cents = divmod(100 * amount.numerator // amount.denominator, 100)
    return f"{CURRENCY}{dollars:,}.{cents:02d}"


def whole_money(amount: int) -> str:
    return f"{CURRENCY}{amount:,}"


def percent(share: Fraction) -> str:
    """To one decimal place, half up, a zero too, so that every option looks alike: 0.225 is 22.5%, 0.75 is 75.0%."""
    whole, tenths = divmod(_half_up(1000 * share.numerator, share.denominator), 10)
    return f"{whole}.{tenths}%"


def units(amount: Fraction) -> str:
    """A whole number: 1,375."""
    return f"{int(amount):,}"


def rounded(number: Fraction, *, to: Fraction) -> Fraction:
    """Half up: 2.25 to a tenth is 2.3."""
    steps = number / to
    return _half_up(steps.numerator, steps.denominator) * to


def are_close(lower: Fraction, upper: Fraction) -> bool:
    """Closer than a twentieth of the smaller: $100 and $104 are, $100 and $105 are not."""
    apart = upper.numerator * lower.denominator - lower.numerator * upper.denominator
    return 20 * apart < lower.numerator * upper.denominator


def _half_up(numerator: int, denominator: int) -> int:
    return (2 * numerator + denominator) // (2 * denominator)


@lru_cache(maxsize=4096)
def amount_in(text: str) -> Fraction | None:
    """The number that a text is, whole; None when it is anything else."""
    return _value(text) if BARE.fullmatch(text) else None


@lru_cache(maxsize=4096)
def amounts_in(text: str) -> frozenset[Fraction]:
    """Every number in a text."""
    return frozenset(_value(found) for found in BARE.findall(text))


def _value(number: str) -> Fraction:
    whole, _, decimals = number.strip(f"{CURRENCY}%").replace(",", "").partition(".")
    return Fraction(int(whole + decimals), 10 ** len(decimals))
