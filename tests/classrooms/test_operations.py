import random
from dataclasses import replace
from datetime import timedelta

import pytest

from accounts.domain.policy import Policy
from accounts.models import Notice
from classrooms.domain.joincodes import UnknownCode, spoken
from classrooms.models import Assignment, Classroom, HandIn, Membership
from classrooms.operations import (
    AlreadyDue,
    LastTeacher,
    NotOpenYet,
    agree,
    create_classroom,
    join_classroom,
    leave_classroom,
    moderate,
    rotate_code,
    set_assignment,
    set_extra_time,
    settle,
    start_assigned,
)
from essays.domain.sheet import Passage
from essays.models import Marking, SavedComment
from essays.operations import MarkingFinished, MarkingUnfinished, start_marking, take_lease
from tests.classrooms.work import (
    AFTER,
    DUE,
    LATER,
    NOW,
    begin,
    choices_of,
    essay_plan,
    hand_in_essay,
    judged,
    quiz_plan,
    self_mark,
)


def roles_in(classroom):
    return dict(classroom.memberships.values_list("user__username", "role"))


# --- Classes --------------------------------------------------------------------------------------


def test_who_opens_a_class_teaches_it(cast):
    classroom = create_classroom(cast.nia, name="Club", rng=random.Random(1), now=NOW)

    assert roles_in(classroom) == {"nia": "teacher"}
    assert (classroom.name, len(classroom.code)) == ("Club", 6)


def test_a_code_that_is_taken_is_not_given_again(cast):
    first = create_classroom(cast.nia, name="One", rng=random.Random(1), now=NOW)

    second = create_classroom(cast.nia, name="Two", rng=random.Random(1), now=NOW)

    assert first.code != second.code


def test_joining_makes_a_student(cast):
    membership = join_classroom(cast.nia, code=spoken(cast.classroom.code).lower(), now=NOW)

    assert membership.classroom == cast.classroom
    assert roles_in(cast.classroom) == {"tess": "teacher", "sam": "student", "nia": "student"}


@pytest.mark.parametrize("name", ["sam", "tess"])
def test_joining_again_changes_nothing(cast, name):
    join_classroom(getattr(cast, name), code=cast.classroom.code, now=LATER)

    assert roles_in(cast.classroom) == {"tess": "teacher", "sam": "student"}


def test_an_unknown_code_joins_nothing(cast):
    with pytest.raises(UnknownCode):
        join_classroom(cast.nia, code="NNNNNN", now=NOW)

    assert Membership.objects.filter(user=cast.nia).count() == 1


def test_leaving_takes_a_student_out(cast):
    leave_classroom(Membership.objects.get(classroom=cast.classroom, user=cast.sam))

    assert roles_in(cast.classroom) == {"tess": "teacher"}


def test_the_last_teacher_stays(cast):
    with pytest.raises(LastTeacher):
        leave_classroom(Membership.objects.get(classroom=cast.classroom, user=cast.tess))

    assert roles_in(cast.classroom) == {"tess": "teacher", "sam": "student"}


def test_one_of_two_teachers_may_leave(cast):
    Membership.objects.create(classroom=cast.classroom, user=cast.omar, role="teacher", joined_at=NOW)

    leave_classroom(Membership.objects.get(classroom=cast.classroom, user=cast.tess))

    assert roles_in(cast.classroom) == {"omar": "teacher", "sam": "student"}


def test_a_new_code_ends_the_old_one(cast):
    old = cast.classroom.code

    rotate_code(cast.classroom, rng=random.Random(1))

    with pytest.raises(UnknownCode):
        join_classroom(cast.nia, code=old, now=NOW)
    assert join_classroom(cast.nia, code=Classroom.objects.get(pk=cast.classroom.pk).code, now=NOW).role == "student"


# --- Set work -------------------------------------------------------------------------------------


def test_a_quiz_is_set(cast, topic):
    plan = quiz_plan(topic)

    assignment = set_assignment(cast.classroom, plan=plan, created_by=cast.tess, now=NOW)

    kept = Assignment.objects.values("kind", "topic", "prompt", "item_count", "created_by").get(pk=assignment.pk)
    assert kept == {
        "kind": "quiz",
        "topic": topic.pk,
        "prompt": None,
        "item_count": 3,
        "created_by": cast.tess.pk,
    }


def test_an_essay_is_set(cast, topic):
    plan = essay_plan(topic)

    assignment = set_assignment(cast.classroom, plan=plan, created_by=cast.tess, now=NOW)

    assert (assignment.kind, assignment.prompt_id, assignment.item_count) == ("essay", plan.prompt_id, None)


def test_set_work_is_told_to_the_students_of_the_class(cast, quiz):
    notices = list(Notice.objects.values_list("user__username", "text", "url"))

    text = "New work in Year 12: a quiz of 3 questions, due Monday 9 March, 10:00."
    assert notices == [("sam", text, cast.classroom.get_absolute_url())]


def test_work_that_is_already_due_is_not_set(cast, topic):
    with pytest.raises(AlreadyDue):
        set_assignment(cast.classroom, plan=quiz_plan(topic), created_by=cast.tess, now=DUE)

    assert not Assignment.objects.exists()


# --- Starting -------------------------------------------------------------------------------------


def policy_in(work):
    return Policy(**{name: getattr(work, name) for name in Policy.__slots__})


def test_a_set_quiz_starts_as_a_test(cast, quiz):
    set_extra_time(Membership.objects.get(classroom=cast.classroom, user=cast.sam), percent=25)

    attempt = begin(quiz, user=cast.sam).attempt

    assert (attempt.user, attempt.guest_key, attempt.item_count, attempt.level) == (cast.sam, "", 3, "A")
    assert policy_in(attempt) == Policy(
        mode="test",
        feedback_rule="date",
        feedback_at=DUE,
        opens_at=NOW,
        deadline_at=DUE,
        extra_time_percent=25,
        late_rule="count_all",
    )


def test_a_set_quiz_may_be_timed_and_tell_at_hand_in(cast, quiz):
    Assignment.objects.filter(pk=quiz.pk).update(minutes=20, answers="hand_in")
    quiz.refresh_from_db()

    attempt = begin(quiz, user=cast.sam).attempt

    assert (attempt.time_limit_s, attempt.feedback_rule, attempt.feedback_at) == (1200, "end", None)


def test_a_set_essay_starts_as_a_draft(cast, essay):
    draft = begin(essay, user=cast.sam).draft

    assert (draft.user, draft.prompt, draft.level) == (cast.sam, essay.prompt, "A")
    assert policy_in(draft) == Policy(mode="practice", opens_at=NOW, deadline_at=DUE, late_rule="count_all")


@pytest.mark.parametrize("work", ["quiz", "essay"])
def test_a_double_click_starts_once(request, cast, work):
    assignment = request.getfixturevalue(work)
    first = begin(assignment, user=cast.sam)

    second = begin(assignment, user=cast.sam, now=LATER)

    assert first == second
    assert HandIn.objects.filter(assignment=assignment).count() == 1
    assert cast.sam.attempts.count() + cast.sam.drafts.count() == 1


def test_later_extra_time_leaves_started_work_alone(cast, quiz):
    begin(quiz, user=cast.sam)

    set_extra_time(Membership.objects.get(classroom=cast.classroom, user=cast.sam), percent=50)

    assert begin(quiz, user=cast.sam).attempt.extra_time_percent == 0


def test_work_does_not_start_before_it_opens(cast, quiz):
    with pytest.raises(NotOpenYet):
        start_assigned(quiz, user=cast.sam, seed=1, now=NOW - timedelta(seconds=1))

    assert not HandIn.objects.exists()


def test_work_can_be_started_after_it_is_due(cast, quiz):
    assert begin(quiz, user=cast.sam, now=AFTER).attempt.started_at == AFTER


def test_only_a_member_can_start(cast, quiz):
    with pytest.raises(Membership.DoesNotExist):
        begin(quiz, user=cast.nia)

    assert not cast.nia.attempts.exists()


# --- A teacher's mark -----------------------------------------------------------------------------


@pytest.fixture
def submission(cast, essay):
    return hand_in_essay(essay, user=cast.sam)


@pytest.fixture
def choices(cast, submission):
    """Chosen on a self-marking that is then put away: only what can be chosen matters."""
    sheet = start_marking(submission, role="self", author=cast.sam, now=LATER)
    chosen = tuple(replace(choice, sentences=()) for choice in choices_of(sheet))
    sheet.delete()
    return chosen


def test_a_teachers_marking_waits_to_be_totalled(cast, submission, choices):
    marking = moderate(submission, teacher=cast.tess, choices=choices, comment="Compare.", now=LATER)

    row = Marking.objects.get(pk=marking.pk)
    assert (row.role, row.author, row.comment, row.finished_at) == ("teacher", cast.tess, "Compare.", LATER)
    assert (row.totalling_state, row.totalled_at) == ("queued", None)
    assert {choice.mark for choice in row.choices.all()} == {choice.mark for choice in choices}


def test_a_student_is_told_of_the_teachers_mark(cast, submission, choices):
    moderate(submission, teacher=cast.tess, choices=choices, comment="", now=LATER)

    assert cast.sam.notices.order_by("-pk").first().text == "Tess has marked your essay."


def test_a_marking_with_a_gap_is_not_kept(cast, submission, choices):
    with pytest.raises(MarkingUnfinished):
        moderate(submission, teacher=cast.tess, choices=choices[1:], comment="", now=LATER)

    assert not Marking.objects.exists()


def test_an_essay_is_marked_by_a_teacher_once(cast, submission, choices):
    moderate(submission, teacher=cast.tess, choices=choices, comment="First.", now=LATER)

    with pytest.raises(MarkingFinished):
        moderate(submission, teacher=cast.tess, choices=choices, comment="Second.", now=LATER)
    assert Marking.objects.get().comment == "First."


def test_a_teachers_notes_and_saved_words_are_kept_with_the_marking(cast, submission, choices):
    notes = [Passage(first=1, last=2, text="Why?", criterion="C3", keep=True)]

    marking = moderate(submission, teacher=cast.tess, choices=choices, comment="", passages=notes, now=LATER)

    assert list(marking.passages.values_list("text", "criterion", "quote")) == [("Why?", "C3", submission.text)]
    assert list(SavedComment.objects.values_list("author", "text")) == [(cast.tess.pk, "Why?")]


def test_a_marked_script_is_given_back(cast, submission, choices):
    take_lease(submission, holder=cast.tess, now=LATER)

    moderate(submission, teacher=cast.tess, choices=choices, comment="", now=LATER)

    submission.refresh_from_db()
    assert (submission.leased_by, submission.leased_until) == (None, None)


def test_a_teacher_agrees_and_the_student_is_told(cast, submission):
    self_mark(submission)

    marking = agree(submission, teacher=cast.tess, comment="Just so.", now=LATER)

    assert (marking.role, Marking.objects.get(pk=marking.pk).comment) == ("teacher", "Just so.")
    assert cast.sam.notices.order_by("-pk").first().text == "Tess has marked your essay."


def test_agreeing_without_a_self_mark_tells_nobody(cast, submission):
    before = cast.sam.notices.count()

    with pytest.raises(MarkingUnfinished):
        agree(submission, teacher=cast.tess, now=LATER)

    assert (Marking.objects.count(), cast.sam.notices.count()) == (0, before)


def test_a_student_is_told_of_the_agreed_mark(cast, submission):
    self_mark(submission)
    agree(submission, teacher=cast.tess, now=LATER)

    marking = settle(submission, teacher=cast.tess, choices=judged(submission), reason="We talked.", now=LATER)

    assert (marking.role, marking.author) == ("agreed", cast.tess)
    assert cast.sam.notices.order_by("-pk").first().text == "Tess has entered the mark that you agreed on."
