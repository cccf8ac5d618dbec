from uuid import uuid4

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse
from django.utils.html import escape

from quizzes.admin import regrade as pages
from quizzes.models import ItemSnapshot, Mark, Regrade, Ruling
from tests.quizzes.play import item_at, right_option, wrong_option
from tests.quizzes.regrades import NOTE, carry_out, confirm, make_regrading, same_quizzes, snapshot_at

DECIDED = {"cause": "unclear", "policy": "full_marks", "note": NOTE}


def url_of(snapshot):
    return reverse("admin:quizzes_regrade_new", args=[snapshot.pk])


def confirmed(changes, **sent):
    return DECIDED | {"regrade_id": str(uuid4()), "changes": changes} | sent


def form_of(answer):
    """What the button on the page of a dry run would send."""
    context = answer.context
    sent = {"regrade_id": str(context["regrade_id"]), "changes": context["page"].paginator.count}
    for name, value in context["sent"]:
        sent.setdefault(name, []).append(value)
    return sent


@pytest.fixture
def grace(django_user_model):
    return django_user_model.objects.create_user("grace")


def test_the_form_begins_with_what_is_usual(admin_client, start):
    snapshot = snapshot_at(start(), 1)

    answer = admin_client.get(url_of(snapshot))

    text = answer.content.decode()
    assert answer.status_code == 200
    assert [option["text"] for option in snapshot.body["options"] if escape(option["text"]) not in text] == []
    assert text.count("checked") == 2
    assert "What would change</h2>" not in text


def test_a_dry_run_lists_each_change_and_writes_nothing(admin_client, start):
    attempts = same_quizzes(start, right=[0, 2, 4])
    snapshot = snapshot_at(attempts[0], 1)

    answer = admin_client.get(url_of(snapshot), DECIDED)

    text = answer.content.decode()
    assert "Marks up: 1. Down: 0. The same: 2. Nothing has changed yet." in text
    [change] = answer.context["page"]
    assert (change.attempt, change.words, change.direction) == (attempts[0], "from 0 to 1 of 4", "up")
    assert ("<td>0 of 4</td><td>1 of 4</td><td>up</td>" in text, "<td>A guest</td>" in text) == (True, True)
    assert (Regrade.objects.count(), Mark.objects.count()) == (0, 3)


def test_a_dry_run_shows_what_then_happens(admin_client, start, django_capture_on_commit_callbacks):
    attempts = same_quizzes(start, right=[0, 1, 2, 4])
    item = item_at(attempts[0], 2)
    sent = DECIDED | {"policy": "correct_key", "options": [wrong_option(item)]}
    tried = admin_client.get(url_of(item.snapshot), sent)

    with django_capture_on_commit_callbacks(execute=True):
        answer = admin_client.post(url_of(item.snapshot), form_of(tried))

    regrade = Regrade.objects.get()
    assert answer.url == reverse("admin:quizzes_regrade_change", args=[regrade.pk])
    assert {"up": regrade.marks_up, "down": regrade.marks_down, "same": regrade.marks_same} == tried.context["counts"]
    assert {(c.attempt.pk, c.new.points) for c in tried.context["page"]} == set(
        Mark.objects.filter(regrade=regrade).values_list("attempt", "points")
    )
    assert (regrade.author.username, regrade.options) == ("admin", [wrong_option(item)])


def test_a_second_dry_run_builds_on_the_first_regrade(admin_client, start, grace):
    attempts = same_quizzes(start, right=[0, 4])
    snapshot = snapshot_at(attempts[0], 1)
    carry_out(snapshot, author=grace)

    again = admin_client.get(url_of(snapshot), DECIDED)
    drop = admin_client.get(url_of(snapshot), DECIDED | {"policy": "drop", "never_lower": "on"})

    assert (again.context["counts"], drop.context["counts"]) == ({"up": 0, "down": 0, "same": 2},) * 2
    assert "No mark changes." in again.content.decode()
    assert "Regraded</h3>" in again.content.decode()


def test_the_list_has_pages(admin_client, start, monkeypatch):
    monkeypatch.setattr(pages, "SHOWN", 2)
    attempts = same_quizzes(start, right=[0, 0, 0])
    url = url_of(snapshot_at(attempts[0], 1))

    first, second = (admin_client.get(url, DECIDED | {"page": page}) for page in (1, 2))

    assert [len(answer.context["page"].object_list) for answer in (first, second)] == [2, 1]
    assert "page=2" in first.content.decode()
    assert form_of(second)["changes"] == 3


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"policy": "guess"}, "Select a valid choice"),
        ({"policy": "correct_key"}, "Name the one right answer."),
        ({"options": "x"}, "Select a valid choice"),
        ({"note": ""}, "This field is required"),
        ({"note": "x" * 151}, "at most 150 characters"),
        ({"cause": ""}, "This field is required"),
    ],
)
def test_bad_input_comes_back_with_words(admin_client, start, changed, words):
    url = url_of(snapshot_at(start(), 1))

    answers = [admin_client.get(url, DECIDED | changed), admin_client.post(url, confirmed(0, **changed))]

    assert [answer.status_code for answer in answers] == [422, 422]
    assert [answer for answer in answers if words not in answer.content.decode()] == []
    assert not Regrade.objects.exists()


def test_a_list_that_is_out_of_date_is_shown_again(admin_client, start):
    attempts = same_quizzes(start, right=[0, 0])

    answer = admin_client.post(url_of(snapshot_at(attempts[0], 1)), confirmed(1))

    assert (answer.status_code, Regrade.objects.count()) == (409, 0)
    assert "Marks have changed since you looked." in answer.content.decode()
    assert form_of(answer)["changes"] == 2


def test_another_regrade_under_way_is_said(admin_client, start, grace):
    snapshot = snapshot_at(start(), 1)
    confirm(snapshot, author=grace)

    answer = admin_client.post(url_of(snapshot), confirmed(0, policy="drop"))

    assert (answer.status_code, Regrade.objects.count()) == (409, 1)
    assert "still being applied" in answer.content.decode()


def test_a_double_click_is_one_regrade(admin_client, start, django_capture_on_commit_callbacks):
    [attempt] = same_quizzes(start, right=[0])
    sent = confirmed(1)

    with django_capture_on_commit_callbacks(execute=True):
        codes = [admin_client.post(url_of(snapshot_at(attempt, 1)), sent).status_code for _ in range(2)]

    assert (codes, Regrade.objects.count(), attempt.marks.count()) == ([302, 302], 1, 2)


@pytest.mark.parametrize(("sent", "muted"), [({"mutes": "on"}, 1), ({}, 0), ({"cause": "withdrawn"}, 1)])
def test_a_question_may_be_withdrawn_for_good(admin_client, start, sent, muted):
    snapshot = snapshot_at(start(), 1)

    admin_client.post(url_of(snapshot), confirmed(0, policy="drop", **sent))

    assert Ruling.objects.filter(signature=snapshot.signature).count() == muted


def test_only_those_who_may_regrade_see_it_or_do_it(start, django_user_model):
    snapshot = snapshot_at(start(), 1)

    def codes(client):
        return [client.get(url_of(snapshot)).status_code, client.post(url_of(snapshot), confirmed(0)).status_code]

    def staff(*codenames):
        user = django_user_model.objects.create_user("-".join(codenames) or "nothing", is_staff=True)
        user.user_permissions.set(Permission.objects.filter(codename__in=codenames))
        client = Client()
        client.force_login(user)
        return client

    assert codes(Client()) == [302, 302]
    assert codes(staff()) == [403, 403]
    assert codes(staff("view_questionreport", "change_questionreport", "view_regrade")) == [403, 403]
    assert not Regrade.objects.exists()
    assert codes(staff("add_regrade")) == [200, 302]


def test_a_snapshot_leads_to_its_regrade(admin_client, start):
    snapshot = snapshot_at(start(), 1)

    text = admin_client.get(reverse("admin:quizzes_itemsnapshot_change", args=[snapshot.pk])).content.decode()

    assert f'href="{url_of(snapshot)}"' in text


def test_a_regrade_is_read_and_never_changed(admin_client, start, grace):
    regrade = carry_out(snapshot_at(start(), 1), author=grace)
    at = {name: reverse(f"admin:quizzes_regrade_{name}", args=[regrade.pk]) for name in ("change", "delete")}

    codes = [
        admin_client.get(reverse("admin:quizzes_regrade_changelist")).status_code,
        admin_client.get(at["change"]).status_code,
        admin_client.post(at["change"], {}).status_code,
        admin_client.post(at["delete"], {"post": "yes"}).status_code,
        admin_client.get(reverse("admin:quizzes_regrade_add")).status_code,
    ]

    assert codes == [200, 200, 403, 403, 403]


def test_what_was_wrong_and_what_is_right_is_shown(admin_client, start, grace):
    item = item_at(start(), 1)
    other = wrong_option(item)
    carry_out(item.snapshot, author=grace, regrading=make_regrading("correct_key", options=[other]))

    answer = admin_client.get(url_of(item.snapshot))

    right = {option.id: (option.is_key, option.is_right) for option in answer.context["question"].options}
    assert (right[other], right[right_option(item)]) == ((False, True), (True, False))
    text = answer.content.decode()
    assert ("(right since a regrade)" in text, "(wrong since a regrade)" in text) == (True, True)


def test_a_question_that_is_none_is_not_found(admin_client):
    assert admin_client.get(url_of(ItemSnapshot(pk="0" * 64))).status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_statements_do_not_grow_with_changes(admin_client, start, rows, django_assert_num_queries):
    attempts = same_quizzes(start, right=[0] * rows)
    url = url_of(snapshot_at(attempts[0], 1))
    admin_client.get(url, DECIDED)

    with django_assert_num_queries(9):
        admin_client.get(url, DECIDED)
