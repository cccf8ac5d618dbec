"""What tests do with set work."""

import uuid
from datetime import UTC, datetime, timedelta

from classrooms.domain.plan import Plan
from classrooms.operations import set_assignment, start_assigned
from essays.domain.change import Change
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
        yield {
            "criterion": sheet.criterion.code,
            "level": level.number,
            "mark": level.lowest if lowest else level.highest,
            "sentences": [1],
            "cap_answers": {cap.code: False for cap in sheet.criterion.caps},
        }


def self_mark(submission, *, now=LATER):
    marking = start_marking(submission, role="self", author=submission.draft.user, now=now)
    for choice in choices_of(marking):
        save_choice(marking, **choice)
    finish_marking(marking, now=now)
    return total_marking(marking.pk, now=now)


def judgement(submission):
    """What a teacher posts: nothing earned on any criterion, no cap holding."""
    data = {"comment": "Compare two methods in one sentence."}
    for criterion in submission.draft.rubric.criteria.all():
        data[f"{criterion.code}-mark"] = 0
        data |= {f"{criterion.code}-cap_{cap.code}": "clears" for cap in criterion.caps.all()}
    return data
