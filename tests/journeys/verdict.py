"""What an examiner says of a question, and how words are compared."""

import re
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class Verdict:
    right: str
    method: str
    dimension: str = ""


def same(words: str) -> str:
    """Words without what a sentence does to them: capitals, spaces, the full stop."""
    return " ".join(words.split()).rstrip(".").casefold()


def number(words: str) -> Decimal:
    return Decimal(re.sub(r"[^\d.]", "", words).rstrip("."))
