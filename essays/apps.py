from django.apps import AppConfig
from django.db.models import Model, QuerySet

from accounts.domain import personal
from opsmethods.domain import impact

MARKING = ("choices", "choices__evidence", "cap_answers", "marks", "marks__lines")


class EssaysConfig(AppConfig):
    name = "essays"
    verbose_name = "Essays"

    def ready(self) -> None:
        markings = ("submissions__markings", *(f"submissions__markings__{path}" for path in MARKING))
        personal.register(model="essays.Draft", guest=True, children=("versions", "submissions", *markings))
        anonymise = personal.Erase.ANONYMISE
        personal.register(model="essays.Marking", owner="author", erase=anonymise, children=MARKING)
        personal.register(model="essays.Mark", owner="author", erase=anonymise, children=("lines",))
        impact.register("essays being written", self.count_open)

    def count_open(self, topic_id: int) -> int:
        """Essays on a topic that somebody is writing. Their questions and rubrics are frozen: none changes."""
        drafts: QuerySet[Model] = QuerySet(self.get_model("Draft"))
        return drafts.filter(prompt__topic=topic_id, state="writing").count()
