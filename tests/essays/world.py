"""An essay in every state there is, for the tests that walk all pages."""

import uuid
from random import Random

from accounts.domain.actor import Actor
from accounts.domain.policy import Policy
from essays.domain.change import Change
from essays.domain.sheet import Choice
from essays.models import Prompt, Submission
from essays.operations import (
    close_draft,
    compare,
    finish_marking,
    mark_again,
    open_window,
    record_trial,
    reopen_draft,
    save_choice,
    save_plan,
    save_version,
    start_draft,
    start_marking,
    submit_draft,
    total_marking,
)
from essays.queries import comparison_page, marking_sheet, training_page
from tests.essays.work import tick

ESSAY = """Job production means that one product is made at a time for one buyer. A tailor cuts a suit to one body.
Because each order differs, skilled people are needed and the cost of each unit is high.

Batch production makes a group of the same thing before the next group. A bakery makes rolls, then loaves.
Therefore machines stand still while they are reset, which raises the cost of a small batch.

In my opinion a small bakery should choose batch production. It depends on how much the orders vary from day to day.
"""
REDRAFT = ESSAY.replace("A bakery makes rolls, then loaves.", "A bakery makes 300 rolls, then 200 loaves.").replace(
    "It depends on", "Unlike job production it shares the cost of setting up, so it depends most on"
)
PRACTICE = Policy(mode="practice")
TIMED = Policy(mode="timed", time_limit_s=2220)


def essays_of(user, *, topic, now) -> dict[str, object]:
    return {
        **being_written(user, topic=topic, now=now),
        **being_marked(user, topic=topic, now=now),
        **redrafted(user, topic=topic, now=now),
        **final(user, topic=topic, now=now),
        **trained(user, topic=topic, now=now),
    }


def being_written(user, *, topic, now) -> dict[str, object]:
    """One with half a plan, one against the clock, one that was handed in before."""
    draft = start_essay(user, topic=topic, number=1, now=now)
    write(draft, ESSAY, sequence=1, now=now)
    write(draft, ESSAY + "More follows.", sequence=2, now=now)
    plan(draft)
    handed_in_before = marked(user, topic=topic, number=3, now=now)
    redraft = reopen_draft(handed_in_before.draft)
    plan(redraft)
    return {
        "draft": draft.pk,
        "version": draft.versions.order_by("pk").first().pk,
        "timed_draft": start_essay(user, topic=topic, number=2, policy=TIMED, now=now).pk,
        "redraft": redraft.pk,
        "being_redrafted": handed_in_before.pk,
    }


def being_marked(user, *, topic, now) -> dict[str, object]:
    """One without a mark, one half marked, one that waits for its total and one with its mark."""
    unmarked = handed_in(user, topic=topic, number=2, now=now)
    half_marked = handed_in(user, topic=topic, number=3, now=now)
    in_the_queue = handed_in(user, topic=topic, number=5, now=now)
    total_of = marked(user, topic=topic, number=4, now=now)
    return {
        "unmarked": unmarked.pk,
        "marking": start_marking(half_marked, role="self", author=user, now=now).pk,
        "in_the_queue": in_the_queue.pk,
        "untotalled": judged(in_the_queue, now=now).pk,
        "marked": total_of.pk,
        "marked_draft": total_of.draft_id,
        "finished": total_of.markings.get().pk,
    }


def redrafted(user, *, topic, now) -> dict[str, object]:
    """Handed in twice and marked both times; the second version was marked again."""
    before = marked(user, topic=topic, number=1, lower=3, now=now)
    draft = open_window(reopen_draft(before.draft))
    write(draft, REDRAFT, sequence=1, now=now)
    after = submit_draft(draft, now=now)
    total(judged(after, lower=1, now=now), now=now)
    again = mark_again(after, role="self", author=user, reason="I was too strict on analysis.", now=now)
    judge(again)
    total(finish_marking(again, now=now), now=now)
    return {"redrafted": after.pk}


def final(user, *, topic, now) -> dict[str, object]:
    """Two whose samples are open: one with a few points ticked and samples compared, one with all compared."""
    closed = marked(user, topic=topic, number=1, now=now)
    close_draft(closed.draft, now=now)
    tick(closed, 1, 4, 7, now=now)
    compare_with(closed, at_most=3, now=now)
    compared = marked(user, topic=topic, number=2, now=now)
    close_draft(compared.draft, now=now)
    compare_with(compared, at_most=99, now=now)
    return {"closed": closed.pk, "closed_draft": closed.draft_id, "compared": compared.pk}


def trained(user, *, topic, now) -> dict[str, object]:
    """Training for the essay on question 2: passed on C1, begun on C2, not passed on C3, nothing on C4."""
    submission = Submission.objects.filter(draft__user=user, draft__prompt__number=2).earliest("handed_in_at")
    for code, given in {"C1": (0, 1), "C2": (-1,), "C3": (-5, -4)}.items():
        for off in given:
            try_on_sample(Actor(user_id=user.pk), submission=submission, code=code, off=off, now=now)
    return {}


def start_essay(user, *, topic, number, now, policy=PRACTICE):
    prompt = Prompt.objects.get(topic=topic, number=number)
    return open_window(start_draft(Actor(user_id=user.pk), prompt=prompt, level="A", policy=policy, now=now))


def write(draft, text, *, sequence, now) -> None:
    change = Change(text=text, window=draft.window, sequence=sequence, client_uuid=uuid.uuid4())
    save_version(draft, change=change, now=now)


def plan(draft) -> None:
    """The first two rows are filled."""
    texts = {1: "One at a time, in sets, on a line, on a line with options.", 2: "Tailor, bakery, cans, trainers."}
    save_plan(draft, texts=texts, page=uuid.uuid4(), seen=draft.plan_revision)


def handed_in(user, *, topic, number, now):
    draft = start_essay(user, topic=topic, number=number, now=now)
    write(draft, ESSAY, sequence=1, now=now)
    return submit_draft(draft, now=now)


def marked(user, *, topic, number, now, lower=0):
    submission = handed_in(user, topic=topic, number=number, now=now)
    total(judged(submission, lower=lower, now=now), now=now)
    return submission


def judged(submission, *, now, lower=0):
    marking = start_marking(submission, role="self", author=submission.draft.user, now=now)
    judge(marking, lower=lower)
    return finish_marking(marking, now=now)


def judge(marking, *, lower=0) -> None:
    """The highest mark for everything, or so many fewer, for the first sentence. Of the caps the first holds."""
    for sheet in marking_sheet(marking).criteria:
        criterion = sheet.criterion
        caps = tuple((cap.code, place == 0) for place, cap in enumerate(criterion.caps))
        mark = criterion.maximum - lower
        save_choice(marking, choice=Choice(criterion=criterion.code, mark=mark, sentences=(1,), cap_answers=caps))


def total(marking, *, now) -> None:
    total_marking(marking.pk, now=now)


def compare_with(submission, *, at_most, now) -> None:
    """What the site asks for, one after the other; the essay is better than every other sample."""
    for number in range(at_most):
        other = comparison_page(submission).other
        if other is None:
            return
        compare(submission, exemplar=other, own_is_better=number % 2 == 0, now=now)


def try_on_sample(actor, *, submission, code, off, now) -> None:
    """The sample that the site offers, marked so many marks off, as far as the criterion goes."""
    page = training_page(actor, submission=submission, code=code, more=True, rng=Random(code))
    sample = page.sample.marks.get(criterion=code).mark
    mark = min(max(sample + off, 0), page.criterion.maximum)
    record_trial(actor, exemplar=page.sample, criterion=code, mark=mark, now=now)
