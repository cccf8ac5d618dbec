"""Essays at every stage, made by the operations that make real ones."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from uuid import uuid4

from accounts.domain.actor import Actor
from accounts.domain.policy import Policy
from accounts.models import User
from essays import operations
from essays.domain.change import Change
from essays.domain.sheet import Choice
from essays.models import Draft, Mark, Marking, Prompt, Submission
from essays.queries import marking_sheet

NOW = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
LATER = NOW + timedelta(minutes=5)
TEXT = (
    "Job production makes one item. It needs skill, so unit cost is high.\n\n"
    "Flow production makes many. Because set-up is shared, each can costs less than a tailored suit does."
)
WORDS = 30
SENTENCES = 4


def actor_of(user: User) -> Actor:
    return Actor(user_id=user.pk)


def make_draft(actor: Actor, *, prompt: Prompt, level: str = "A", **policy) -> Draft:
    return operations.start_draft(
        actor, prompt=prompt, level=level, policy=Policy(**{"mode": "practice", **policy}), now=NOW
    )


def change(text: str = TEXT, **values) -> Change:
    return Change(**{"text": text, "window": 0, "sequence": 1, "client_uuid": uuid4(), **values})


def keys_of(prompt: Prompt, numbers: Iterable[int]) -> list[int]:
    return list(prompt.points.filter(number__in=numbers).order_by("number").values_list("pk", flat=True))


def tick(submission: Submission, *numbers: int, now: datetime = NOW) -> None:
    """Tick the points with these numbers, and none else."""
    operations.tick_points(submission, points=keys_of(submission.draft.prompt, numbers), now=now)


def fields(text: str = TEXT, **values) -> dict[str, object]:
    """What the editor's page posts."""
    return {"text": text, "window": 0, "sequence": 1, "client_uuid": uuid4(), "cause": "save", **values}


def make_submission(actor: Actor, *, prompt: Prompt, level: str = "A", text: str = TEXT, **policy) -> Submission:
    draft = make_draft(actor, prompt=prompt, level=level, **policy)
    return operations.hand_in(draft, change=change(text), now=NOW)


def start_marking(submission: Submission, *, role: str = "self", author: User | None = None) -> Marking:
    return operations.start_marking(submission, role=role, author=author, now=NOW)


def choose_all(marking: Marking, *, sentences: tuple[int, ...] = (1,), holds: bool = False) -> Marking:
    """The highest mark on every criterion, with the same evidence and the same answer to every cap."""
    for sheet in marking_sheet(marking).criteria:
        best = sheet.criterion.levels[-1]
        caps = tuple((cap.code, holds) for cap in sheet.criterion.caps)
        choice = Choice(criterion=sheet.criterion.code, mark=best.highest, sentences=sentences, cap_answers=caps)
        operations.save_choice(marking, choice=choice)
    return marking


def make_finished(submission: Submission, *, role: str = "self", author: User | None = None, **choice) -> Marking:
    marking = choose_all(start_marking(submission, role=role, author=author), **choice)
    return operations.finish_marking(marking, now=NOW)


def make_marked(submission: Submission, *, role: str = "self", author: User | None = None, **choice) -> Mark:
    return operations.total_marking(make_finished(submission, role=role, author=author, **choice).pk, now=NOW)


def make_redraft(submission: Submission, *, text: str) -> Submission:
    draft = operations.open_window(operations.reopen_draft(submission.draft))
    return operations.hand_in(draft, change=change(text, window=draft.window), now=NOW)
