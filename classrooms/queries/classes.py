"""Who is in which class. Each read starts from a person, so that somebody else's class cannot be asked for."""

from django.db.models import Count, Q, QuerySet

from accounts.models import User
from classrooms.domain.joincodes import UnknownCode, normalise
from classrooms.models import Classroom, Membership

STUDENT, TEACHER = Membership.Role.STUDENT, Membership.Role.TEACHER


def memberships_of(user: User) -> QuerySet[Membership]:
    return Membership.objects.filter(user=user).select_related("classroom")


def classrooms_of(user: User) -> QuerySet[Classroom]:
    """Every class the user is in, in either role, with the number of its students."""
    mine = Membership.objects.filter(user=user)
    return _counted(Classroom.objects.filter(pk__in=mine.values("classroom")))


def taught_by(user: User) -> QuerySet[Classroom]:
    mine = Membership.objects.filter(user=user, role=TEACHER)
    return _counted(Classroom.objects.filter(pk__in=mine.values("classroom")))


def joined_by(user: User) -> QuerySet[Classroom]:
    mine = Membership.objects.filter(user=user, role=STUDENT)
    return _counted(Classroom.objects.filter(pk__in=mine.values("classroom")))


def classroom_by_code(typed: str) -> Classroom:
    """The class a pupil means by what they typed. Raises UnknownCode."""
    try:
        return Classroom.objects.get(code=normalise(typed))
    except Classroom.DoesNotExist:
        raise UnknownCode("No class has this code. Check it with your teacher.") from None


def roster_of(classroom: Classroom) -> QuerySet[Membership]:
    """Teachers first, then students by name."""
    people = Membership.objects.filter(classroom=classroom).select_related("user")
    return people.order_by("-role", "user__last_name", "user__first_name", "user__username", "pk")


def students_of(classroom: Classroom) -> QuerySet[Membership]:
    return roster_of(classroom).filter(role=STUDENT)


def teachers_of(classroom: Classroom) -> QuerySet[Membership]:
    return roster_of(classroom).filter(role=TEACHER)


def _counted(classrooms: QuerySet[Classroom]) -> QuerySet[Classroom]:
    students = Count("memberships", filter=Q(memberships__role=STUDENT))
    return classrooms.annotate(student_count=students).order_by("name", "pk")
