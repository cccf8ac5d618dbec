"""From scored answers to counts: first tries, what a wrong answer takes a method for, tallies that name nobody."""

from quizzes.domain.counting.first_tries import FirstTry, Line, first_tries
from quizzes.domain.counting.taken_for import Meaning, meanings_of
from quizzes.domain.counting.tally import (
    COMPONENT,
    MODEL,
    KindTally,
    Subject,
    SubjectCount,
    Tally,
    as_json,
    merged,
    parts_of,
    pick_of,
    tally_from,
    tally_of,
)
from quizzes.domain.counting.telling import difficulty_words, discrimination_words, idle_words, uptake_words

__all__ = [
    "COMPONENT",
    "MODEL",
    "FirstTry",
    "KindTally",
    "Line",
    "Meaning",
    "Subject",
    "SubjectCount",
    "Tally",
    "as_json",
    "difficulty_words",
    "discrimination_words",
    "first_tries",
    "idle_words",
    "meanings_of",
    "merged",
    "parts_of",
    "pick_of",
    "tally_from",
    "tally_of",
    "uptake_words",
]
