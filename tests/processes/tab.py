"""A quiz open in a browser tab, which keeps each answer until the server has it, as static/js/outbox.js does."""

import socket
from dataclasses import dataclass, field
from hashlib import sha256
from http.client import HTTPException
from urllib.parse import urlsplit
from uuid import UUID, uuid4

from tests.processes.conftest import attempt_in
from tests.pupil import Page, Pupil
from tests.servers import free_port, until
from tests.walks import check

TOPIC = "operations-methods"
FOR_GOOD = {400, 409, 410, 413, 422}
JSON = {"Accept": "application/json"}
PATIENCE = 120  # seconds in which all is well again, on a machine that does much else


@dataclass(frozen=True)
class Choice:
    """An answer as the student gave it."""

    position: int
    option: str
    window: int
    sequence: int
    client_uuid: UUID = field(default_factory=uuid4)

    @property
    def fields(self) -> dict[str, object]:
        names = {"option": self.option, "window": self.window, "sequence": self.sequence}
        return {**names, "client_uuid": self.client_uuid}

    @property
    def line(self) -> str:
        """As a receipt counts it: quizzes/domain/receipts.py."""
        return f"{self.client_uuid} {self.sequence} {self.option}"


@dataclass
class Kept:
    """What a browser keeps of a quiz when its tab is gone: posts, what they were, the last number and the cookies."""

    folder: str
    cookies: dict[str, str] = field(default_factory=dict)
    waiting: list[Choice] = field(default_factory=list)
    saved: list[Choice] = field(default_factory=list)
    refused: list[Choice] = field(default_factory=list)
    last: int = 0


def digest_of(choices: list[Choice]) -> str:
    return sha256("\n".join(sorted(choice.line for choice in choices)).encode()).hexdigest()


class Tab:
    """Opens the quiz. Nothing but `kept` outlives it."""

    def __init__(self, site: str, kept: Kept) -> None:
        self.site, self.kept = site, kept
        self.pupil = Pupil(site, kept.cookies)
        self.is_offline = self.is_handed_in = False
        self.options: dict[int, list[str]] = {}
        page = until(self._opened, seconds=PATIENCE, what="the quiz to open")
        self.is_handed_in = page.status == 302
        if not self.is_handed_in:
            self._read(page)

    def choose(self, position: int, place: int) -> None:
        """The answer in that place, kept and not yet sent."""
        self.kept.last = max(self.sequence, self.kept.last + 1)
        choice = Choice(position, self.options[position][place], self.window, self.kept.last)
        self.kept.waiting.append(choice)

    def flush(self) -> bool:
        """Send what waits, in its order; whether nothing is left."""
        while self.kept.waiting:
            choice = self.kept.waiting[0]
            page = self._post(f"{self.kept.folder}{choice.position}/answer/", choice.fields)
            if page is None or not (page.status == 200 or page.status in FOR_GOOD):
                return False
            (self.kept.saved if page.status == 200 else self.kept.refused).append(choice)
            self.kept.waiting.remove(choice)
        return True

    def hand_in(self) -> bool:
        """Whether the quiz is handed in, and this tab knows."""
        if self.is_handed_in or not self.flush():
            return self.is_handed_in
        own = [choice for choice in self.kept.saved if choice.window == self.window]
        sent = {"window": self.window, "event_count": len(own), "digest": digest_of(own)}
        page = self._post(f"{self.kept.folder}submit/", sent)
        self.is_handed_in = page is not None and page.status == 302
        return self.is_handed_in

    def send_half(self) -> None:
        """The first post that waits, as far as the middle of its body: then the line is cut."""
        choice, place = self.kept.waiting[0], urlsplit(self.site)
        head = f"POST {urlsplit(self.kept.folder).path}{choice.position}/answer/ HTTP/1.1\r\nHost: {place.netloc}\r\n"
        cookie = "; ".join(f"{name}={value}" for name, value in self.kept.cookies.items())
        sizes = "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 200\r\n"
        with socket.create_connection((place.hostname, place.port), timeout=PATIENCE) as line:
            line.sendall(f"{head}Cookie: {cookie}\r\n{sizes}\r\noption={choice.option}&win".encode())

    def cut(self) -> None:
        """The line ends in the middle of whatever is on it."""
        if (line := self.pupil._connection.sock) is not None:
            line.shutdown(socket.SHUT_RDWR)

    def get(self, url: str) -> Page:
        page = until(lambda: self._tried(lambda: self.pupil.get(url)), seconds=PATIENCE, what=f"{url} to open")
        return check(page, 200)

    # --- Below ------------------------------------------------------------------------------------

    def _opened(self) -> Page | None:
        page = self._tried(lambda: self.pupil.get(f"{self.kept.folder}1/"))
        return page if page and page.status in {200, 302} else None

    def _read(self, page: Page) -> None:
        for form in page.forms:
            if form.action.endswith("/answer/"):
                self.options[int(form.fields["position"])] = form.choices["option"]
                self.window, self.sequence = int(form.fields["window"]), int(form.fields["sequence"])

    def _post(self, url: str, fields: dict[str, object]) -> Page | None:
        """None where no answer came back."""
        headers = JSON | {"X-CSRFToken": self.pupil.cookies["csrftoken"]}
        return self._tried(lambda: self.pupil.post(url, fields, **headers))

    def _tried(self, send) -> Page | None:
        try:
            if self.is_offline:
                socket.create_connection(("127.0.0.1", free_port()), timeout=1)
            page = send()
        except (OSError, HTTPException):
            self.pupil.close()
            return None
        self.kept.cookies.update(self.pupil.cookies)
        return page


def started(site: str, *, count: int, cookies: dict[str, str] | None = None, **wanted: object) -> Kept:
    """A new quiz, a test unless another mode is wanted, open nowhere yet."""
    pupil = Pupil(site, cookies)
    pupil.open("/quizzes/")
    fields = {"mode": "test", "count": count, "level": "A", "csrfmiddlewaretoken": pupil.cookies["csrftoken"], **wanted}
    answer = check(pupil.post(f"/quizzes/{TOPIC}/start/", fields), 302)
    pupil.close()
    return Kept(answer.location.removesuffix("1/"), pupil.cookies)


def attempt_of(kept: Kept) -> UUID:
    return attempt_in(kept.folder)
