from datetime import timedelta
from uuid import uuid4

import pytest

from accounts.domain.actor import Actor
from accounts.domain.policy import Policy as Rules
from accounts.models import Notice, User
from quizzes.domain.regrading import UnfitRegrading
from quizzes.models import Attempt, AttemptItem, ItemSnapshot, Mark, MarkLine, Regrade, Ruling
from quizzes.operations import RegradeUnderWay, apply_regrade, regrading, score_attempt
from tests.quizzes.play import NOW, hand_in, item_at, right_option, wrong_option
from tests.quizzes.regrades import LATER, NOTE, carry_out, confirm, make_regrading, report, same_quizzes, snapshot_at


@pytest.fixture
def grace(django_user_model):
    return django_user_model.objects.create_user("grace")


@pytest.fixture
def sam(django_user_model):
    return django_user_model.objects.create_user("sam")


@pytest.fixture
def as_sam(sam):
    return Actor(user_id=sam.pk)


def marks_of(attempt):
    """Points of maximum, entry by entry."""
    return [(int(mark.points), int(mark.out_of)) for mark in attempt.marks.order_by("scoring_version")]


def ledger():
    return list(Mark.objects.order_by("pk").values()), list(MarkLine.objects.order_by("pk").values())


def test_full_marks_for_everybody(start, grace):
    none, some, all_right = same_quizzes(start, right=[0, 1, 4])

    regrade = carry_out(snapshot_at(none, 1), author=grace)

    assert [marks_of(attempt) for attempt in (none, some, all_right)] == [[(0, 4), (1, 4)], [(1, 4)], [(4, 4)]]
    assert (regrade.applied_at, regrade.marks_up, regrade.marks_down, regrade.marks_same) == (LATER, 1, 0, 2)


def test_a_mark_names_its_regrade_and_the_attempt_its_version(start, grace):
    [attempt] = same_quizzes(start, right=[0])

    regrade = carry_out(snapshot_at(attempt, 1), author=grace)

    attempt.refresh_from_db()
    mark = attempt.marks.latest("scoring_version")
    assert (mark.regrade, mark.cause, mark.author, mark.created_at) == (regrade, "regraded", grace, LATER)
    assert (attempt.scoring_version, mark.scoring_version, attempt.state) == (2, 2, "scored")
    assert list(mark.lines.order_by("item__position").values_list("points", flat=True)) == [1, 0, 0, 0]


def test_a_corrected_key_moves_the_point_by_option(start, grace):
    right, wrong = same_quizzes(start, right=[4, 0])
    item = item_at(right, 1)
    corrected = make_regrading("correct_key", options=[wrong_option(item)])

    regrade = carry_out(item.snapshot, author=grace, regrading=corrected)

    assert (marks_of(right), marks_of(wrong)) == ([(4, 4), (3, 4)], [(0, 4), (1, 4)])
    assert (regrade.marks_up, regrade.marks_down, regrade.marks_same) == (1, 1, 0)


def test_both_accepted_takes_nothing_from_the_key(start, grace):
    right, wrong = same_quizzes(start, right=[4, 0])
    item = item_at(right, 1)
    both = make_regrading("accept", options=[right_option(item), wrong_option(item)])

    carry_out(item.snapshot, author=grace, regrading=both)

    assert (marks_of(right), marks_of(wrong)) == ([(4, 4)], [(0, 4), (1, 4)])


def test_a_dropped_question_leaves_the_denominator(start, grace):
    right, wrong = same_quizzes(start, right=[4, 0])

    regrade = carry_out(snapshot_at(right, 1), author=grace, regrading=make_regrading("drop"))

    assert (marks_of(right), marks_of(wrong)) == ([(4, 4), (3, 3)], [(0, 4), (0, 3)])
    assert (regrade.marks_up, regrade.marks_down, regrade.marks_same) == (0, 0, 2)


def test_never_lower_keeps_what_was_right(start, grace):
    some, wrong = same_quizzes(start, right=[1, 0])
    drop = make_regrading("drop", never_lower=True)

    carry_out(snapshot_at(some, 1), author=grace, regrading=drop)

    assert (marks_of(some), marks_of(wrong)) == ([(1, 4)], [(0, 4), (0, 3)])


def test_applied_twice_changes_nothing_more(start, grace):
    attempts = same_quizzes(start, right=[0, 2, 4])
    regrade = carry_out(snapshot_at(attempts[0], 1), author=grace)
    before = ledger()

    assert apply_regrade(regrade.pk, now=LATER + timedelta(days=1)) is False

    regrade.refresh_from_db()
    assert (ledger(), regrade.applied_at) == (before, LATER)


def test_the_same_decision_again_changes_no_total(start, grace):
    attempts = same_quizzes(start, right=[0, 2, 4])
    carry_out(snapshot_at(attempts[0], 1), author=grace)
    before = ledger()

    again = carry_out(snapshot_at(attempts[0], 1), author=grace, now=LATER + timedelta(days=1))

    assert ledger() == before
    assert (again.marks_up, again.marks_down, again.marks_same) == (0, 0, 3)


def reverse_options():
    for item in AttemptItem.objects.all():
        item.option_order.reverse()
        item.save(update_fields=["option_order"])


def test_options_shown_in_another_order_change_nothing(start, grace):
    right, wrong = same_quizzes(start, right=[4, 0])
    item = item_at(right, 1)
    corrected = make_regrading("correct_key", options=[wrong_option(item)])
    reverse_options()
    carry_out(item.snapshot, author=grace, regrading=corrected)
    before = ledger()
    assert (marks_of(right), marks_of(wrong)) == ([(4, 4), (3, 4)], [(0, 4), (1, 4)])

    reverse_options()
    Regrade.objects.update(applied_at=None, next_attempt=None)
    again = Regrade.objects.get()
    while apply_regrade(again.pk, now=LATER + timedelta(hours=1)):
        pass

    assert ledger() == before


def test_the_ledger_only_grows(start, grace):
    attempts = same_quizzes(start, right=[0, 1, 4])
    snapshot = snapshot_at(attempts[0], 1)
    body = snapshot.body
    for number, policy in enumerate(("full_marks", "drop", "full_marks")):
        marks, lines = ledger()
        carry_out(snapshot, author=grace, regrading=make_regrading(policy), now=LATER + timedelta(hours=number))
        after = ledger()
        assert (after[0][: len(marks)], after[1][: len(lines)]) == (marks, lines)
        assert len(after[0]) > len(marks)

    assert ItemSnapshot.objects.get(pk=snapshot.pk).body == body
    assert marks_of(attempts[0]) == [(0, 4), (1, 4), (0, 3), (1, 4)]


def test_slices_go_through_all_attempts(start, grace, monkeypatch):
    monkeypatch.setattr(regrading, "SLICE", 2)
    attempts = same_quizzes(start, right=[0, 0, 0, 0, 0])
    regrade = confirm(snapshot_at(attempts[0], 1), author=grace)

    more = [apply_regrade(regrade.pk, now=LATER) for _ in range(4)]

    assert more == [True, True, True, False]
    assert [marks_of(attempt) for attempt in attempts] == [[(0, 4), (1, 4)]] * 5


def test_what_is_scored_later_follows_the_regrade(start, grace):
    attempt = start()
    carry_out(snapshot_at(attempt, 1), author=grace)

    score_attempt(hand_in(attempt, right=0).pk, now=LATER)

    mark = attempt.marks.get()
    assert ((mark.points, mark.out_of), mark.regrade) == ((1, 4), None)


def test_an_attempt_handed_in_and_not_scored_is_left_to_its_scoring(start, grace):
    attempt = hand_in(start(), right=0)

    regrade = carry_out(snapshot_at(attempt, 1), author=grace, regrading=make_regrading("drop"))
    score_attempt(attempt.pk, now=LATER)

    assert marks_of(attempt) == [(0, 3)]
    assert (regrade.marks_up, regrade.marks_down, regrade.marks_same) == (0, 0, 0)


def test_two_questions_of_one_quiz_are_regraded_apart(start, grace):
    [attempt] = same_quizzes(start, right=[0])
    first = confirm(snapshot_at(attempt, 1), author=grace)
    second = confirm(snapshot_at(attempt, 2), author=grace)

    for regrade in (second, first, second, first):
        apply_regrade(regrade.pk, now=LATER)

    assert marks_of(attempt) == [(0, 4), (1, 4), (2, 4)]
    assert set(attempt.marks.values_list("regrade", flat=True)) == {None, first.pk, second.pk}


# --- Who is told ----------------------------------------------------------------------------------


@pytest.fixture
def by_sam(start, as_sam):
    def by_sam(right, *, policy=None):
        return score_attempt(hand_in(start(actor=as_sam, policy=policy), right=right).pk, now=NOW)

    return by_sam


def test_whose_mark_changed_is_told_both_marks_and_why(by_sam, sam, grace):
    attempt = by_sam(0)

    carry_out(snapshot_at(attempt, 1), author=grace)

    notice = Notice.objects.get()
    assert (notice.user, notice.url) == (sam, f"/quizzes/attempts/{attempt.pk}/result/")
    assert notice.text == f"Your quiz of 2 March: your mark changed from 0 to 1 of 4. {NOTE}"


def test_whoever_reported_the_question_is_answered(by_sam, sam, grace):
    attempt = by_sam(4)
    waiting, other = report(attempt, 1), report(attempt, 2)

    confirm(snapshot_at(attempt, 1), author=grace)

    waiting.refresh_from_db()
    other.refresh_from_db()
    assert (waiting.state, waiting.answer) == ("answered", f"Everybody has the point for this question. {NOTE}")
    assert (waiting.answered_by, waiting.answered_at, other.state) == (grace, LATER, "open")
    assert Notice.objects.get().text == "Your report of a question has an answer."


def test_whose_mark_stays_is_not_told(by_sam, grace):
    carry_out(snapshot_at(by_sam(4), 1), author=grace)

    assert not Notice.objects.exists()


def test_nobody_is_told_twice(by_sam, grace):
    snapshot = snapshot_at(by_sam(0), 1)
    carry_out(snapshot, author=grace)

    carry_out(snapshot, author=grace, now=LATER + timedelta(hours=1))

    assert Notice.objects.count() == 1


def test_why_waits_until_answers_may_be_seen(by_sam, grace):
    rules = Rules(mode="test", feedback_rule="date", feedback_at=LATER + timedelta(days=1))
    carry_out(snapshot_at(by_sam(0, policy=rules), 1), author=grace)

    text = Notice.objects.get().text
    assert NOTE not in text
    assert text.endswith("from 0 to 1 of 4. You can read why when the answers may be seen.")


def test_the_longest_notice_fits(by_sam, grace):
    longest = Regrade._meta.get_field("note").max_length

    carry_out(snapshot_at(by_sam(0), 1), author=grace, regrading=make_regrading(note="x" * longest))

    assert Notice.objects.get().text.endswith("x" * longest)


# --- Deciding -------------------------------------------------------------------------------------


def test_a_double_click_is_one_decision(start, grace):
    snapshot, regrade_id = snapshot_at(start(), 1), uuid4()

    first = confirm(snapshot, author=grace, regrade_id=regrade_id)
    second = confirm(snapshot, author=grace, regrade_id=regrade_id, now=LATER + timedelta(seconds=1))

    assert (first, Regrade.objects.get().created_at) == (second, LATER)


def test_one_at_a_time(start, grace):
    snapshot = snapshot_at(start(), 1)
    confirm(snapshot, author=grace)

    with pytest.raises(RegradeUnderWay, match="still being applied"):
        confirm(snapshot, author=grace)


def test_an_unfit_decision_is_refused_and_nothing_kept(start, grace):
    with pytest.raises(UnfitRegrading):
        confirm(snapshot_at(start(), 1), author=grace, regrading=make_regrading("correct_key", options=["x"]))

    assert not Regrade.objects.exists()


@pytest.mark.parametrize(
    ("cause", "mutes", "muted"), [("withdrawn", False, 1), ("unclear", True, 1), ("unclear", False, 0)]
)
def test_a_withdrawn_question_is_never_asked_again(start, notes, grace, cause, mutes, muted):
    snapshot = snapshot_at(start(), 1)

    confirm(snapshot, author=grace, regrading=make_regrading("drop", cause=cause), mutes=mutes)

    assert Ruling.objects.filter(topic=notes, signature=snapshot.signature, decision="muted").count() == muted


def test_an_author_who_leaves_leaves_the_regrade(start, grace):
    [attempt] = same_quizzes(start, right=[0])
    regrade = carry_out(snapshot_at(attempt, 1), author=grace)

    User.objects.filter(pk=grace.pk).delete()

    assert Regrade.objects.get() == regrade
    assert Attempt.objects.get().marks.count() == 2


def test_a_slice_takes_few_statements_however_many_guests(start, grace, django_assert_num_queries):
    for right in ([0], [0, 0, 0]):
        attempts = same_quizzes(start, right=right)
        regrade = confirm(snapshot_at(attempts[0], 1), author=grace, regrading=make_regrading("full_marks"))
        # savepoint, regrade, attempts, lock, chain, lines, marks, lines, versions, regrade, release
        with django_assert_num_queries(11):
            apply_regrade(regrade.pk, now=LATER)
        Attempt.objects.all().delete()
        Regrade.objects.all().delete()
