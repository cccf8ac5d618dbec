"""Requests that no page of a quiz would send."""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import uuid4

from django.apps import apps

from quizzes.models import AnswerEvent, Attempt, AttemptItem, Mark, Receipt
from tests.processes.conftest import ALIAS
from tests.processes.tab import TOPIC, Tab, attempt_of
from tests.pupil import Page, Pupil

FORM = "application/x-www-form-urlencoded"
MEGABYTE = 1_000_000
DIGITS = "9" * 5_000  # more than int() takes


@dataclass(frozen=True)
class Quizzes:
    """One that this browser may answer, one that it has handed in, and one of somebody else."""

    own: Tab
    over: Tab
    foreign: Tab

    def rows(self) -> dict[str, object]:
        """Everything there is of the three, and how much there is of everything."""
        attempts = [attempt_of(tab.kept) for tab in (self.own, self.over, self.foreign)]
        of_them = {Attempt: "pk", AttemptItem: "attempt", AnswerEvent: "attempt", Mark: "attempt", Receipt: "attempt"}
        whole = {
            model.__name__: list(model.objects.using(ALIAS).filter(**{f"{key}__in": attempts}).order_by("pk").values())
            for model, key in of_them.items()
        }
        models = apps.get_app_config("quizzes").get_models()
        return whole | {model._meta.label: model._base_manager.using(ALIAS).count() for model in models}


@dataclass(frozen=True)
class Bad:
    """A request, by what it is made from, and the status that answers it."""

    what: str
    status: int
    fields: Callable[[Quizzes], dict[str, object]] = lambda _: {}
    to: Callable[[Quizzes], str] = lambda quizzes: f"{quizzes.own.kept.folder}1/answer/"
    body: Callable[[bytes], bytes] = lambda sent: sent
    kind: str = FORM
    has_token: bool = True

    def send(self, quizzes: Quizzes, *, accept: str) -> Page:
        fields = sensible(quizzes.own) | self.fields(quizzes)
        body = self.body(urlencode(fields).encode())
        headers = {"Accept": accept, "Content-Type": self.kind}
        if self.has_token:
            headers["X-CSRFToken"] = quizzes.own.pupil.cookies["csrftoken"]
        pupil = Pupil(quizzes.own.site, quizzes.own.pupil.cookies)
        try:
            return pupil._send("POST", self.to(quizzes), body, headers)
        finally:
            pupil.close()


def sensible(tab: Tab) -> dict[str, object]:
    return {"option": tab.options[1][0], "window": tab.window, "sequence": 1, "client_uuid": uuid4()}


def with_values(**values: object) -> Callable[[Quizzes], dict[str, object]]:
    return lambda _: values


def instead(body: bytes) -> Callable[[bytes], bytes]:
    return lambda _: body


def to_own(ending: str) -> Callable[[Quizzes], str]:
    return lambda quizzes: f"{quizzes.own.kept.folder}{ending}"


START = {"to": lambda _: f"/quizzes/{TOPIC}/start/"}
HAND_IN = {"to": to_own("submit/")}
FLAG = {"to": to_own("1/flag/")}
MANY = urlencode([(f"name{number}", number) for number in range(2_000)]).encode()

BAD = (
    Bad("an option of no question", 422, with_values(option=uuid4())),
    Bad("an option of another question", 422, lambda quizzes: {"option": quizzes.own.options[2][0]}),
    Bad("an option of another's quiz", 422, lambda quizzes: {"option": quizzes.foreign.options[1][0]}),
    Bad("an option that is none", 422, with_values(option="B")),
    Bad("an option with a NUL", 422, with_values(option="\0" * 32)),
    Bad("an option of a megabyte", 422, with_values(option="a" * MEGABYTE)),
    Bad("a window never opened", 409, lambda quizzes: {"window": quizzes.own.window + 1}),
    Bad("the highest window", 409, with_values(window=2**31 - 1)),
    Bad("a window above it", 422, with_values(window=2**31)),
    Bad("no window", 422, with_values(window=0)),
    Bad("a sequence below 0", 422, with_values(sequence=-1)),
    Bad("a sequence above the highest", 422, with_values(sequence=2**31)),
    Bad("a sequence of 5,000 digits", 422, with_values(sequence=DIGITS)),
    Bad("a sequence with a NUL", 422, with_values(sequence="1\0")),
    Bad("a number that is none", 422, with_values(client_uuid="first")),
    Bad("a time that is none", 422, with_values(client_time="\0noon")),
    Bad("a certainty of 4", 422, with_values(certainty=4)),
    Bad("another's quiz", 404, to=lambda quizzes: f"{quizzes.foreign.kept.folder}1/answer/"),
    Bad("another's question flagged", 404, with_values(flagged=1), lambda q: f"{q.foreign.kept.folder}1/flag/"),
    Bad("another's quiz handed in", 404, to=lambda quizzes: f"{quizzes.foreign.kept.folder}submit/"),
    Bad("question 99", 404, to=to_own("99/answer/")),
    Bad("a question of 19 digits", 404, to=to_own(f"{'9' * 19}/answer/")),
    Bad("a question of 30 digits", 404, to=to_own(f"{'9' * 30}/answer/")),
    Bad("a question of 5,000 digits", 404, to=to_own(f"{DIGITS}/answer/")),
    Bad("a quiz that is none", 404, to=lambda _: "/quizzes/attempts/%FF%00/1/answer/"),
    Bad("no body", 422, body=instead(b"")),
    Bad("a megabyte of nothing", 422, body=instead(b"x" * MEGABYTE)),
    Bad("2,000 fields", 400, body=instead(MANY)),
    Bad("half a form", 422, body=lambda sent: sent[: len(sent) // 2]),
    Bad("a form that is none", 422, body=instead(b"%zz=&&==%;option")),
    Bad("bytes that are not UTF-8", 422, body=instead(b"option=\xff\xfe%ff&window=\xc3")),
    Bad("another character set", 400, kind=f"{FORM}; charset=utf-16"),
    Bad("JSON", 422, body=instead(b'{"option": 1}'), kind="application/json"),
    Bad("plain text", 422, kind="text/plain"),
    Bad("a kind with a NUL in its name", 422, kind="text/\xa0x"),
    Bad("parts without a boundary", 400, kind="multipart/form-data"),
    Bad("parts that never end", 422, body=instead(b"--b\r\nContent-Di"), kind="multipart/form-data; boundary=b"),
    Bad("no token", 403, has_token=False),
    Bad("a hand-in of a window never opened", 409, lambda q: {"window": q.own.window + 1, "event_count": 0}, **HAND_IN),
    Bad("a hand-in of -1 answers", 422, with_values(event_count=-1), **HAND_IN),
    Bad("a hand-in of 2 to the 31 answers", 422, with_values(event_count=2**31), **HAND_IN),
    Bad("a digest that is none", 422, with_values(event_count=0, digest="\0" * 64), **HAND_IN),
    Bad("a hand-in without a token", 403, has_token=False, **HAND_IN),
    Bad("a flag of 2", 422, with_values(flagged=2), **FLAG),
    Bad("a flag that is none", 422, with_values(flagged="\0"), **FLAG),
    Bad("a quiz of no kind", 422, with_values(mode="exam"), **START),
    Bad("a quiz of 5,000 digits", 422, with_values(mode="test", count=DIGITS), **START),
    Bad("a quiz on a NUL", 422, with_values(mode="test", dimension="\0"), **START),
    Bad("a quiz on what is not there", 422, with_values(mode="test", method="nothing"), **START),
    Bad(
        "a quiz on what another missed", 422, lambda q: {"mode": "test", "missed": attempt_of(q.foreign.kept)}, **START
    ),
    Bad("a quiz on nothing", 404, with_values(mode="test"), lambda _: "/quizzes/nothing/start/"),
)
