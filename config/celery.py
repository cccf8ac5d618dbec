"""The Celery application. Its settings and its timetable are in config/settings.py."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

app = Celery("operations_methods")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
