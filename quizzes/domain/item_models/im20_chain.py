"""IM20 Cause and effect: which chain explains the outcome? Each wrong chain has one broken link."""

from quizzes.domain.candidate import Demand
from quizzes.domain.item_models.replies import reply_model

MODEL = reply_model(
    "IM20", "Chain of cause and effect", needs="outcomes with chains that explain them", demand=Demand.ANALYSIS
)
