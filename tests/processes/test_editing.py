"""An editor's change in one process is in the next question of another, and in no open attempt."""

import re
from collections.abc import Iterator

import pytest

from opsmethods.models import Method
from tests.factories.accounts import PASSWORD
from tests.processes.conftest import ALIAS
from tests.pupil import Page, Pupil
from tests.servers import manage, web
from tests.walks import QUESTIONS, Quiz

pytestmark = pytest.mark.servers

RENAMED = "Project-by-project production"


@pytest.fixture
def editor(stage) -> Iterator[Pupil]:
    """An administrator signed in at another web process than the pupil's."""
    command = "createsuperuser --no-input --username ed --email ed@example.org"
    manage({**stage.env, "DJANGO_SUPERUSER_PASSWORD": PASSWORD}, *command.split())
    with web(stage.env, workers=1) as other:
        editor = Pupil(other.url)
        page = editor.open("/account/login/")
        editor.follow(editor.submit(page, page.form("/login/"), login="ed", password=PASSWORD))
        yield editor
        editor.close()


def names(pages: list[Page], method: str) -> bool:
    """Among the answers or, in small letters, within a sentence."""
    return any(method.casefold() in page.text.casefold() for page in pages)


def questions(pupil: Pupil, folder: str) -> list[Page]:
    return [Quiz().question(pupil, folder, position) for position in range(1, QUESTIONS + 1)]


def as_seen(pages: list[Page]) -> list[str]:
    """The questions without what is new on every page load: tokens and event numbers."""
    return [re.sub(r'value="[^"]*"', "", page.text) for page in pages]


def test_an_edit_changes_the_next_question_and_no_open_one(stage, pupil, editor):
    method = Method.objects.using(ALIAS).order_by("slot").first()
    pupil.open("/quizzes/")
    open_attempt = Quiz().start(pupil)
    before = questions(pupil, open_attempt)

    form_page = editor.open(f"/admin/opsmethods/method/{method.pk}/change/")
    saved = editor.submit(form_page, form_page.form("/change/"), name=RENAMED)
    next_attempt = Quiz().start(pupil)
    after = questions(pupil, next_attempt)

    assert saved.status == 302, saved.text
    assert as_seen(questions(pupil, open_attempt)) == as_seen(before)
    assert (names(before, RENAMED), names(after, RENAMED)) == (False, True)
