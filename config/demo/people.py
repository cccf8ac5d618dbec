"""The people of the demonstration."""

from dataclasses import dataclass

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group

PASSWORD = "demo"  # noqa: S105 - printed for everybody to read
EDITORS = "content editor"


@dataclass(frozen=True, slots=True)
class Person:
    username: str
    first_name: str
    last_name: str
    does: str


TEACHER = Person("teacher", "Amina", "Rahman", "teaches a class")
EDITOR = Person("editor", "Owen", "Price", "edits notes and prompts")
ADMIN = Person("admin", "Grace", "Lindqvist", "edits everything")
STUDENTS = (
    Person("student", "Maya", "Okafor", "learns"),
    Person("leo", "Leo", "Martins", "learns, with extra time"),
    Person("zainab", "Zainab", "Hussain", "learns"),
    Person("tom", "Tom", "Becker", "learns"),
    Person("wei", "Wei", "Chen", "learns"),
    Person("nina", "Nina", "Kowalska", "learns; has not begun yet"),
)
EVERYBODY = (TEACHER, EDITOR, ADMIN, *STUDENTS)


def make_people() -> None:
    for person in EVERYBODY:
        names = {"first_name": person.first_name, "last_name": person.last_name}
        get_user_model().objects.create_user(person.username, password=PASSWORD, **names)
    staff = get_user_model().objects.filter(username__in=(EDITOR.username, ADMIN.username))
    staff.update(is_staff=True)
    staff.filter(username=ADMIN.username).update(is_superuser=True)
    staff.get(username=EDITOR.username).groups.add(Group.objects.get(name=EDITORS))


def anybody_here() -> bool:
    return get_user_model().objects.exists()


def sign_ins() -> list[str]:
    """How to sign in as whom, for those who are there."""
    names = [person.username for person in EVERYBODY]
    present = set(get_user_model().objects.filter(username__in=names).values_list("username", flat=True))
    shown = [person for person in EVERYBODY if person.username in present]
    return [f"{person.username} / {PASSWORD}".ljust(18) + person.does for person in shown]
