"""Each named constraint refuses the row it is named for."""

import pytest
from django.db import IntegrityError, transaction

from classrooms.models import Assignment, Classroom, HandIn, Membership
from tests.classrooms.work import DUE, NOW, begin


def assert_refused(constraint, model, **values):
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        model.objects.create(**values)

    assert constraint in str(refusal.value) or "UNIQUE" in str(refusal.value)


def assignment_values(classroom, topic, **values):
    plain = {"kind": "quiz", "item_count": 3, "level": "A", "opens_at": NOW, "due_at": DUE, "created_at": NOW}
    return {"classroom": classroom, "topic": topic, **plain, **values}


def test_one_class_per_join_code(cast):
    code = cast.classroom.code

    assert_refused("one_class_per_join_code", Classroom, name="Another", code=code, created_at=NOW)


def test_one_membership_per_class_and_person(cast):
    person = {"classroom": cast.classroom, "user": cast.sam, "joined_at": NOW}

    assert_refused("one_membership_per_class_and_person", Membership, role="teacher", **person)


def test_membership_extra_time_at_most_300_percent(cast):
    person = {"classroom": cast.classroom, "user": cast.nia, "role": "student", "joined_at": NOW}

    assert_refused("membership_extra_time_at_most_300_percent", Membership, extra_time_percent=301, **person)


@pytest.mark.parametrize("values", [{"item_count": None}, {"kind": "essay"}, {"kind": "essay", "item_count": None}])
def test_assignment_is_a_quiz_or_an_essay(cast, topic, values):
    row = assignment_values(cast.classroom, topic, **values)

    assert_refused("assignment_is_a_quiz_or_an_essay", Assignment, **row)


def test_assignment_opens_before_it_is_due(cast, topic):
    row = assignment_values(cast.classroom, topic, opens_at=DUE)

    assert_refused("assignment_opens_before_it_is_due", Assignment, **row)


@pytest.mark.parametrize("item_count", [0, 31])
def test_assignment_has_1_to_30_questions(cast, topic, item_count):
    row = assignment_values(cast.classroom, topic, item_count=item_count)

    assert_refused("assignment_has_1_to_30_questions", Assignment, **row)


@pytest.mark.parametrize("minutes", [0, 241])
def test_assignment_lasts_1_to_240_minutes(cast, topic, minutes):
    row = assignment_values(cast.classroom, topic, minutes=minutes)

    assert_refused("assignment_lasts_1_to_240_minutes", Assignment, **row)


def test_training_is_for_essays(cast, topic):
    row = assignment_values(cast.classroom, topic, training_required=True)

    assert_refused("training_is_for_essays", Assignment, **row)


def test_assignment_answers_are_known(cast, topic):
    row = assignment_values(cast.classroom, topic, answers="never")

    assert_refused("assignment_answers_are_known", Assignment, **row)


def test_one_hand_in_per_assignment_and_person(cast, quiz, essay):
    begin(quiz, user=cast.sam)
    hand_in = begin(essay, user=cast.sam)
    row = {"assignment": quiz, "user": cast.sam, "draft": hand_in.draft, "started_at": NOW}
    hand_in.delete()

    assert_refused("one_hand_in_per_assignment_and_person", HandIn, **row)


def test_hand_in_is_one_attempt_or_one_draft(cast, quiz):
    row = {"assignment": quiz, "user": cast.sam, "started_at": NOW}

    assert_refused("hand_in_is_one_attempt_or_one_draft", HandIn, **row)
