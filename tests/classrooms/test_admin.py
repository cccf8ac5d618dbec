"""Whoever helps a teacher looks classes up here; students' work is never changed here."""

import pytest
from django.urls import reverse

from classrooms.models import HandIn, Membership
from tests.classrooms.work import begin
from tests.factories.accounts import make_user


@pytest.fixture
def admin(client_of, db):
    return client_of(make_user("admin", is_staff=True, is_superuser=True))


def test_classes_are_found_by_code(cast, admin):
    page = admin.get(reverse("admin:classrooms_classroom_changelist"), {"q": cast.classroom.code})

    assert [row.pk for row in page.context["cl"].result_list] == [cast.classroom.pk]


def test_extra_time_is_given_on_the_page_of_the_class(cast, admin):
    page = admin.get(reverse("admin:classrooms_classroom_change", args=[cast.classroom.pk]))

    (formset,) = page.context["inline_admin_formsets"]
    members = {form.instance.user.username for form in formset.formset.initial_forms}
    assert (members, "extra_time_percent" in formset.formset.forms[0].fields) == ({"sam", "tess"}, True)
    assert Membership.objects.filter(classroom=cast.classroom).count() == 2


def test_only_dates_of_set_work_are_edited(quiz, admin):
    page = admin.get(reverse("admin:classrooms_assignment_change", args=[quiz.pk]))

    assert list(page.context["adminform"].form.fields) == [
        "opens_at",
        "due_at",
        "training_required",
        "answers",
        "late_rule",
    ]


@pytest.mark.parametrize("model", ["classroom", "assignment", "handin"])
def test_nothing_is_made_in_admin(admin, model):
    assert admin.get(reverse(f"admin:classrooms_{model}_add")).status_code == 403


def test_work_handed_in_is_read_only(cast, quiz, admin):
    hand_in = begin(quiz, user=cast.sam)

    statuses = [
        admin.get(reverse("admin:classrooms_handin_changelist")).status_code,
        admin.post(reverse("admin:classrooms_handin_change", args=[hand_in.pk])).status_code,
        admin.post(reverse("admin:classrooms_handin_delete", args=[hand_in.pk])).status_code,
    ]

    assert statuses == [200, 403, 403]
    assert HandIn.objects.filter(pk=hand_in.pk).exists()
