"""IM22 Lean tool to purpose: which lean idea is being used?"""

from quizzes.domain.candidate import Demand
from quizzes.domain.item_models.sorted_cases import sorting_model

MODEL = sorting_model("IM22", "Which lean idea", needs="lean ideas with cases", demand=Demand.UNDERSTANDING)
