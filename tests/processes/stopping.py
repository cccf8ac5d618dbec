"""Loaded into a worker by `-I`: it stops where its task has committed and is not yet acknowledged."""

import os
import signal

from celery.signals import task_postrun


@task_postrun.connect
def stop_here(*, sender, **_):
    """The pool's process stops itself, so that the worker never hears that the task is done."""
    if sender.name == "quizzes.score_attempt":
        os.kill(os.getpid(), signal.SIGSTOP)
