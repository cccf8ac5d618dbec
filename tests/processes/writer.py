"""Somebody who writes an essay in two places, over a line that drops what it likes."""

import random
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from http.client import HTTPException
from uuid import UUID, uuid4

from essays.domain.text import digest, plain
from tests.processes.tab import JSON, PATIENCE
from tests.pupil import Page, Pupil
from tests.walks import check, draft_of

STEPS = (8, 16)  # saves and openings of one session, fewest and most
LOST, UNANSWERED, TWICE, OPENED = 0.15, 0.15, 0.15, 0.2  # shares of steps
WORDS = ("Job ", "batch ", "flow ", "costs ", "fall, ", "so ", "prices ", "follow. ", "\n\n", "Müşteri ", "عميل ", "🙂")


@dataclass
class Place:
    """A page of the essay: its window, the number of its last save, and the text that stands in it."""

    window: int
    sequence: int
    text: str


@dataclass
class Told:
    """What the site said to each text: taken as the current one (200), or kept aside (409)."""

    taken: list[str] = field(default_factory=list)
    aside: list[str] = field(default_factory=list)


class Writer:
    def __init__(self, site: str, *, seed: int) -> None:
        self.site, self.rng = site, random.Random(seed)
        self.pupil = Pupil(site)
        self.draft = self._until(lambda: draft_of(self.pupil))
        self.told = Told()
        self.current = self._opened()
        self.other: Place | None = None

    @property
    def draft_id(self) -> UUID:
        return UUID(self.draft.rstrip("/").rpartition("/")[2])

    def write(self) -> None:
        """A session, and the essay handed in at its end."""
        for _ in range(self.rng.randint(*STEPS)):
            if self.rng.random() < OPENED:
                self._go_elsewhere()
            elif self.other and self.rng.random() < OPENED:
                self._type_in(self.other, taken=409)
            else:
                self._type_in(self.current, taken=200)
        self._type_in(self.current, taken=200)
        self._hand_in()

    # --- Steps ------------------------------------------------------------------------------------

    def _go_elsewhere(self) -> None:
        """The essay is opened again; the page that was open stays open somewhere, and knows nothing of it."""
        self.other, self.current = self.current, self._opened()

    def _opened(self) -> Place:
        page = self._until(lambda: check(self.pupil.get(self.draft), 200))
        form = page.form(self.draft)
        shown = plain(form.fields["text"].removeprefix("\n"))
        assert shown == (self.told.taken[-1] if self.told.taken else "")
        return Place(int(form.fields["window"]), int(form.fields["sequence"]), shown)

    def _type_in(self, place: Place, *, taken: int) -> None:
        typed = "".join(self.rng.choices(WORDS, k=self.rng.randint(1, 12)))
        place.text = plain(f"{place.text}{typed}{place.sequence}")
        place.sequence += 1
        if self.rng.random() < LOST:
            return  # the next save brings these words too
        status = self._deliver(self._fields(place))
        assert status == taken, (status, taken)
        (self.told.taken if status == 200 else self.told.aside).append(place.text)

    def _hand_in(self) -> None:
        place = self.current
        place.sequence += 1
        fields = self._fields(place) | {"cause": "save", "finished": "yes"}
        headers = {"X-CSRFToken": self.pupil.cookies["csrftoken"]}
        self._until(lambda: check(self.pupil.post(f"{self.draft}submit/", fields, **headers), 302))
        self.told.taken.append(place.text)

    def _fields(self, place: Place) -> dict[str, object]:
        order = {"window": place.window, "sequence": place.sequence, "client_uuid": uuid4()}
        return {"text": place.text, "cause": "autosave", **order}

    # --- The line ---------------------------------------------------------------------------------

    def _deliver(self, fields: dict[str, object]) -> int:
        """The same save until an answer is heard, sometimes once more."""
        statuses = {self._post(fields).status for _ in range(1 + (self.rng.random() < TWICE))}
        assert len(statuses) == 1, statuses
        return statuses.pop()

    def _post(self, fields: dict[str, object]) -> Page:
        headers = JSON | {"X-CSRFToken": self.pupil.cookies["csrftoken"]}
        if self.rng.random() < UNANSWERED:
            self._until(lambda: self.pupil.post(f"{self.draft}save/", fields, **headers))
        return self._until(lambda: self.pupil.post(f"{self.draft}save/", fields, **headers))

    def _until(self, act: Callable) -> Page | str:
        """What comes of it once the site answers at all."""
        end = time.monotonic() + PATIENCE
        while True:
            try:
                return act()
            except (OSError, HTTPException):
                if time.monotonic() > end:
                    raise
                self.pupil.close()
                time.sleep(0.05)


def hashes(texts: list[str]) -> set[str]:
    return {digest(text) for text in texts}
