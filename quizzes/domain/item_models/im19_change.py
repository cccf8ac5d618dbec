"""IM19 Changing method: which problem is most likely after this move?"""

from quizzes.domain.candidate import Demand
from quizzes.domain.item_models.replies import reply_model

MODEL = reply_model(
    "IM19", "What changing the method brings", needs="moves with the problems they bring", demand=Demand.REASON
)
