"""What one pupil does, request by request. Every walk is written out: nothing is fetched behind its back."""

import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass

from tests.pupil import Form, Page, Pupil
from tests.servers import until

QUESTIONS = 10
ESSAY = "A good essay names the method, says what follows from it and weighs it for this business. "


def check(page: Page, *statuses: int) -> Page:
    if page.status not in statuses:
        raise RuntimeError(f"{page.url} answered {page.status}\n{page.text[-2000:]}")
    return page


def bare_page(pupil: Pupil) -> None:
    check(pupil.get("/"), 200)


def ten_bare_pages(pupil: Pupil) -> None:
    for _ in range(QUESTIONS):
        bare_page(pupil)


def page_at(path: str) -> Callable[[Pupil], None]:
    def walk(pupil: Pupil) -> None:
        check(pupil.get(path), 200)

    return walk


@dataclass
class Quiz:
    """A test quiz of ten questions: start, one GET and one POST per question, hand in, wait for the result."""

    topic: str

    def __call__(self, pupil: Pupil) -> None:
        folder = self.start(pupil)
        for position in range(1, QUESTIONS + 1):
            self.answer(pupil, self.question(pupil, folder, position))
        self.hand_in(pupil, folder)
        self.wait(pupil, folder)

    def start(self, pupil: Pupil) -> str:
        """The address below which the new attempt's pages are."""
        fields = {"mode": "test", "count": QUESTIONS, "level": "A", "csrfmiddlewaretoken": pupil.cookies["csrftoken"]}
        answer = check(pupil.post(f"/quizzes/{self.topic}/start/", fields), 302)
        return answer.location.removesuffix("1/")

    def question(self, pupil: Pupil, folder: str, position: int) -> Page:
        return check(pupil.get(f"{folder}{position}/"), 200)

    def answer(self, pupil: Pupil, page: Page) -> None:
        form = page.form("/answer/")
        check(pupil.submit(page, form, **first_choice(form)), 200, 302)

    def hand_in(self, pupil: Pupil, folder: str) -> None:
        check(pupil.post(f"{folder}submit/", {"csrfmiddlewaretoken": pupil.cookies["csrftoken"]}), 302)

    def wait(self, pupil: Pupil, folder: str) -> float:
        """Seconds until the result page shows the marks."""
        begun = time.monotonic()
        until(lambda: " of 10 right" in check(pupil.get(f"{folder}result/"), 200).text, what="the marks")
        return time.monotonic() - begun


def first_choice(form: Form) -> dict[str, str]:
    return {name: values[0] for name, values in form.choices.items()}


@dataclass
class Autosave:
    """One more sentence in an essay, saved as the page's script does it."""

    draft: str

    def __call__(self, pupil: Pupil) -> None:
        page = check(pupil.get(self.draft), 200)
        form = page.form(self.draft)
        headers = {"Accept": "application/json", "X-CSRFToken": pupil.cookies["csrftoken"]}
        check(pupil.post(f"{self.draft}save/", {**form.fields, **new_text(form)}, **headers), 200)


def new_text(form: Form) -> dict[str, str]:
    return {"text": form.fields.get("text", "") + ESSAY, "client_uuid": str(uuid.uuid4())}
