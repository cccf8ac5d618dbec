"""IM25 Sustainability: which trade-off must the firm weigh?"""

from quizzes.domain.candidate import Demand
from quizzes.domain.item_models.replies import reply_model

MODEL = reply_model(
    "IM25", "Trade-off of sustainability", needs="actions with the trade-offs they face", demand=Demand.ANALYSIS
)
