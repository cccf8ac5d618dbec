"""IM36 Where the order enters: before design, before making, before assembly or after completion?"""

from quizzes.domain.candidate import Demand
from quizzes.domain.item_models.sorted_cases import sorting_model

MODEL = sorting_model(
    "IM36", "Where the order enters", needs="points at which an order enters, with cases", demand=Demand.ANALYSIS
)
