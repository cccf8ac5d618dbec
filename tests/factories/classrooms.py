"""Classes and who is in them."""

from accounts.models import User
from classrooms.models import Classroom, Membership


def make_classroom(name: str, *, code: str, teachers: list[User], students: list[User], now) -> Classroom:
    classroom = Classroom.objects.create(name=name, code=code, created_at=now)
    roles = [(user, Membership.Role.TEACHER) for user in teachers]
    roles += [(user, Membership.Role.STUDENT) for user in students]
    Membership.objects.bulk_create(
        Membership(classroom=classroom, user=user, role=role, joined_at=now) for user, role in roles
    )
    return classroom
