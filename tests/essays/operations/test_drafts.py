from datetime import timedelta
from hashlib import sha256

import pytest

from accounts.domain.actor import Actor
from essays import operations
from essays.models import Draft
from essays.queries import current_text
from tests.essays.work import LATER, NOW, TEXT, WORDS, actor_of, change, make_draft, make_finished, make_submission


def texts(draft) -> list[tuple[str, bool]]:
    return list(draft.versions.order_by("pk").values_list("text", "superseded"))


# --- start ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("level", ["O", "AS", "A"])
def test_start_draft_freezes_question_rubric_and_policy(any_prompt, level):
    variant = any_prompt.variants.get(level=level)

    draft = make_draft(Actor(guest_key="k"), prompt=any_prompt, level=level, extra_time_percent=25)

    assert (draft.question, draft.marks, draft.minutes) == (variant.text, variant.marks, variant.minutes)
    assert (draft.user, draft.guest_key, draft.extra_time_percent, draft.window) == (None, "k", 25, 0)
    assert draft.rubric.prompt == (any_prompt if level == "A" else None)


def test_start_draft_freezes_the_scaffold_as_a_plan(any_prompt):
    scaffold = list(any_prompt.scaffold.order_by("position").values_list("position", "label", "hint"))

    draft = make_draft(Actor(guest_key="k"), prompt=any_prompt)
    any_prompt.scaffold.update(label="Edited later")

    assert list(draft.plan.order_by("position").values_list("position", "label", "hint")) == scaffold
    assert set(draft.plan.values_list("text", flat=True)) == {""}
    assert (draft.plan_page, draft.plan_revision) == (None, 0)


def test_start_draft_plans_published_rows_only_and_counts_them_anew(prompt, cast):
    prompt.scaffold.filter(position=1).update(published=False)
    second = prompt.scaffold.get(position=2)

    draft = make_draft(actor_of(cast.sam), prompt=prompt)

    assert draft.plan.count() == prompt.scaffold.count() - 1
    assert draft.plan.get(position=1).label == second.label


def test_start_draft_of_a_prompt_without_a_scaffold_has_an_empty_plan(prompt, cast):
    prompt.scaffold.all().delete()

    assert make_draft(actor_of(cast.sam), prompt=prompt).plan.count() == 0


def test_start_draft_without_a_published_rubric_is_refused(prompt, cast):
    prompt.rubrics.update(published_at=None)

    with pytest.raises(operations.NoPublishedRubric):
        make_draft(actor_of(cast.sam), prompt=prompt)

    assert Draft.objects.count() == 0


def test_start_draft_takes_the_newest_published_rubric(prompt, cast):
    copy = operations.copy_rubric(prompt.rubrics.get())
    copy.criteria.filter(code="C1").update(question="Which sentence, exactly?")
    unpublished = make_draft(actor_of(cast.sam), prompt=prompt).rubric.version
    operations.publish_rubric(copy, now=NOW)

    draft = make_draft(actor_of(cast.sam), prompt=prompt)

    assert (unpublished, draft.rubric.version) == (1, 2)


@pytest.mark.parametrize(("timed", "mode", "limit"), [(False, "practice", None), (True, "timed", 37 * 60)])
def test_start_practice_sets_the_clock_if_asked(prompt, cast, timed, mode, limit):
    variant = prompt.variants.get(level="A")

    draft = operations.start_practice(actor_of(cast.sam), variant=variant, timed=timed, now=NOW)

    assert (draft.mode, draft.time_limit_s) == (mode, limit)


def test_start_practice_twice_takes_up_the_untouched_draft(prompt, cast):
    actor, variant = actor_of(cast.sam), prompt.variants.get(level="A")
    assigned = make_draft(actor, prompt=prompt, deadline_at=NOW)

    first = operations.start_practice(actor, variant=variant, timed=False, now=NOW)
    second = operations.start_practice(actor, variant=variant, timed=False, now=NOW)
    operations.open_window(first)
    third = operations.start_practice(actor, variant=variant, timed=False, now=NOW)

    assert first == second
    assert len({assigned, first, third}) == 3


# --- hand in --------------------------------------------------------------------------------------


def test_submit_draft_freezes_the_text_by_its_hash(draft):
    operations.save_version(draft, change=change(), now=NOW)

    submission = operations.submit_draft(draft, now=NOW)

    assert (submission.text, submission.words, submission.round, submission.late) == (TEXT, WORDS, 1, False)
    assert submission.text_hash == sha256(TEXT.encode()).hexdigest()
    assert Draft.objects.get().state == Draft.State.HANDED_IN


def test_submit_draft_of_no_words_is_refused(draft):
    operations.save_version(draft, change=change("  "), now=NOW)

    with pytest.raises(operations.EmptyDraft):
        operations.submit_draft(draft, now=NOW)

    assert Draft.objects.get().is_open


def test_submit_draft_twice_hands_in_once(submission):
    with pytest.raises(operations.DraftHandedIn):
        operations.submit_draft(submission.draft, now=NOW)

    assert submission.draft.submissions.count() == 1


@pytest.mark.parametrize(("minutes", "late"), [(59, False), (61, True)])
def test_submit_draft_labels_late_work_and_takes_it(prompt, cast, minutes, late):
    draft = make_draft(actor_of(cast.sam), prompt=prompt, deadline_at=NOW + timedelta(hours=1))

    submission = operations.hand_in(draft, change=change(), now=NOW + timedelta(minutes=minutes))

    assert submission.late is late


def test_hand_in_sent_twice_hands_in_once(draft):
    sent = change()
    operations.hand_in(draft, change=sent, now=NOW)

    with pytest.raises(operations.DraftHandedIn):
        operations.hand_in(draft, change=sent, now=NOW)

    assert (draft.submissions.count(), draft.versions.count()) == (1, 1)


# --- redrafting -----------------------------------------------------------------------------------


def redraft(draft, text="Better.", *, at=NOW):
    reopened = operations.open_window(operations.reopen_draft(draft))
    return operations.hand_in(reopened, change=change(text, window=reopened.window), now=at)


def test_reopen_draft_lets_its_writer_write_on(submission):
    draft = operations.reopen_draft(submission.draft)

    assert draft.is_open
    assert Draft.objects.get().is_open
    assert current_text(draft) == TEXT


def test_a_redraft_is_handed_in_beside_what_was(submission):
    second = redraft(submission.draft)

    assert list(second.draft.submissions.order_by("round").values_list("round", "text")) == [(1, TEXT), (2, "Better.")]
    assert not Draft.objects.get().is_open


def test_a_page_from_before_the_hand_in_cannot_save_over_a_redraft(submission):
    draft = operations.open_window(operations.reopen_draft(submission.draft))

    with pytest.raises(operations.StaleWindow):
        operations.save_version(draft, change=change("Old page.", sequence=9), now=NOW)

    assert current_text(draft) == TEXT


def test_only_the_first_version_can_be_late(prompt, cast):
    due, after = NOW + timedelta(hours=1), NOW + timedelta(days=1)
    in_time = make_submission(actor_of(cast.sam), prompt=prompt, deadline_at=due)
    draft = make_draft(actor_of(cast.nia), prompt=prompt, deadline_at=due)
    too_late = operations.hand_in(draft, change=change(), now=after)

    redrafts = [redraft(each.draft, at=after) for each in (in_time, too_late)]

    assert [each.late for each in (in_time, too_late, *redrafts)] == [False, True, False, False]


def test_reopen_draft_that_is_open_changes_nothing(draft):
    assert operations.reopen_draft(draft).is_open


def test_reopen_draft_before_it_is_marked_is_allowed(submission):
    assert not submission.markings.exists()
    assert operations.reopen_draft(submission.draft).is_open


def test_close_draft_takes_the_last_version_as_final(finished, submission):
    closed = operations.close_draft(submission.draft, now=NOW)

    assert closed.closed_at == NOW


def test_close_draft_again_keeps_the_first_time(finished, submission):
    operations.close_draft(submission.draft, now=NOW)

    closed = operations.close_draft(submission.draft, now=NOW + timedelta(days=1))

    assert closed.closed_at == NOW


def test_close_draft_before_it_is_marked_is_refused(submission, marking):
    with pytest.raises(operations.DraftClosed) as refusal:
        operations.close_draft(submission.draft, now=NOW)

    assert str(refusal.value) == "Mark your last version yourself first: the samples are worth most after that."
    assert Draft.objects.get().closed_at is None


def test_close_draft_marked_by_a_teacher_alone_is_refused(submission, cast):
    make_finished(submission, role="teacher", author=cast.tess)

    with pytest.raises(operations.DraftClosed):
        operations.close_draft(submission.draft, now=NOW)

    assert Draft.objects.get().closed_at is None


def test_a_hand_in_sent_again_after_the_draft_was_reopened_hands_in_nothing(draft):
    sent = change()
    operations.hand_in(draft, change=sent, now=NOW)
    operations.reopen_draft(draft)

    with pytest.raises(operations.StaleWindow, match="opened again"):
        operations.hand_in(draft, change=sent, now=LATER)

    assert draft.submissions.count() == 1


def test_close_draft_while_it_is_redrafted_is_refused(finished, submission):
    operations.reopen_draft(submission.draft)

    with pytest.raises(operations.DraftClosed) as refusal:
        operations.close_draft(submission.draft, now=NOW)

    assert str(refusal.value) == "You are redrafting this essay. Hand it in first."


def test_close_draft_wants_the_last_version_marked(finished, submission):
    second = redraft(submission.draft)

    with pytest.raises(operations.DraftClosed):
        operations.close_draft(submission.draft, now=NOW)
    make_finished(second)

    assert operations.close_draft(submission.draft, now=NOW).closed_at == NOW


def test_a_closed_draft_is_not_redrafted(finished, submission):
    operations.close_draft(submission.draft, now=NOW)

    with pytest.raises(operations.DraftClosed):
        operations.reopen_draft(submission.draft)

    assert not Draft.objects.get().is_open
