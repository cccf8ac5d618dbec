from celery import shared_task
from django.utils import timezone

from config import health


@shared_task(name="config.beat", acks_late=True, ignore_result=True)
def beat() -> None:
    health.record_beat(now=timezone.now())
