from django.apps import AppConfig

from accounts.domain import personal

MARKING = ("choices", "choices__evidence", "cap_answers", "passages", "marks", "marks__lines")


class EssaysConfig(AppConfig):
    name = "essays"
    verbose_name = "Essays"

    def ready(self) -> None:
        markings = ("submissions__markings", *(f"submissions__markings__{path}" for path in MARKING))
        reflection = ("submissions__ticks", "submissions__comparisons")
        children = ("versions", "plan", "submissions", *reflection, *markings)
        personal.register(model="essays.Draft", guest=True, children=children)
        personal.register(model="essays.Trial", guest=True, claim="essays.operations.claim_trials")
        anonymise = personal.Erase.ANONYMISE
        personal.register(model="essays.Marking", owner="author", erase=anonymise, children=MARKING)
        personal.register(model="essays.Mark", owner="author", erase=anonymise, children=("lines",))
        personal.register(model="essays.Submission", owner="leased_by", erase=anonymise, columns=("id", "leased_until"))
        personal.register(model="essays.SavedComment", owner="author")
