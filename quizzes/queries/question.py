from dataclasses import dataclass

from opsmethods.queries import fact_base
from quizzes.domain.answer import standing
from quizzes.domain.question import Choice, Feedback, Stem, explained_choices, feedback_on, laid_out, plain_choices
from quizzes.models import Attempt, AttemptItem
from quizzes.queries.answers import kept_answers


@dataclass(frozen=True, slots=True)
class QuestionPage:
    """One question of an open attempt; `answered` and `open` share out the positions of all of them."""

    attempt: Attempt
    position: int
    stem: Stem
    choices: tuple[Choice, ...]
    answered: tuple[int, ...]
    open: tuple[int, ...]
    sequence: int
    feedback: Feedback | None

    @property
    def count(self) -> int:
        return self.attempt.item_count

    @property
    def is_answered(self) -> bool:
        return self.position in self.answered

    @property
    def previous(self) -> int | None:
        return self.position - 1 if self.position > 1 else None

    @property
    def following(self) -> int | None:
        return self.position + 1 if self.position < self.count else None


def question_page(item: AttemptItem) -> QuestionPage:
    """`item` comes from `shown_item`."""
    answers = kept_answers(item.attempt)
    current = standing(answers)
    given = current.get(item.position)
    chosen = str(given.option_id) if given else None
    is_told = given is not None and item.attempt.tells_at_once
    show = explained_choices if is_told else plain_choices
    positions = range(1, item.attempt.item_count + 1)
    return QuestionPage(
        attempt=item.attempt,
        position=item.position,
        stem=laid_out(item.snapshot.body["stem"]),
        choices=show(item.snapshot.body, order=item.option_order, chosen=chosen),
        answered=tuple(position for position in positions if position in current),
        open=tuple(position for position in positions if position not in current),
        sequence=max((answer.sequence for answer in answers), default=0) + 1,
        feedback=_feedback(item, chosen=chosen) if is_told else None,
    )


def _feedback(item: AttemptItem, *, chosen: str | None) -> Feedback:
    return feedback_on(item.snapshot.body, chosen=chosen, facts=fact_base(item.attempt.topic))
