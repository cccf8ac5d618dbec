from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import datetime

from django.db import transaction

from accounts.compiled import CompiledRows
from accounts.domain.actor import Actor
from accounts.domain.policy import Policy
from accounts.models import FeedbackRule
from opsmethods.domain.facts import FactBase
from opsmethods.models import Topic
from quizzes.domain.boards import boards_for
from quizzes.domain.certainty import may_be_asked
from quizzes.domain.focus import EVERYTHING, Focus
from quizzes.domain.generator import GENERATOR_VERSION, generate_form
from quizzes.domain.item import Item
from quizzes.domain.levels import facts_for
from quizzes.domain.snapshot import Snapshot, snapshot_of
from quizzes.models import Attempt, AttemptItem, ItemSnapshot
from quizzes.queries import signatures_met, withheld

GRACE_S = 30

ATTEMPTS = CompiledRows(Attempt)
SNAPSHOTS = CompiledRows(ItemSnapshot, skips_known=True)  # the same body was frozen before: the row there is this row
ITEMS = CompiledRows(AttemptItem)


def policy_of(mode: str, *, minutes: int | None = None) -> Policy:
    """The rules of a quiz that someone starts alone: a test may have a time limit, all else tells at once."""
    if mode != Attempt.Mode.TEST:
        return Policy(mode=mode, feedback_rule=FeedbackRule.EACH_QUESTION.value)
    at_end = Policy(mode=mode, feedback_rule=FeedbackRule.AT_END.value)
    return replace(at_end, time_limit_s=60 * minutes, grace_s=GRACE_S) if minutes else at_end


def start_attempt(  # noqa: PLR0913 - each argument is a decision of whoever starts the quiz
    actor: Actor,
    *,
    topic: Topic,
    facts: FactBase,
    count: int,
    level: str,
    policy: Policy,
    seed: int,
    now: datetime,
    focus: Focus = EVERYTHING,
    asks_certainty: bool = False,
) -> Attempt:
    """Generate the questions and freeze them. Raises InfeasibleForm when the notes cannot feed so many.

    With a focus there may be fewer: as many as the notes have on it.
    """
    items = generate_form(
        facts_for(facts, level),
        count=count,
        seed=seed,
        avoid=signatures_met(actor, topic=topic),
        never=withheld(topic, facts=facts),
        focus=focus,
        level=level,
    )
    attempt = Attempt(
        **actor.owner,
        **asdict(policy),
        topic=topic,
        topic_version=facts.version,
        level=level,
        seed=seed,
        item_count=len(items),
        about=focus.about,
        asks_certainty=asks_certainty and may_be_asked(level, is_timed_test=policy.time_limit_s is not None),
        started_at=now,
    )
    return freeze(attempt, items=items, facts=facts)


@transaction.atomic
def freeze(attempt: Attempt, *, items: Sequence[Item], facts: FactBase) -> Attempt:
    """Save a new attempt with its questions as they will be shown, whatever becomes of the notes (V1, V2)."""
    ATTEMPTS.enter([attempt])
    snapshots = [snapshot_of(item) for item in items]
    SNAPSHOTS.enter(
        [_row_of(shot, item=item, facts=facts, attempt=attempt) for shot, item in zip(snapshots, items, strict=True)]
    )
    ITEMS.enter(
        [
            AttemptItem(attempt=attempt, snapshot_id=shot.id, position=place, option_order=list(shot.option_order))
            for place, shot in enumerate(snapshots, start=1)
        ]
    )
    return attempt


def _row_of(snapshot: Snapshot, *, item: Item, facts: FactBase, attempt: Attempt) -> ItemSnapshot:
    return ItemSnapshot(
        id=snapshot.id,
        body=snapshot.body,
        topic_id=attempt.topic_id,
        topic_version=attempt.topic_version,
        generator_version=GENERATOR_VERSION,
        item_model=item.model,
        signature=item.signature,
        seed=item.seed,
        method=item.method,
        methods=list(item.methods),
        dimension=item.dimension,
        ao=item.ao,
        bloom=item.bloom,
        difficulty=item.difficulty,
        boards=list(boards_for(item.methods, facts)),
        created_at=attempt.started_at,
    )


@transaction.atomic
def open_window(attempt: Attempt) -> Attempt:
    """Open an attempt again, here: what other places still send counts no more (V13)."""
    locked = Attempt.objects.select_for_update().get(pk=attempt.pk)
    locked.window += 1
    locked.save(update_fields=["window"])
    attempt.window = locked.window
    return attempt
