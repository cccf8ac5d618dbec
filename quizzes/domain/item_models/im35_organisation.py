"""IM35 Organisation of work: what is this way of working called?"""

from quizzes.domain.candidate import Demand
from quizzes.domain.item_models.sorted_cases import sorting_model

MODEL = sorting_model("IM35", "How work is organised", needs="ways of organising work with cases", demand=Demand.RECALL)
