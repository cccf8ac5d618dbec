from django.apps import AppConfig

from accounts.domain.personal import register


class ProgressConfig(AppConfig):
    name = "progress"
    verbose_name = "Progress"

    def ready(self) -> None:
        register(model="progress.Report", columns=("requested_at", "built_at", "data"))
