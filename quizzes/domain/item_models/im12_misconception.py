"""IM12 Misconception check: which reply corrects what a student believes?"""

from quizzes.domain.candidate import Demand
from quizzes.domain.item_models.replies import reply_model

MODEL = reply_model("IM12", "Which reply corrects a belief", needs="beliefs with replies", demand=Demand.UNDERSTANDING)
