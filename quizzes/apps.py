from collections.abc import Container
from typing import Any

from django.apps import AppConfig
from django.urls import reverse

from accounts.domain import personal
from opsmethods.domain import impact, links
from opsmethods.domain.impact import ContentRow, Touched
from quizzes.domain.touched import Asked, may_be_asked, narrowing, rests_on

# In words, with the states of an attempt.
ATTEMPTS = {
    "open quizzes": {"in_progress"},
    "quizzes left unfinished": {"overdue", "abandoned"},
    "quizzes handed in": {"submitted", "scored"},
}


def questions_from(table: str, pk: int) -> links.Link:
    """The bank, narrowed to the questions that rest on a row of the notes."""
    address = reverse("admin:quizzes_bankitem_changelist", query={"fact": f"{table}-{pk}"})
    return links.Link("Questions from this fact", address, permission="quizzes.view_bankitem")


class QuizzesConfig(AppConfig):
    name = "quizzes"
    verbose_name = "Quizzes"

    def ready(self) -> None:
        personal.register(
            model="quizzes.Attempt", guest=True, children=("items", "events", "marks", "marks__lines", "receipt")
        )
        personal.register(model="quizzes.ReviewPlan", guest=True, claim="quizzes.operations.claim_plans")
        personal.register(
            model="quizzes.ReviewCard", guest=True, children=("logs",), claim="quizzes.operations.claim_cards"
        )
        personal.register(model="quizzes.Mark", owner="author", erase=personal.Erase.ANONYMISE)
        personal.register(model="quizzes.Ruling", owner="author", erase=personal.Erase.ANONYMISE)
        personal.register(model="quizzes.QuestionReport", guest=True)
        personal.register(model="quizzes.QuestionReport", owner="answered_by", erase=personal.Erase.ANONYMISE)
        personal.register(model="quizzes.Regrade", owner="author", erase=personal.Erase.ANONYMISE)
        impact.register("quizzes", self.touched)
        links.register("quizzes", questions_from)

    def touched(self, row: ContentRow) -> tuple[Touched, ...]:
        """The questions ever asked that rest on a row, by stem, and the attempts that hold one, by id."""
        found = self._questions_on(row)
        states = self._attempts_with(found, row) if found else {}
        held = {what: tuple(pk for pk, state in states.items() if state in these) for what, these in ATTEMPTS.items()}
        return (
            Touched("questions asked", tuple(found.values())),
            *(Touched(what, names) for what, names in held.items()),
        )

    def _questions_on(self, row: ContentRow) -> dict[str, str]:
        """Stems by the id of their snapshot."""
        if not may_be_asked(row):
            return {}
        snapshots = self._rows("ItemSnapshot").filter(topic=row.topic_id, **narrowing(row)).order_by("created_at", "pk")
        return {
            pk: body["stem"]
            for pk, method, dimension, body in snapshots.values_list("pk", "method", "dimension", "body").iterator()
            if rests_on(Asked(method, dimension, body), row)
        }

    def _attempts_with(self, found: Container[str], row: ContentRow) -> dict[str, str]:
        """States by the id of the attempt. The ids of all questions found may be more than one statement can name."""
        items = self._rows("AttemptItem").filter(snapshot__topic=row.topic_id)
        asked = items.order_by("attempt__started_at", "attempt").values_list("attempt", "attempt__state", "snapshot")
        return {str(pk): state for pk, state, snapshot in asked.iterator() if snapshot in found}

    def _rows(self, model: str) -> Any:
        return self.get_model(model)._default_manager
