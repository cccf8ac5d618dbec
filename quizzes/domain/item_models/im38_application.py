"""IM38 Which sentence is applied to the case?"""

from quizzes.domain.candidate import Demand
from quizzes.domain.item_models.replies import reply_model

MODEL = reply_model(
    "IM38",
    "Which sentence is applied",
    needs="sentences of the four skills",
    demand=Demand.EVALUATION,
    bank="IM37",
    key="application",
)
