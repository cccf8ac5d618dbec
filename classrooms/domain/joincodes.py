"""Join codes: short, easy to read from a board, and hard to mistype.

Of signs that look alike on a board only one is used (Q, not 0 or O; L, not 1 or I; Z, S, B, V, not
2, 5, 8, U), and what a pupil types is read as that one. Without vowels no code spells a word.
26 signs in six places give 309 million codes.
"""

import random

ALPHABET = "BCDFGHJKLMNPQRSTVWXYZ34679"
LENGTH = 6
LOOK_ALIKES = str.maketrans("0O1I258U", "QQLLZSBV")


class UnknownCode(LookupError):
    """No class has the code that was typed."""


def make_code(rng: random.Random) -> str:
    return "".join(rng.choices(ALPHABET, k=LENGTH))


def normalise(typed: str) -> str:
    """What a pupil meant: "kln 72q", "KLN-72Q" and "K1N-720" are read the same way."""
    signs = "".join(typed.split()).replace("-", "").upper()
    return signs.translate(LOOK_ALIKES)


def spoken(code: str) -> str:
    """The code as it is written for people, in two halves: KLN-72Q."""
    half = LENGTH // 2
    return f"{code[:half]}-{code[half:]}"
