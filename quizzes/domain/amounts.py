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
    cents = int(amount * 100)
    return f"{CURRENCY}{cents // 100:,}.{cents % 100:02d}"


def whole_money(amount: int) -> str:
    return f"{CURRENCY}{amount:,}"


def percent(share: Fraction) -> str:
    """To one decimal place, half up, with the zero left out: 0.225 is 22.5%, 0.75 is 75%."""
    tenths = rounded(100 * share, to=TENTH)
    return f"{int(tenths)}%" if tenths.denominator == 1 else f"{float(tenths):.1f}%"


def units(amount: Fraction) -> str:
    """A whole number: 1,375."""
    return f"{int(amount):,}"


def rounded(number: Fraction, *, to: Fraction) -> Fraction:
    """Half up: 2.25 to a tenth is 2.3."""
    return (number / to + Fraction(1, 2)).__floor__() * to


@lru_cache(maxsize=4096)
def amount_in(text: str) -> Fraction | None:
    """The number that a text is, whole; None when it is anything else."""
    return _value(text) if BARE.fullmatch(text) else None


@lru_cache(maxsize=4096)
def amounts_in(text: str) -> frozenset[Fraction]:
    """Every number in a text."""
    return frozenset(_value(found) for found in BARE.findall(text))


def _value(number: str) -> Fraction:
    whole, _, decimals = re.sub(r"[^\d.]", "", number).partition(".")
    return Fraction(int(whole + decimals), 10 ** len(decimals))
