"""What no page of a quiz would send is refused in words, and nothing changes: over HTTP, on both databases."""

import re
from collections.abc import Iterator

import pytest

from quizzes.models import Attempt
from tests.processes.bad_input import BAD, Quizzes, sensible
from tests.processes.conftest import ALIAS
from tests.processes.tab import PATIENCE, Tab, attempt_of, started
from tests.pupil import Page
from tests.servers import until, worker

pytestmark = pytest.mark.servers


@pytest.fixture(scope="module")
def quizzes(stage, django_db_blocker) -> Iterator[Quizzes]:
    site = stage.web.url
    own, foreign = (started(site, count=4) for _ in range(2))
    over = started(site, count=4, cookies=own.cookies)
    tabs = Quizzes(*(Tab(site, kept) for kept in (own, over, foreign)))
    tabs.over.choose(1, 0)
    with worker(stage.env), django_db_blocker.unblock():
        assert tabs.over.hand_in()
        until(is_done_with(tabs.over), seconds=PATIENCE, what="the mark and the cards")
    yield tabs
    for tab in (tabs.own, tabs.over, tabs.foreign):
        tab.pupil.close()


def is_done_with(tab: Tab):
    """No worker has anything left to write about this quiz."""
    row = Attempt.objects.using(ALIAS).filter(pk=attempt_of(tab.kept), reviewed_at__isnull=False)
    return row.exists


@pytest.mark.parametrize("bad", BAD, ids=lambda bad: bad.what)
def test_bad_input_is_refused_in_words_and_changes_nothing(quizzes, bad):
    before = quizzes.rows()

    pages = [bad.send(quizzes, accept=accept) for accept in ("application/json", "text/html")]

    assert [page.status for page in pages] == [bad.status] * 2
    assert [len(words_of(page)) > 3 for page in pages] == [True] * 2
    assert quizzes.rows() == before


@pytest.mark.parametrize("position", ["0", "99", "9" * 19, "9" * 5_000, "\u0661\u0662", "\0"])
def test_a_form_that_names_no_question_saves_none_and_is_no_failure(quizzes, position):
    before, tab = quizzes.rows(), quizzes.own
    fields = sensible(tab) | {"position": position, "flagged": 0, "csrfmiddlewaretoken": tab.pupil.cookies["csrftoken"]}

    page = tab.pupil.post(f"{tab.kept.folder}1/flag/", fields)

    assert (page.status, quizzes.rows()) == (302, before)


def test_an_answer_to_a_quiz_that_is_over_is_kept_and_moves_nothing(quizzes):
    before, tab = quizzes.rows(), quizzes.over
    tab.choose(1, 1)

    tab.flush()

    after = quizzes.rows()
    assert len(tab.kept.refused) == 1
    assert [row["superseded"] for row in after.pop("AnswerEvent")] == [False, True]
    assert after.pop("quizzes.AnswerEvent") == before.pop("quizzes.AnswerEvent") + 1
    before.pop("AnswerEvent")
    assert after == before


def words_of(page: Page) -> list[str]:
    """What a reader sees of a page, or of the reason in an answer to a script."""
    text = re.sub(r"<head>.*?</head>|<[^>]*>", " ", page.text, flags=re.DOTALL)
    return re.findall(r"[A-Za-z]{2,}", text)
