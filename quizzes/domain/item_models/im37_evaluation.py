"""IM37 Which sentence evaluates? It recognises a judgement; it does not show that a student can write one."""

from quizzes.domain.candidate import Demand
from quizzes.domain.item_models.replies import reply_model

MODEL = reply_model(
    "IM37", "Which sentence evaluates", needs="sentences of the four skills", demand=Demand.EVALUATION, key="evaluation"
)
