from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from math import ceil
from uuid import UUID, uuid4

from django.urls import reverse

from accounts.domain.actor import Actor
from accounts.domain.policy import closes_at, late_words
from accounts.models import LateRule
from opsmethods.queries import fact_base
from quizzes.domain.answer import standing
from quizzes.domain.certainty import CERTAINTIES, HIGHEST, Certainty
from quizzes.domain.question import Choice, Feedback, Stem, explained_choices, feedback_on, laid_out, plain_choices
from quizzes.domain.regrading import Regrading, overlaid, right_options
from quizzes.models import Attempt, AttemptItem
from quizzes.queries.answers import KeptAnswer, flags_of, items_with_bodies, kept_answers, marked_items
from quizzes.queries.owned import attempt_of, shown_item
from quizzes.queries.regrades import regradings_on


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """A question as its page shows it. `feedback` is empty until the feedback rule lets it be seen (V14).

    `client_uuid` names the answer that a plain form would send.
    """

    position: int
    stem: Stem
    choices: tuple[Choice, ...]
    feedback: Feedback | None
    certainty: int | None
    is_answered: bool
    is_flagged: bool
    is_last: bool
    client_uuid: UUID
    method: str
    dimension: str

    @property
    def previous(self) -> int | None:
        return self.position - 1 if self.position > 1 else None

    @property
    def following(self) -> int | None:
        return None if self.is_last else self.position + 1

    @property
    def is_confident_error(self) -> bool:
        return self.feedback is not None and not self.feedback.is_right and self.certainty == HIGHEST


@dataclass(frozen=True, slots=True)
class Spot:
    """A question in the overview. `is_right` is None until it may be told."""

    position: int
    is_answered: bool
    is_flagged: bool
    is_right: bool | None

    @property
    def sign(self) -> str:
        if self.is_right is not None:
            return "right" if self.is_right else "wrong"
        return "answered" if self.is_answered else ""


@dataclass(frozen=True, slots=True)
class QuestionPage:
    """An attempt at one of its questions, `shown`."""

    attempt: Attempt
    shown: AskedQuestion

    @property
    def folder(self) -> str:
        """The address below which the pages of its questions are."""
        return reverse("quizzes:attempt_item", args=[self.attempt.pk, 1]).removesuffix("1/")

    @property
    def about(self) -> str:
        mode, about = self.attempt.get_mode_display(), self.attempt.about
        return f"{mode} on {about}" if about else mode

    @property
    def position(self) -> int:
        return self.shown.position

    @property
    def count(self) -> int:
        return self.attempt.item_count


@dataclass(frozen=True, slots=True)
class AttemptPage(QuestionPage):
    """An open attempt; `others` are the questions that come with the one `shown` unless it `is_alone`.

    `left_s` are the seconds left of a time limit, 0 when they are over.
    """

    others: tuple[AskedQuestion, ...]
    spots: tuple[Spot, ...]
    sequence: int
    is_alone: bool
    left_s: int

    @property
    def answered(self) -> list[int]:
        return [spot.position for spot in self.spots if spot.is_answered]

    @property
    def is_finished(self) -> bool:
        return all(spot.is_answered for spot in self.spots)

    @property
    def gaps(self) -> str:
        """What is left to do before handing in; nothing where all is answered and nothing flagged."""
        empty, flagged = self.count - len(self.answered), sum(spot.is_flagged for spot in self.spots)
        words = []
        if empty:
            words.append("1 question has no answer." if empty == 1 else f"{empty} questions have no answer.")
        if flagged:
            words.append("1 is flagged." if flagged == 1 else f"{flagged} are flagged.")
        return " ".join(words)

    @property
    def certainties(self) -> tuple[Certainty, ...]:
        return CERTAINTIES

    @property
    def closes_at(self) -> datetime | None:
        return closes_at(self.attempt, started_at=self.attempt.started_at)

    @property
    def is_timed(self) -> bool:
        return self.attempt.time_limit_s is not None

    @property
    def ends_itself(self) -> bool:
        """Whether the page hands in when the time is up: later answers would not count."""
        return self.attempt.late_rule != LateRule.COUNT_ALL

    @property
    def late_words(self) -> str:
        return late_words(self.attempt)


def attempt_page(
    actor: Actor, *, attempt_id: UUID, position: int, now: datetime, alone: bool = False
) -> AttemptPage | None:
    """None if the actor has no such question."""
    attempt, items = (
        _alone(actor, attempt_id=attempt_id, position=position) if alone else _whole(actor, attempt_id=attempt_id)
    )
    if attempt is None or position not in items:
        return None
    flags = flags_of(attempt) if alone else {place: item.flagged for place, item in items.items()}
    answers = kept_answers(attempt)
    current = standing(answers)
    is_told = attempt.tells_at_once and bool(current)
    chains = regradings_on(attempt) if is_told else {}
    verdicts = _verdicts(attempt, current=current, chains=chains) if is_told else {}
    asked = {
        place: _asked(item, attempt=attempt, given=current.get(place), chain=chains.get(item.snapshot_id, ()))
        for place, item in items.items()
    }
    return AttemptPage(
        attempt=attempt,
        shown=asked.pop(position),
        others=tuple(asked.values()),
        spots=tuple(
            Spot(place, place in current, is_flagged, verdicts.get(place)) for place, is_flagged in flags.items()
        ),
        sequence=max((answer.sequence for answer in answers), default=0) + 1,
        is_alone=alone,
        left_s=_left(attempt, now=now),
    )


def _verdicts(
    attempt: Attempt, *, current: Mapping[int, KeptAnswer], chains: Mapping[str, Sequence[Regrading]]
) -> dict[int, bool]:
    """Whether each answer is right as it is told now, by position."""
    return {
        item.position: str(current[item.position].option_id)
        in right_options(item.body, chain=chains.get(item.snapshot_id, ()))
        for item in marked_items(attempt)
        if item.position in current
    }


Found = tuple[Attempt | None, dict[int, AttemptItem]]


def _whole(actor: Actor, *, attempt_id: UUID) -> Found:
    attempt = attempt_of(actor, attempt_id=attempt_id)
    return attempt, {item.position: item for item in items_with_bodies(attempt)} if attempt else {}


def _alone(actor: Actor, *, attempt_id: UUID, position: int) -> Found:
    item = shown_item(actor, attempt_id=attempt_id, position=position)
    return (item.attempt, {position: item}) if item else (None, {})


def told_question(actor: Actor, *, attempt_id: UUID, position: int) -> QuestionPage | None:
    """A question of the actor alone, with what may be told about it."""
    item = shown_item(actor, attempt_id=attempt_id, position=position)
    if item is None:
        return None
    given = standing(kept_answers(item.attempt)).get(position)
    chain = regradings_on(item.attempt).get(item.snapshot_id, ())
    return QuestionPage(item.attempt, _asked(item, attempt=item.attempt, given=given, chain=chain))


def _asked(
    item: AttemptItem, *, attempt: Attempt, given: KeptAnswer | None, chain: Sequence[Regrading] = ()
) -> AskedQuestion:
    chosen = str(given.option_id) if given else None
    is_told = given is not None and attempt.tells_at_once
    body = overlaid(item.snapshot.body, chain=chain) if is_told else item.snapshot.body
    show = explained_choices if is_told else plain_choices
    return AskedQuestion(
        position=item.position,
        stem=laid_out(body["stem"]),
        choices=show(body, order=item.option_order, chosen=chosen),
        feedback=feedback_on(body, chosen=chosen, facts=fact_base(attempt.topic)) if is_told else None,
        certainty=given.certainty if given else None,
        is_answered=given is not None,
        is_flagged=item.flagged,
        is_last=item.position == attempt.item_count,
        client_uuid=uuid4(),
        method=item.snapshot.method,
        dimension=item.snapshot.dimension,
    )


def _left(attempt: Attempt, *, now: datetime) -> int:
    end = closes_at(attempt, started_at=attempt.started_at)
    return max(0, ceil((end - now).total_seconds())) if end else 0
