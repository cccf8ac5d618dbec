"""What first tries say of questions, of people and of what is taken for what.

Shares and their intervals, discrimination, reliability, difficulty, confusions, certainty; docs/domain/measures.md.
Plain Python throughout, so that any process may import it.
"""

from quizzes.domain.measures.certainty import (
    CalibrationLine,
    Verdict,
    best_certainty,
    calibration,
    certainty_mark,
    expected_mark,
    shown_total,
)
from quizzes.domain.measures.confusion import Confusion, Pick, confusions
from quizzes.domain.measures.discrimination import Discrimination, Standing, discrimination
from quizzes.domain.measures.elo import Rating, Ratings, rate, ratings_of
from quizzes.domain.measures.flags import Flag, flags_of
from quizzes.domain.measures.logistic import share_right
from quizzes.domain.measures.rasch import Answered, Difficulty, RaschFit, fit_rasch
from quizzes.domain.measures.reliability import Reliability, reliability
from quizzes.domain.measures.share import Evidence, Share, evidence_of, facility
from quizzes.domain.measures.uptake import Offer, is_idle, uptakes
from quizzes.domain.scoring import interval

__all__ = [
    "Answered",
    "CalibrationLine",
    "Confusion",
    "Difficulty",
    "Discrimination",
    "Evidence",
    "Flag",
    "Offer",
    "Pick",
    "RaschFit",
    "Rating",
    "Ratings",
    "Reliability",
    "Share",
    "Standing",
    "Verdict",
    "best_certainty",
    "calibration",
    "certainty_mark",
    "confusions",
    "discrimination",
    "evidence_of",
    "expected_mark",
    "facility",
    "fit_rasch",
    "flags_of",
    "interval",
    "is_idle",
    "rate",
    "ratings_of",
    "reliability",
    "share_right",
    "shown_total",
    "uptakes",
]
