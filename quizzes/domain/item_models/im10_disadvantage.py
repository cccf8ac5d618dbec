"""IM10 Disadvantage of a method: which is a disadvantage of this method?"""

from functools import partial

from quizzes.domain.candidate import Demand, ItemModel
from quizzes.domain.item_models.opinions import candidates_of

CODE = "IM10"

MODEL = ItemModel(
    code=CODE,
    title="Disadvantage of a method",
    needs="disadvantages, of which some are false for other methods",
    demand=Demand.UNDERSTANDING,
    found=partial(candidates_of, model=CODE, kind="disadvantage"),
)
