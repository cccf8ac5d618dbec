"""The site's own application, with gates around an answer and before the call to a worker."""

from celery.signals import before_task_publish

from config.wsgi import application as site
from tests.processes.gates import ARRIVING, PUBLISHING, STORED, come_to


def application(environ, start_response):
    is_answer = environ["REQUEST_METHOD"] == "POST" and environ["PATH_INFO"].endswith("/answer/")
    if is_answer:
        come_to(ARRIVING)
    answer = site(environ, start_response)
    if is_answer:
        come_to(STORED)
    return answer


@before_task_publish.connect
def about_to_call(*, sender, **_):
    if sender == "quizzes.score_attempt":
        come_to(PUBLISHING)
