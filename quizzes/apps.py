from django.apps import AppConfig

from accounts.domain import personal
from opsmethods.domain import impact


class QuizzesConfig(AppConfig):
    name = "quizzes"
    verbose_name = "Quizzes"

    def ready(self) -> None:
        personal.register(model="quizzes.Attempt", guest=True, children=("items", "events", "marks", "marks__lines"))
        personal.register(model="quizzes.Mark", owner="author", erase=personal.Erase.ANONYMISE)
        impact.register("open quizzes", self.count_open)

    def count_open(self, topic_id: int) -> int:
        """Quizzes on a topic that somebody is in the middle of. Their questions are frozen: none changes."""
        attempts = self.get_model("Attempt")._default_manager
        return attempts.filter(topic=topic_id, state="in_progress").count()
