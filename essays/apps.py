from django.apps import AppConfig

from accounts.domain import personal

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
