"""IM21 Technology effect: how does it most likely affect the method?"""

from quizzes.domain.candidate import Demand
from quizzes.domain.item_models.replies import reply_model

MODEL = reply_model("IM21", "Effect of a technology", needs="technologies with their effects", demand=Demand.REASON)
