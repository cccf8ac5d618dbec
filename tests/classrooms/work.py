"""What tests do with set work."""

import uuid
from datetime import UTC, datetime, timedelta

from classrooms.domain.plan import Plan
from classrooms.models import Membership
from classrooms.operations import moderate, set_assignment, start_assigned
from classrooms.queries import moderation_sheet
from essays.domain.change import Change
from essays.domain.sheet import Choice
from essays.models import Prompt
from essays.operations import (
    finish_marking,
    open_window,
    save_choice,
    save_version,
    start_marking,
    submit_draft,
    total_marking,
)
from essays.queries import marking_sheet

NOW = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)
DUE = NOW + timedelta(days=7)
AFTER = DUE + timedelta(hours=1)
TEXT = "Job production makes one item. Batch production makes a set, because equipment is reset between sets."


def quiz_plan(topic, **values):
    return Plan(**{"level": "A", "opens_at": NOW, "due_at": DUE, "topic_id": topic.pk, "item_count": 3, **values})


def essay_plan(topic, *, number=1, **values):
    prompt = Prompt.objects.get(topic=topic, number=number)
    dates = {"level": "A", "opens_at": NOW, "due_at": DUE}
    return Plan(**{**dates, "topic_id": topic.pk, "prompt_id": prompt.pk, **values})


def set_quiz(classroom, *, by, topic, **values):
    return set_assignment(classroom, plan=quiz_plan(topic, **values), created_by=by, now=NOW)


def set_essay(classroom, *, by, topic, **values):
    return set_assignment(classroom, plan=essay_plan(topic, **values), created_by=by, now=NOW)


def begin(assignment, *, user, now=NOW):
    return start_assigned(assignment, user=user, seed=1, now=now)


def hand_in_essay(assignment, *, user, text=TEXT, now=LATER):
    draft = open_window(begin(assignment, user=user).draft)
    save_version(draft, change=Change(text=text, window=draft.window, sequence=1, client_uuid=uuid.uuid4()), now=now)
    return submit_draft(draft, now=now)


def choices_of(marking, *, lowest=False):
    """The best or the least mark on every criterion, the first sentence as evidence, no cap holding."""
    for sheet in marking_sheet(marking).criteria:
        level = sheet.criterion.levels[0 if lowest else -1]
        yield Choice(
            criterion=sheet.criterion.code,
            mark=level.lowest if lowest else level.highest,
            sentences=(1,),
            cap_answers=tuple((cap.code, False) for cap in sheet.criterion.caps),
        )


def self_mark(submission, *, now=LATER):
    marking = start_marking(submission, role="self", author=submission.draft.user, now=now)
    for choice in choices_of(marking):
        save_choice(marking, choice=choice)
    finish_marking(marking, now=now)
    return total_marking(marking.pk, now=now)


def teach_too(classroom, *, user, now=NOW):
    """A second teacher of the class."""
    return Membership.objects.create(classroom=classroom, user=user, role="teacher", joined_at=now)


def teachers_mark(submission, *, teacher, lowest=True, now=LATER):
    """The least, or the best, on every criterion, totalled."""
    marking = moderate(submission, teacher=teacher, choices=judged(submission, lowest=lowest), comment="", now=now)
    return total_marking(marking.pk, now=now)


def judged(submission, *, lowest=True):
    for sheet in moderation_sheet(submission).criteria:
        level = sheet.criterion.levels[0 if lowest else -1]
        caps = tuple((cap.code, False) for cap in sheet.criterion.caps)
        mark = level.lowest if lowest else level.highest
        yield Choice(criterion=sheet.criterion.code, mark=mark, cap_answers=caps)


def judgement(submission):
    """What a teacher posts: nothing earned on any criterion, no cap holding."""
    data = {"comment": "Compare two methods in one sentence."}
    for criterion in submission.draft.rubric.criteria.all():
        data[f"{criterion.code}-mark"] = 0
        data |= {f"{criterion.code}-cap_{cap.code}": "clears" for cap in criterion.caps.all()}
    return data
