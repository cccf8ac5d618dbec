"""Reads of classes. Each starts from a person, so that somebody else's class cannot be asked for."""

from classrooms.queries.checks import Checks, self_mark_checks
from classrooms.queries.classes import (
    classroom_by_code,
    classrooms_of,
    joined_by,
    memberships_of,
    roster_of,
    students_of,
    taught_by,
)
from classrooms.queries.scripts import (
    essays_to_mark,
    moderation_sheet,
    next_blind,
    self_sheet,
    sheet_to_settle,
    submissions_taught_by,
)
from classrooms.queries.work import (
    ClassWork,
    SetWork,
    StudentWork,
    Work,
    assignment_progress,
    assignments_by,
    assignments_for,
    assignments_in,
    assignments_open,
    can_be_started,
    set_work_in,
    work_of,
)

__all__ = [
    "Checks",
    "ClassWork",
    "SetWork",
    "StudentWork",
    "Work",
    "assignment_progress",
    "assignments_by",
    "assignments_for",
    "assignments_in",
    "assignments_open",
    "can_be_started",
    "classroom_by_code",
    "classrooms_of",
    "essays_to_mark",
    "joined_by",
    "memberships_of",
    "moderation_sheet",
    "next_blind",
    "roster_of",
    "self_mark_checks",
    "self_sheet",
    "set_work_in",
    "sheet_to_settle",
    "students_of",
    "submissions_taught_by",
    "taught_by",
    "work_of",
]
