from datetime import timedelta
from decimal import Decimal

import pytest

from classrooms import queries
from classrooms.models import Membership
from classrooms.operations import join_classroom, leave_classroom
from quizzes.operations import score_attempt, submit_attempt
from tests.classrooms.work import AFTER, DUE, LATER, NOW, begin, hand_in_essay, self_mark, set_quiz
from tests.factories.accounts import make_user
from tests.quizzes.play import hand_in
from tests.quizzes.regrades import carry_out, make_regrading, snapshot_at


def to_do(user, *, now=LATER):
    return [(row.assignment.pk, str(row.work.state)) for row in queries.assignments_open(user, now=now)]


# --- Who is in what -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "seen_by"),
    [
        (queries.classrooms_of, {"sam", "tess"}),
        (queries.taught_by, {"tess"}),
        (queries.joined_by, {"sam"}),
    ],
)
def test_a_class_is_seen_from_inside(cast, query, seen_by):
    names = ("sam", "nia", "tess", "omar")

    assert {name for name in names if cast.classroom in query(getattr(cast, name))} == seen_by


def test_a_class_comes_with_its_number_of_students(cast):
    join_classroom(cast.nia, code=cast.classroom.code, now=NOW)

    assert queries.taught_by(cast.tess).get().student_count == 2


def test_a_roster_names_teachers_first(cast):
    join_classroom(cast.nia, code=cast.classroom.code, now=NOW)

    assert [member.user.username for member in queries.roster_of(cast.classroom)] == ["tess", "nia", "sam"]


# --- Set work -------------------------------------------------------------------------------------


def test_set_work_is_the_students_and_the_teachers(cast, quiz):
    for_whom = {name for name in ("sam", "nia", "tess", "omar") if to_do(getattr(cast, name))}
    by_whom = {name for name in ("sam", "nia", "tess", "omar") if queries.assignments_by(getattr(cast, name))}

    assert (for_whom, by_whom) == ({"sam"}, {"tess"})


def test_who_joins_late_has_open_work(cast, quiz):
    join_classroom(cast.nia, code=cast.classroom.code, now=AFTER)

    assert to_do(cast.nia, now=AFTER) == [(quiz.pk, "not started")]


def test_who_leaves_has_the_work_no_more(cast, quiz):
    begin(quiz, user=cast.sam)

    leave_classroom(Membership.objects.get(classroom=cast.classroom, user=cast.sam))

    assert to_do(cast.sam) == []
    assert queries.assignment_progress(quiz).rows == ()


def test_work_shows_once_it_opens(cast, quiz):
    before = NOW - timedelta(seconds=1)

    assert (to_do(cast.sam, now=before), to_do(cast.sam, now=NOW)) == ([], [(quiz.pk, "not started")])


def test_work_is_listed_by_its_due_time(cast, topic, quiz):
    urgent = set_quiz(cast.classroom, by=cast.tess, topic=topic, due_at=DUE - timedelta(days=1))

    assert [pk for pk, _ in to_do(cast.sam)] == [urgent.pk, quiz.pk]


def test_a_quiz_is_to_do_until_it_is_handed_in(cast, quiz):
    attempt = begin(quiz, user=cast.sam).attempt
    answering = to_do(cast.sam)

    submit_attempt(attempt, now=LATER)

    assert (answering, to_do(cast.sam)) == ([(quiz.pk, "answering")], [])


def test_an_essay_is_to_do_until_it_is_self_marked(cast, essay):
    begin(essay, user=cast.sam)
    writing = to_do(cast.sam)
    submission = hand_in_essay(essay, user=cast.sam)
    handed_in = to_do(cast.sam)

    self_mark(submission)

    assert (writing, handed_in, to_do(cast.sam)) == ([(essay.pk, "writing")], [(essay.pk, "handed in")], [])


@pytest.mark.parametrize(("now", "overdue"), [(DUE, False), (AFTER, True)])
def test_work_is_overdue_after_its_time(cast, quiz, now, overdue):
    assert [row.overdue for row in queries.assignments_open(cast.sam, now=now)] == [overdue]


def test_work_leads_on_to_what_was_started(cast, quiz, essay):
    attempt, draft = begin(quiz, user=cast.sam).attempt, begin(essay, user=cast.sam).draft

    urls = {row.work.url for row in queries.set_work_in(cast.classroom, user=cast.sam, now=LATER)}

    assert urls == {f"/quizzes/attempts/{attempt.pk}/1/", f"/essays/drafts/{draft.pk}/"}


def test_finished_work_leads_to_what_came_of_it(cast, quiz, essay):
    attempt, submission = begin(quiz, user=cast.sam).attempt, hand_in_essay(essay, user=cast.sam)
    submit_attempt(attempt, now=LATER)

    urls = {row.work.url for row in queries.set_work_in(cast.classroom, user=cast.sam, now=LATER)}

    assert urls == {f"/quizzes/attempts/{attempt.pk}/result/", f"/essays/submissions/{submission.pk}/"}


# --- What the teacher sees ------------------------------------------------------------------------


def test_quiz_progress_has_a_row_for_each_student(cast, quiz):
    join_classroom(cast.nia, code=cast.classroom.code, now=NOW)
    attempt = begin(quiz, user=cast.sam).attempt
    hand_in(attempt, right=2, now=AFTER)
    score_attempt(attempt.pk, now=AFTER)

    progress = queries.assignment_progress(quiz)

    marked = queries.Work(state="marked", late=True, attempt_id=attempt.pk, out_of=3, quiz_points=Decimal(2))
    assert progress.rows == (
        queries.StudentWork("Nia", queries.Work()),
        queries.StudentWork("Sam", marked),
    )
    assert (progress.not_started, progress.working, progress.handed_in) == (1, 0, 1)


def test_a_dropped_question_counts_for_nobody_here_either(cast, quiz):
    attempt = begin(quiz, user=cast.sam).attempt
    score_attempt(hand_in(attempt, right=2).pk, now=LATER)

    carry_out(snapshot_at(attempt, 3), author=cast.omar, regrading=make_regrading("drop"))

    (row,) = queries.assignment_progress(quiz).rows
    assert (row.work.quiz_points, row.work.out_of) == (2, 2)


def test_essay_progress_shows_the_self_mark(cast, essay):
    submission = hand_in_essay(essay, user=cast.sam, now=AFTER)
    mark = self_mark(submission, now=AFTER)

    (row,) = queries.assignment_progress(essay).rows

    assert row.work == queries.Work(
        state="self-marked",
        late=True,
        draft_id=submission.draft_id,
        submission_id=submission.pk,
        out_of=20,
        self_points=mark.points,
    )


def test_progress_costs_the_same_for_one_student_and_for_three(cast, essay, django_assert_num_queries):
    hand_in_essay(essay, user=cast.sam)
    with django_assert_num_queries(2):
        queries.assignment_progress(essay)
    for name in ("ann", "ben"):
        user = make_user(name)
        join_classroom(user, code=cast.classroom.code, now=NOW)
        hand_in_essay(essay, user=user)

    with django_assert_num_queries(2):
        rows = queries.assignment_progress(essay).rows

    assert len(rows) == 3


def test_the_number_handed_in_counts_those_still_here(cast, quiz, essay):
    hand_in_essay(essay, user=cast.sam)
    join_classroom(cast.nia, code=cast.classroom.code, now=NOW)
    hand_in_essay(essay, user=cast.nia)
    leave_classroom(Membership.objects.get(classroom=cast.classroom, user=cast.nia))

    counts = {row.kind: row.handed_in_count for row in queries.assignments_in(cast.classroom)}

    assert counts == {"quiz": 0, "essay": 1}


def test_a_script_is_seen_by_the_teacher_of_the_class_alone(cast, essay):
    submission = hand_in_essay(essay, user=cast.sam)
    names = ("sam", "nia", "tess", "omar")

    seen_by = {name for name in names if submission in queries.submissions_taught_by(getattr(cast, name))}

    assert seen_by == {"tess"}


def test_a_script_of_someone_who_left_is_seen_no_more(cast, essay):
    submission = hand_in_essay(essay, user=cast.sam)

    leave_classroom(Membership.objects.get(classroom=cast.classroom, user=cast.sam))

    assert submission not in queries.submissions_taught_by(cast.tess)
