"""What a member may do. Who may see a row at all is decided by the queries."""

from classrooms.models import Membership


def may_leave(membership: Membership) -> bool:
    """A class keeps a teacher: the last one may not leave the students behind."""
    if not membership.is_teacher:
        return True
    teachers = Membership.objects.filter(classroom=membership.classroom_id, role=Membership.Role.TEACHER)
    return teachers.exclude(pk=membership.pk).exists()
