import random
from dataclasses import replace
from datetime import timedelta

import pytest

from classrooms import queries
from classrooms.models import Membership
from classrooms.operations import join_classroom, leave_classroom
from essays import operations
from essays.models import Exemplar, Marking
from tests.classrooms.work import LATER, NOW, choices_of, hand_in_essay, self_mark, set_essay, teachers_mark
from tests.essays.work import actor_of, change
from tests.factories.accounts import make_user

NAMES = ("ann", "ben", "cleo", "dan", "eve", "finn")


def checks(essay, *, now=LATER):
    progress = queries.assignment_progress(essay)
    return queries.self_mark_checks(essay, progress=progress, rng=random.Random(essay.pk), now=now)


@pytest.fixture
def scripts(cast, essay):
    """Seven self-marked essays, best on everything, by the name of their writer."""
    users = [make_user(name) for name in NAMES]
    for user in users:
        join_classroom(user, code=cast.classroom.code, now=NOW)
    found = {user.username: hand_in_essay(essay, user=user) for user in (cast.sam, *users)}
    for submission in found.values():
        self_mark(submission)
    return found


def test_without_a_self_mark_there_is_nothing_to_say(cast, essay):
    teachers_mark(hand_in_essay(essay, user=cast.sam), teacher=cast.tess)

    found = checks(essay)

    assert (found.to_open, found.agreement.rows) == ((), ())
    assert (found.agreement.n, found.agreement.self_marked, found.agreement.by_lot) == (0, 0, False)


def test_agreement_is_counted_criterion_by_criterion_and_for_the_total(cast, essay):
    submission = hand_in_essay(essay, user=cast.sam)
    self_mark(submission)
    teachers_mark(submission, teacher=cast.tess)

    table = checks(essay).agreement

    assert (table.n, table.self_marked, table.by_lot) == (1, 1, False)
    assert [(row.name, row.maximum, row.figures.bias) for row in table.rows] == [
        ("C1 Knowledge", 4, 4.0),
        ("C2 Application", 4, 4.0),
        ("C3 Analysis", 6, 6.0),
        ("C4 Evaluation", 6, 6.0),
        ("Total", 20, 20.0),
    ]


def test_while_scripts_wait_the_lot_alone_is_counted(cast, essay, scripts):
    lot = {script.student for script in checks(essay).to_open if script.pick.random}
    outside = next(name for name in scripts if scripts[name].draft.user.display_name not in lot)
    teachers_mark(scripts[outside], teacher=cast.tess)
    before = checks(essay).agreement

    drawn = next(each for each in scripts.values() if each.draft.user.display_name in lot)
    teachers_mark(drawn, teacher=cast.tess, lowest=False)

    after = checks(essay).agreement
    assert (before.n, before.rows, before.by_lot) == (0, (), True)
    assert (after.n, after.rows[-1].figures.bias, after.by_lot) == (1, 0.0, True)


def test_once_all_are_marked_all_are_counted(cast, essay, scripts):
    for submission in scripts.values():
        teachers_mark(submission, teacher=cast.tess)

    table = checks(essay).agreement

    assert (table.n, table.self_marked, table.by_lot) == (7, 7, False)


def test_the_list_stays_the_same_while_the_teacher_works(cast, essay, scripts):
    before = checks(essay).to_open
    opened = before[0]
    teachers_mark(next(each for each in scripts.values() if str(each.pk) == opened.submission_id), teacher=cast.tess)

    after = checks(essay).to_open

    assert [script.pick.random for script in before] == [False, False, True, True]
    assert after == before[1:]


def test_whoever_was_generous_before_is_opened_first(cast, topic, essay, scripts):
    earlier = set_essay(cast.classroom, by=cast.tess, topic=topic, number=2)
    for name, lowest in (("ben", True), ("dan", False), ("eve", False)):
        submission = hand_in_essay(earlier, user=scripts[name].draft.user)
        self_mark(submission)
        teachers_mark(submission, teacher=cast.tess, lowest=lowest)

    to_open = checks(essay, now=LATER + timedelta(days=3)).to_open

    first = next(script for script in to_open if script.student == "ben")
    assert first.pick.random or first == to_open[0]
    assert first.pick.expected.reasons == tuple(
        f"{code}: was generous by {marks}.0 on average against the teacher (n=1)"
        for code, marks in (("C1", 4), ("C2", 4), ("C3", 6), ("C4", 6))
    )


def test_training_on_samples_is_a_reason(cast, topic, essay):
    submission = hand_in_essay(essay, user=cast.sam)
    self_mark(submission)
    for sample in Exemplar.objects.filter(prompt__topic=topic, code__endswith="w")[:4]:
        operations.record_trial(actor_of(cast.sam), exemplar=sample, criterion="C3", mark=6, now=NOW)

    (script,) = checks(essay).to_open

    assert "C3: was generous by" in script.pick.expected.reasons[0]
    assert "in training (n=4)" in script.pick.expected.reasons[0]


def test_a_mark_above_its_evidence_is_a_reason(cast, essay):
    submission = hand_in_essay(essay, user=cast.sam)
    marking = self_mark(submission).marking
    marking.choices.get(criterion__code="C4").evidence.all().delete()

    (script,) = checks(essay).to_open

    assert script.pick.expected.reasons == (
        "one of its marks is above what the evidence supports",
        "no teacher has marked anything of this student yet",
        "one of its marks has no sentence",
    )


def test_a_redraft_is_a_script_to_open_and_the_version_before_still_counts(cast, essay):
    before = hand_in_essay(essay, user=cast.sam)
    self_mark(before)
    teachers_mark(before, teacher=cast.tess)
    draft = operations.reopen_draft(before.draft)
    after = operations.hand_in(draft, change=change("Other words.", window=draft.window, sequence=2), now=LATER)
    self_mark(after)

    found = checks(essay)

    assert [(script.submission_id, script.student) for script in found.to_open] == [(str(after.pk), "Sam")]
    assert (found.agreement.n, found.agreement.by_lot) == (1, True)


def test_the_newest_round_counts(cast, essay):
    submission = hand_in_essay(essay, user=cast.sam)
    self_mark(submission)
    teachers_mark(submission, teacher=cast.tess)
    again = operations.mark_again(submission, role="self", author=cast.sam, reason="Slept on it.", now=LATER)
    for choice in again_lowest(again):
        operations.save_choice(again, choice=choice)
    operations.finish_marking(again, now=LATER)
    operations.total_marking(again.pk, now=LATER)

    assert checks(essay).agreement.rows[-1].figures.bias == 0.0


def again_lowest(marking):
    return [replace(choice, mark=0) for choice in choices_of(marking, lowest=True)]


def test_who_left_the_class_is_left_out(cast, essay, scripts):
    teachers_mark(scripts["sam"], teacher=cast.tess)

    leave_classroom(Membership.objects.get(classroom=cast.classroom, user=cast.sam))

    found = checks(essay)
    assert (found.agreement.self_marked, found.agreement.n) == (6, 0)
    assert "Sam" not in {script.student for script in found.to_open}


def test_the_checks_cost_the_same_for_one_script_and_for_three(cast, essay, django_assert_num_queries):
    self_mark(hand_in_essay(essay, user=cast.sam))
    progress = queries.assignment_progress(essay)
    with django_assert_num_queries(3):
        queries.self_mark_checks(essay, progress=progress, rng=random.Random(1), now=LATER)
    for name in ("ann", "ben"):
        user = make_user(name)
        join_classroom(user, code=cast.classroom.code, now=NOW)
        self_mark(hand_in_essay(essay, user=user))
    progress = queries.assignment_progress(essay)

    with django_assert_num_queries(3):
        found = queries.self_mark_checks(essay, progress=progress, rng=random.Random(1), now=LATER)

    assert found.agreement.self_marked == 3


# --- Blind ----------------------------------------------------------------------------------------


def test_the_next_blind_script_is_the_first_by_its_random_key(cast, essay, scripts):
    found = []
    while script := queries.next_blind(essay, user=cast.tess, now=LATER):
        found.append(script.pk)
        teachers_mark(script, teacher=cast.tess)

    assert found == sorted(each.pk for each in scripts.values())
    assert Marking.objects.filter(role="teacher").count() == 7


def test_what_another_teacher_has_open_is_left_out(cast, essay):
    submission = hand_in_essay(essay, user=cast.sam)
    operations.take_lease(submission, holder=cast.omar, now=LATER)

    at_once, later = (
        queries.next_blind(essay, user=cast.tess, now=now) for now in (LATER, LATER + timedelta(minutes=30))
    )

    assert (at_once, later) == (None, submission)


def test_of_a_redrafted_essay_the_last_version_comes_next(cast, essay):
    draft = operations.reopen_draft(hand_in_essay(essay, user=cast.sam).draft)
    after = operations.hand_in(draft, change=change("Other words.", window=draft.window, sequence=2), now=LATER)

    assert queries.next_blind(essay, user=cast.tess, now=LATER) == after
