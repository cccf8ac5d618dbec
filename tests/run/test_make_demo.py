"""The demo people and what they have done."""

from io import StringIO

import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command

from classrooms.models import Classroom, HandIn
from essays.models import Draft, Marking, Submission
from essays.models import Mark as EssayMark
from quizzes.models import Attempt, Mark


@pytest.fixture
def demo(topic):
    call_command("make_groups", stdout=StringIO())
    call_command("make_demo", stdout=StringIO())


def story_of_the_database():
    """Everything that must be the same each time the story is told."""
    return [
        *Mark.objects.order_by("attempt__user__username", "attempt__started_at").values_list(
            "attempt__user__username", "attempt__mode", "attempt__seed", "points"
        ),
        *EssayMark.objects.order_by("pk").values_list("marking__author__username", "marking__role", "points"),
    ]


def test_everybody_can_sign_in_and_may_do_what_is_said(demo, client):
    users = {user.username: user for user in get_user_model().objects.all()}

    assert sorted(users) == ["admin", "editor", "leo", "nina", "student", "teacher", "tom", "wei", "zainab"]
    assert all(client.login(username=name, password="demo") for name in users)
    assert [name for name, user in sorted(users.items()) if user.is_staff] == ["admin", "editor"]
    assert users["editor"].has_perm("opsmethods.change_method")
    assert not users["editor"].has_perm("accounts.change_user")


def test_the_work_is_whole(demo):
    assert Attempt.objects.exclude(state="scored").count() == 0
    assert HandIn.objects.filter(attempt__isnull=False).count() == 4
    assert Submission.objects.count() == 2
    assert Draft.objects.filter(state="writing").count() == 1
    assert sorted(Marking.objects.values_list("role", "totalling_state")) == [
        ("self", "done"),
        ("self", "done"),
        ("teacher", "done"),
    ]
    assert Classroom.objects.get().memberships.filter(role="student").count() == 6


def test_one_of_the_quizzes_came_late(demo):
    late = HandIn.objects.filter(attempt__events__late=True).values_list("user__username", flat=True).distinct()

    assert list(late) == ["leo"]


def test_the_story_is_the_same_each_time(demo):
    first = story_of_the_database()
    get_user_model().objects.all().delete()
    Classroom.objects.all().delete()

    call_command("make_demo", stdout=StringIO())

    assert story_of_the_database() == first


def test_where_people_are_nothing_is_made(demo):
    before = story_of_the_database()
    said = StringIO()

    call_command("make_demo", stdout=said)

    assert said.getvalue() == "There are people here already: nothing made.\n"
    assert story_of_the_database() == before
