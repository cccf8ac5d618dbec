"""What a new quiz of a person starts from."""

from datetime import datetime
from uuid import UUID

from accounts.domain.actor import Actor
from opsmethods.domain.facts import FactBase
from quizzes.domain.blueprint import O_LEVEL
from quizzes.domain.focus import (
    EVERYTHING,
    Focus,
    NothingToAsk,
    Wish,
    on_both,
    on_cells,
    on_dimension,
    on_method,
    on_missed,
)
from quizzes.models import Attempt, Mark, MarkLine
from quizzes.queries.owned import attempts_of
from quizzes.queries.result import is_result_told


def certainty_default(actor: Actor) -> bool | None:
    """Whether a new quiz asks for certainty unless told otherwise: not offered in the first sitting, on in the second,
    afterwards as the last time there was a choice: there is none in work that was set, nor in what is like an exam.
    """
    handed_in = attempts_of(actor).filter(submitted_at__isnull=False, opens_at__isnull=True)
    chosen = handed_in.exclude(level=O_LEVEL, time_limit_s__isnull=False).order_by("-submitted_at", "-pk")
    asked = list(chosen.values_list("asks_certainty", flat=True)[:2])
    if not asked:
        return None
    return True if len(asked) == 1 else asked[0]


def focus_of(actor: Actor, *, facts: FactBase, wish: Wish, now: datetime) -> Focus:
    """What a quiz keeps to: what an attempt of this person missed, cells, a method, a dimension, both, or nothing.

    Raises NothingToAsk.
    """
    if wish.missed:
        return on_missed(_missed(actor, attempt_id=wish.missed, now=now))
    if wish.cells:
        return on_cells(facts, wish.cells)
    if wish.method and wish.dimension:
        return on_both(facts, wish.method, wish.dimension)
    if wish.method:
        return on_method(facts, wish.method)
    return on_dimension(facts, wish.dimension) if wish.dimension else EVERYTHING


def _missed(actor: Actor, *, attempt_id: UUID, now: datetime) -> list[tuple[str, str]]:
    attempt = attempts_of(actor).filter(pk=attempt_id, state=Attempt.State.SCORED).first()
    mark = Mark.objects.filter(attempt=attempt).order_by("-scoring_version").first() if attempt else None
    if attempt is None or mark is None or not is_result_told(attempt, now=now):
        raise NothingToAsk("There is no such result to practise from.")
    wrong = MarkLine.objects.filter(mark=mark, points__lt=1).order_by("item__position")
    return list(wrong.values_list("item__snapshot__method", "item__snapshot__dimension"))
