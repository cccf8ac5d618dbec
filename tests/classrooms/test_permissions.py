from classrooms.models import Membership
from classrooms.permissions import may_leave
from tests.classrooms.work import NOW


def membership(user, classroom):
    return Membership.objects.get(user=user, classroom=classroom)


def test_a_student_may_leave(cast):
    assert may_leave(membership(cast.sam, cast.classroom))


def test_the_only_teacher_may_not_leave(cast):
    assert not may_leave(membership(cast.tess, cast.classroom))


def test_one_of_two_teachers_may_leave(cast):
    Membership.objects.create(classroom=cast.classroom, user=cast.omar, role="teacher", joined_at=NOW)

    assert may_leave(membership(cast.tess, cast.classroom))
