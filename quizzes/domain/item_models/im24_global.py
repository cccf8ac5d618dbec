"""IM24 Global response: which operations response deals most directly with this pressure?"""

from quizzes.domain.candidate import Demand
from quizzes.domain.item_models.sorted_cases import sorting_model

MODEL = sorting_model(
    "IM24", "Response to a global pressure", needs="responses with the pressures they answer", demand=Demand.REASON
)
