"""Amounts of money as options and stems show them."""

import re
from fractions import Fraction

CURRENCY = "$"
AMOUNT = re.compile(rf"{re.escape(CURRENCY)}(\d[\d,]*(?:\.\d\d)?)")


def money(amount: Fraction) -> str:
    """With cents: $1,234.50. The amount is exact to the cent."""
    cents = int(amount * 100)
    return f"{CURRENCY}{cents // 100:,}.{cents % 100:02d}"


def whole_money(amount: int) -> str:
    return f"{CURRENCY}{amount:,}"


def amount_in(text: str) -> Fraction | None:
    """The amount that a text is, whole; None when it is anything else."""
    found = AMOUNT.fullmatch(text)
    return Fraction(found[1].replace(",", "")) if found else None
