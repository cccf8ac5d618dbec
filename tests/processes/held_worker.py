"""Loaded into a worker by `-I`: gates inside its transaction, and between its commit and the acknowledgement."""

from celery.signals import task_postrun
from django.db.backends.signals import connection_created
from django.dispatch import receiver

from tests.processes.gates import MARKED, MARKING, come_to


@receiver(connection_created)
def watch(*, connection, **_):
    if stand_at_the_mark not in connection.execute_wrappers:
        connection.execute_wrappers.append(stand_at_the_mark)


def stand_at_the_mark(execute, sql, params, many, context):
    """After the statement that enters a mark, before the commit."""
    done = execute(sql, params, many, context)
    if sql.startswith('INSERT INTO "quizzes_mark"'):
        come_to(MARKING)
    return done


@task_postrun.connect
def mark_is_committed(*, sender, **_):
    if sender.name == "quizzes.score_attempt":
        come_to(MARKED)
