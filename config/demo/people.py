"""The people of the demonstration."""

from dataclasses import dataclass

from django.contrib.auth import get_user_model

PASSWORD = "demo"  # noqa: S105 - printed for everybody to read


@dataclass(frozen=True, slots=True)
class Person:
    username: str
    first_name: str
    last_name: str
    may: str


TEACHER = Person("teacher", "Amina", "Rahman", "teaches a class")
EDITOR = Person("editor", "Owen", "Price", "edits notes and prompts")
ADMIN = Person("admin", "Grace", "Lindqvist", "edits everything")
STUDENTS = (
    Person("student", "Maya", "Okafor", "learns in the class"),
    Person("leo", "Leo", "Martins", "learns in the class"),
    Person("zainab", "Zainab", "Hussain", "learns in the class"),
    Person("tom", "Tom", "Becker", "learns in the class"),
    Person("wei", "Wei", "Chen", "learns in the class"),
    Person("nina", "Nina", "Kowalska", "learns in the class"),
)
EVERYBODY = (TEACHER, EDITOR, ADMIN, *STUDENTS)


def sign_ins() -> list[str]:
    """How to sign in as whom, for those who are there."""
    present = set(
        get_user_model()
        .objects.filter(username__in=[person.username for person in EVERYBODY])
        .values_list("username", flat=True)
    )
    shown = [person for person in EVERYBODY if person.username in present]
    return [f"{person.username} / {PASSWORD}".ljust(20) + person.may for person in shown]
