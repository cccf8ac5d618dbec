"""A quiz taken over HTTP, request by request. Nothing is fetched behind its back."""

import time
import uuid
from dataclasses import dataclass, field
from hashlib import sha256

from tests.pupil import Form, Page, Pupil
from tests.servers import until

QUESTIONS = 10
PAGE_LOOKS_EVERY = 1.0  # seconds


def check(page: Page, *statuses: int) -> Page:
    if page.status not in statuses:
        raise RuntimeError(f"{page.url} answered {page.status}\n{page.text[-2000:]}")
    return page


@dataclass
class Quiz:
    """A test quiz of ten questions as plain forms take it: start, one GET and one POST per question, hand in, wait for
    the result. The first page brings all questions, as it does for everybody; the others are asked for alone.
    """

    topic: str = "operations-methods"

    def __call__(self, pupil: Pupil) -> None:
        folder = self.answered(pupil)
        self.hand_in(pupil, folder)
        self.wait(pupil, folder)

    def answered(self, pupil: Pupil) -> str:
        """A quiz with every question answered, not handed in."""
        folder = self.start(pupil)
        for position in range(1, QUESTIONS + 1):
            self.answer(pupil, self.question(pupil, folder, position))
        return folder

    def start(self, pupil: Pupil) -> str:
        """The address below which the new attempt's pages are."""
        fields = {"mode": "test", "count": QUESTIONS, "level": "A", "csrfmiddlewaretoken": pupil.cookies["csrftoken"]}
        answer = check(pupil.post(f"/quizzes/{self.topic}/start/", fields), 302)
        return answer.location.removesuffix("1/")

    def question(self, pupil: Pupil, folder: str, position: int) -> Page:
        alone = "?alone" if position > 1 else ""
        return check(pupil.get(f"{folder}{position}/{alone}"), 200)

    def answer(self, pupil: Pupil, page: Page) -> None:
        form = page.form("/answer/")
        check(pupil.submit(page, form, **first_choice(form)), 200, 302)

    def hand_in(self, pupil: Pupil, folder: str) -> None:
        check(pupil.post(f"{folder}submit/", {"csrfmiddlewaretoken": pupil.cookies["csrftoken"]}), 302)

    def wait(self, pupil: Pupil, folder: str, *, every: float = PAGE_LOOKS_EVERY) -> float:
        """Seconds until the result page shows the marks, looking again as often as the page's own script."""
        begun = time.monotonic()
        until(lambda: is_scored(check(pupil.get(f"{folder}result/"), 200)), every=every, what="the marks")
        return time.monotonic() - begun


@dataclass
class ScriptQuiz(Quiz):
    """The same as a page's script takes it: start, one GET for all questions, ten JSON saves, then hand in with the
    count and the digest of what was sent.
    """

    sent: dict[str, list[str]] = field(default_factory=dict)

    def answered(self, pupil: Pupil) -> str:
        folder = self.start(pupil)
        forms = [form for form in self.question(pupil, folder, 1).forms if form.action.endswith("/answer/")]
        assert len(forms) == QUESTIONS
        for sequence, form in enumerate(forms, start=1):
            self.save(pupil, folder, form, sequence=sequence)
        return folder

    def save(self, pupil: Pupil, folder: str, form: Form, *, sequence: int) -> None:
        """One answer as the outbox sends it."""
        key, option = str(uuid.uuid4()), form.choices["option"][0]
        fields = {
            "window": form.fields["window"],
            "client_uuid": key,
            "option": option,
            "sequence": sequence,
            "client_time": "2026-03-02T10:00:00.000Z",
        }
        headers = {"Accept": "application/json", "X-CSRFToken": pupil.cookies["csrftoken"]}
        check(pupil.post(form.action, fields, **headers), 200)
        self.sent.setdefault(folder, []).append(f"{key} {sequence} {option}")

    def hand_in(self, pupil: Pupil, folder: str) -> None:
        lines = sorted(self.sent.pop(folder))
        told = {"window": 1, "event_count": len(lines), "digest": sha256("\n".join(lines).encode()).hexdigest()}
        check(pupil.post(f"{folder}submit/", told | {"csrfmiddlewaretoken": pupil.cookies["csrftoken"]}), 302)


def is_scored(page: Page) -> bool:
    return f" of {QUESTIONS} right" in page.text


def first_choice(form: Form) -> dict[str, str]:
    return {name: values[0] for name, values in form.choices.items()}


def draft_of(pupil: Pupil) -> str:
    """The path of an essay this pupil has just begun."""
    page = pupil.open("/essays/operations-methods/1/")
    form = page.form("/start/")
    return pupil.submit(page, form, level="A").location.removeprefix(pupil.site)
