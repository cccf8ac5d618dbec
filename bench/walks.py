"""What one pupil does in the bench besides a quiz."""

import subprocess
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import count

from tests.pupil import Form, Pupil
from tests.walks import QUESTIONS, ScriptQuiz, check, draft_of

ESSAY = "A good essay names the method, says what follows from it and weighs it for this business. "
LONG_ESSAY = ESSAY * 117  # 2,000 words


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
class PageAgain:
    """A page that the pupil's browser has kept, asked for once more."""

    path: str
    kept: dict[Pupil, str] = field(default_factory=dict)

    def __call__(self, pupil: Pupil) -> None:
        if pupil not in self.kept:
            self.kept[pupil] = check(pupil.get(self.path), 200).headers["ETag"]
        check(pupil.get(self.path, **{"If-None-Match": self.kept[pupil]}), 304)


@dataclass
class OwnQuestion:
    """A question page alone, each pupil's own."""

    opened: dict[Pupil, str] = field(default_factory=dict)

    def __call__(self, pupil: Pupil) -> None:
        if pupil not in self.opened:
            self.opened[pupil] = ScriptQuiz().start(pupil)
        check(pupil.get(f"{self.opened[pupil]}1/?alone"), 200)


@dataclass
class TenForms:
    """Ten forms of ten, made by a process that does nothing else."""

    maker: subprocess.Popen[str]

    def __call__(self, _pupil: Pupil) -> None:
        print(10, file=self.maker.stdin, flush=True)
        assert self.maker.stdout.readline() == f"{10 * QUESTIONS}\n"


@dataclass
class Save:
    """One more answer in a quiz that each pupil has open, as the page's script sends it."""

    quiz: ScriptQuiz = field(default_factory=ScriptQuiz)
    opened: dict[Pupil, tuple[str, Form]] = field(default_factory=dict)
    sequence: Iterator[int] = field(default_factory=lambda: count(1))

    def __call__(self, pupil: Pupil) -> None:
        if pupil not in self.opened:
            folder = self.quiz.start(pupil)
            self.opened[pupil] = folder, self.quiz.question(pupil, folder, 1).form("/answer/")
        folder, form = self.opened[pupil]
        self.quiz.save(pupil, folder, form, sequence=next(self.sequence))


@dataclass
class EssaySave:
    """One more sentence in an essay that each pupil has open, as the page's script sends it."""

    opened: dict[Pupil, tuple[str, Form]] = field(default_factory=dict)
    sequence: Iterator[int] = field(default_factory=lambda: count(2))

    def __call__(self, pupil: Pupil) -> None:
        if pupil not in self.opened:
            draft = draft_of(pupil)
            self.opened[pupil] = draft, check(pupil.get(draft), 200).form(draft)
        draft, form = self.opened[pupil]
        number = next(self.sequence)
        fields = {**form.fields, "text": f"{LONG_ESSAY}{number}", "sequence": number, "client_uuid": uuid.uuid4()}
        headers = {"Accept": "application/json", "X-CSRFToken": pupil.cookies["csrftoken"]}
        check(pupil.post(f"{draft}save/", fields, **headers), 200)
