from django.apps import AppConfig

from accounts.domain.personal import Erase, register


class ClassroomsConfig(AppConfig):
    name = "classrooms"
    verbose_name = "Classes"

    def ready(self) -> None:
        register(model="classrooms.Membership")
        register(model="classrooms.HandIn")
        register(model="classrooms.Assignment", owner="created_by", erase=Erase.ANONYMISE)
