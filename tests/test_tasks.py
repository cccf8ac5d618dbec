"""Every task run twice: the second run finds nothing to do. The broker may deliver a message more than once."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from celery import current_app
from django.apps import apps

from opsmethods.models import Topic
from quizzes.models import ItemStatistic, Recount
from quizzes.operations import begin_recount
from tests.quizzes.play import NOW
from tests.source import APPS
from tests.world import World

NOTES = "operations-methods"


def uncounted() -> dict[str, str]:
    """A site on which no statistics were counted yet."""
    Recount.objects.all().delete()
    return {}


def begun_recount() -> dict[str, str]:
    uncounted()
    return {"topic": NOTES, "recount_id": begin_recount(Topic.objects.get(slug=NOTES), now=NOW).pk}


def counted_before() -> dict[str, str]:
    """Statistics counted before anything was scored."""
    ratings = {"rated_until": NOW - timedelta(days=1), "ratings": {}}
    Recount.objects.update(**ratings)
    ItemStatistic.objects.all().delete()
    return {"topic": NOTES}


RUN_TWICE: dict[str, Callable[[World], dict[str, str]]] = {
    "config.beat": lambda world: {},
    "essays.remind_of_marking": lambda world: {"submission_id": world.things["unmarked"]},
    "essays.sweep_settled": lambda world: {},
    "essays.sweep_untotalled": lambda world: {},
    "essays.thin_versions": lambda world: {"draft_id": world.things["marked_draft"]},
    "essays.total_marking": lambda world: {"marking_id": world.things["untotalled"]},
    "progress.build_report": lambda world: {"report_id": world.things["waiting_report"]},
    "progress.sweep_unbuilt": lambda world: {},
    "quizzes.apply_regrade": lambda world: {"regrade_id": world.things["waiting_regrade"]},
    "quizzes.check_bank": lambda world: {"topic": "operations-methods", "check_id": world.things["bank_check"]},
    "quizzes.compare_receipts": lambda world: {},
    "quizzes.rate_answers": lambda world: counted_before(),
    "quizzes.recompute_statistics": lambda world: uncounted(),
    "quizzes.recount_further": lambda world: begun_recount(),
    "quizzes.review_attempt": lambda world: {"attempt_id": world.things["scored"]},
    "quizzes.score_attempt": lambda world: {"attempt_id": world.things["waiting"]},
    "quizzes.sweep_banks": lambda world: {},
    "quizzes.sweep_statistics": lambda world: uncounted(),
    "quizzes.sweep_regrades": lambda world: {},
    "quizzes.sweep_unfinished": lambda world: {},
    "quizzes.sweep_unreviewed": lambda world: {},
    "quizzes.sweep_unscored": lambda world: {},
}
# The first writes the time into the cache; the bank of the world has been looked through.
CHANGES_NO_ROW = {"config.beat", "quizzes.check_bank", "quizzes.sweep_banks"}


def everything() -> dict[str, list[dict]]:
    """Every row of every table of ours."""
    models = [model for app in APPS for model in apps.get_app_config(app).get_models()]
    return {model._meta.label: list(model.objects.order_by("pk").values()) for model in models}


@pytest.mark.parametrize("name", RUN_TWICE)
def test_a_task_run_twice_changes_nothing_more(world, name):
    current_app.loader.import_default_modules()
    task, arguments = current_app.tasks[name], RUN_TWICE[name](world)
    before = everything()

    task.run(**arguments)
    once = everything()
    task.run(**arguments)

    assert everything() == once
    assert (once != before) == (name not in CHANGES_NO_ROW)
