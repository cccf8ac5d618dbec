"""IM23 Which waste is this?"""

from quizzes.domain.candidate import Demand
from quizzes.domain.item_models.sorted_cases import sorting_model

MODEL = sorting_model("IM23", "Which waste", needs="wastes with cases", demand=Demand.UNDERSTANDING)
