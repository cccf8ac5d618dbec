from django.apps import AppConfig


class OpsMethodsConfig(AppConfig):
    name = "opsmethods"
    verbose_name = "Notes"
