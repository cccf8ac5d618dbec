from collections.abc import Callable
from typing import TYPE_CHECKING

from django.apps import AppConfig

from accounts.domain import personal
from opsmethods.domain import impact
from quizzes.domain.touched import Asked, rests_on

if TYPE_CHECKING:
    from django.db.models import Model, QuerySet

# In words, with the states of an attempt.
ATTEMPTS = {
    "open quizzes": ("in_progress",),
    "quizzes left unfinished": ("overdue", "abandoned"),
    "quizzes handed in": ("submitted", "scored"),
}


class QuizzesConfig(AppConfig):
    name = "quizzes"
    verbose_name = "Quizzes"

    def ready(self) -> None:
        personal.register(model="quizzes.Attempt", guest=True, children=("items", "events", "marks", "marks__lines"))
        personal.register(model="quizzes.Mark", owner="author", erase=personal.Erase.ANONYMISE)
        impact.register("questions asked", self.questions_on)
        for what, states in ATTEMPTS.items():
            impact.register(what, self.attempts_in(states))

    def questions_on(self, row: impact.ContentRow) -> tuple[str, ...]:
        """The stems of all questions ever asked that rest on a row."""
        return tuple(stem for _, stem in self._found(row))

    def attempts_in(self, states: tuple[str, ...]) -> Callable[[impact.ContentRow], tuple[str, ...]]:
        """Names the attempts in these states that hold such a question."""

        def attempts(row: impact.ContentRow) -> tuple[str, ...]:
            snapshots = [pk for pk, _ in self._found(row)]
            held: QuerySet[Model] = self.get_model("Attempt")._default_manager.filter(
                state__in=states, items__snapshot__in=snapshots
            )
            return tuple(str(pk) for pk in held.order_by("started_at", "pk").values_list("pk", flat=True).distinct())

        return attempts

    def _found(self, row: impact.ContentRow) -> list[tuple[str, str]]:
        snapshots = (
            self.get_model("ItemSnapshot")._default_manager.filter(topic=row.topic_id).order_by("created_at", "pk")
        )
        asked = snapshots.values_list("pk", "method", "dimension", "body")
        return [
            (pk, body["stem"])
            for pk, method, dimension, body in asked.iterator()
            if rests_on(Asked(method, dimension, body), row)
        ]
