"""Many students at once, whose answers arrive twice, out of order, from a forgotten window, too late or never alone."""

import random
from collections import defaultdict
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import timedelta
from uuid import UUID

from django.db import connections
from django.db.models import F

from quizzes.models import AnswerEvent, Attempt
from tests.processes.conftest import ALIAS
from tests.processes.tab import JSON, Choice, Kept, Tab, attempt_of, digest_of, started
from tests.pupil import Pupil

QUESTIONS = 10
AT_ONCE = 12  # answers that two connections of one browser send beside each other
AGAIN, CHANGED = 0.3, 0.08  # shares of answers sent once more, and once more with another option
KINDS = ("test", "test", "test", "two windows", "timed", "practice")
PASSWORD = "five-sorts-of-production"


@dataclass
class Taken:
    """A quiz that one of them took, and what the site said to each answer: status, and whether it was kept."""

    kind: str
    attempt: UUID
    told: dict[Choice, list[tuple[int, bool]]] = field(default_factory=lambda: defaultdict(list))
    late: set[UUID] = field(default_factory=set)  # sent after the time was up
    after: set[UUID] = field(default_factory=set)  # sent after the quiz was handed in
    codes: list[int] = field(default_factory=list)  # of the hand-ins
    sent: dict[str, object] = field(default_factory=dict)

    def kept(self) -> list[tuple[Choice, bool]]:
        """What the site says it has, each with whether it does not count."""
        return [(choice, told[0][0] == 409) for choice, told in self.told.items() if told[0][0] == 200 or told[0][1]]

    def counted(self) -> list[Choice]:
        return [choice for choice, is_idle in self.kept() if not is_idle and choice.client_uuid not in self.late]

    @property
    def answers(self) -> int:
        return len({choice.client_uuid for choice in self.told})


class Student:
    """One account in two browsers."""

    def __init__(self, site: str, name: str, seed: int) -> None:
        self.site, self.rng = site, random.Random(seed)
        self.browsers = [_signed_up(site, name), _signed_in(site, name)]

    def take(self, *, answers: int) -> list[Taken]:
        """Quizzes until so many answers are given."""
        taken: list[Taken] = []
        try:
            while sum(one.answers for one in taken) < answers:
                taken.append(self._take(KINDS[len(taken) % len(KINDS)]))
        finally:
            connections[ALIAS].close()  # of this thread
        return taken

    def _take(self, kind: str) -> Taken:
        wanted = {"practice": {"mode": "practice"}, "timed": {"minutes": 5}}.get(kind, {})
        kept = started(self.site, count=QUESTIONS, cookies=self.browsers[0], **wanted)
        tab, taken = Tab(self.site, kept), Taken(kind, attempt_of(kept))
        first, second = self._answers(tab, 1), self._answers(tab, 2)
        self._deliver(tab, taken, first)
        if kind == "timed":
            _let_time_pass(taken.attempt)
            taken.late.update(numbers(second))
        if kind == "two windows":
            other = Tab(self.site, Kept(kept.folder, self.browsers[1]))
            assert other.window == tab.window + 1
            self._deliver(other, taken, self._answers(other, 2))
            self._deliver(tab, taken, second)
            self._hand_in(other, taken)
            other.pupil.close()
        else:
            self._deliver(tab, taken, second, handing_in=self.rng.random() < 0.5)
            self._hand_in(tab, taken)
        beyond = self._answers(tab, 3)[:3]
        taken.after.update(numbers(beyond))
        self._deliver(tab, taken, [*beyond, *first[:2]])
        tab.pupil.close()
        return taken

    def _answers(self, tab: Tab, part: int) -> list[Choice]:
        return [
            Choice(position, self.rng.choice(tab.options[position]), tab.window, AT_ONCE * part + number)
            for number in range(AT_ONCE)
            for position in [self.rng.randint(1, QUESTIONS)]
        ]

    def _deliver(self, tab: Tab, taken: Taken, answers: list[Choice], *, handing_in: bool = False) -> None:
        """All of them, some more than once, in any order, over two connections."""
        again = [answer for answer in answers if self.rng.random() < AGAIN]
        changed = [self._changed(tab, answer) for answer in answers if self.rng.random() < CHANGED]
        sent = [*answers, *again, *changed]
        self.rng.shuffle(sent)
        with ThreadPoolExecutor(3) as pool:
            lanes = [pool.submit(self._send, tab, lane) for lane in (sent[::2], sent[1::2])]
            if handing_in:
                pool.submit(self._hand_in, tab, taken).result()
            for lane in lanes:
                for choice, told in lane.result():
                    taken.told[choice].append(told)

    def _changed(self, tab: Tab, answer: Choice) -> Choice:
        others = [option for option in tab.options[answer.position] if option != answer.option]
        return replace(answer, option=self.rng.choice(others))

    def _send(self, tab: Tab, lane: list[Choice]) -> list[tuple[Choice, tuple[int, bool]]]:
        pupil, told = Pupil(self.site, tab.pupil.cookies), []
        headers = JSON | {"X-CSRFToken": pupil.cookies["csrftoken"]}
        for choice in lane:
            page = pupil.post(f"{tab.kept.folder}{choice.position}/answer/", choice.fields, **headers)
            told.append((choice, (page.status, page.status == 409 and '"kept": true' in page.text)))
        pupil.close()
        return told

    def _hand_in(self, tab: Tab, taken: Taken) -> None:
        pupil = Pupil(self.site, tab.pupil.cookies)
        own = [choice for choice, _ in taken.kept() if choice.window == tab.window]
        taken.sent = taken.sent or {"window": tab.window, "event_count": len(own), "digest": digest_of(own)}
        headers = {"X-CSRFToken": pupil.cookies["csrftoken"]}
        taken.codes.append(pupil.post(f"{tab.kept.folder}submit/", taken.sent, **headers).status)
        pupil.close()


def numbers(answers: Iterable[Choice]) -> set[UUID]:
    return {answer.client_uuid for answer in answers}


def _signed_up(site: str, name: str) -> dict[str, str]:
    return _session(site, "/account/signup/", username=name, password1=PASSWORD)


def _signed_in(site: str, name: str) -> dict[str, str]:
    return _session(site, "/account/login/", login=name, password=PASSWORD)


def _session(site: str, url: str, **fields: str) -> dict[str, str]:
    pupil = Pupil(site)
    page = pupil.open(url)
    answer = pupil.submit(page, page.form(url.removeprefix("/account")), **fields)
    assert answer.status == 302, answer.text
    pupil.close()
    return pupil.cookies


def _let_time_pass(attempt: UUID) -> None:
    """An hour: whatever there is of the quiz is that much older."""
    hour = timedelta(hours=1)
    Attempt.objects.using(ALIAS).filter(pk=attempt).update(started_at=F("started_at") - hour)
    AnswerEvent.objects.using(ALIAS).filter(attempt=attempt).update(server_time=F("server_time") - hour)
