"""IM09 Advantage of a method: which is an advantage of this method?"""

from functools import partial

from quizzes.domain.candidate import Demand, ItemModel
from quizzes.domain.item_models.opinions import candidates_of

CODE = "IM09"

MODEL = ItemModel(
    code=CODE,
    title="Advantage of a method",
    needs="advantages, of which some are false for other methods",
    demand=Demand.UNDERSTANDING,
    found=partial(candidates_of, model=CODE, kind="advantage"),
)
