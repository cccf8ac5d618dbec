"""What a teacher decides when setting work."""

from dataclasses import dataclass
from datetime import datetime, timedelta

USUAL_TIME = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Rows are given by key: a quiz has a topic and a number of questions, an essay a prompt.

    `minutes` is the time limit, if there is one. `answers` says when those of a quiz show: at its "close", or to each
    student at the "hand_in". `training_required`: an essay is marked by its writer only after training on samples.
    """

    level: str
    opens_at: datetime
    due_at: datetime
    topic_id: int
    item_count: int | None = None
    minutes: int | None = None
    answers: str = "close"
    prompt_id: int | None = None
    training_required: bool = False
