from datetime import timedelta

import pytest
from django.urls import reverse

from classrooms.operations import join_classroom
from essays.domain.sheet import Choice
from essays.models import Marking, PassageComment, SavedComment
from essays.operations import keep_comment, save_choice, start_marking, take_lease, total_marking
from tests.classrooms.work import (
    LATER,
    NOW,
    choices_of,
    hand_in_essay,
    judgement,
    self_mark,
    set_essay,
    teach_too,
    teachers_mark,
)
from tests.factories.accounts import make_user

NOTE = {"p0-first": "2", "p0-last": "", "p0-criterion": "C3", "p0-text": "Why?"}


@pytest.fixture
def submission(cast, essay):
    return hand_in_essay(essay, user=cast.sam)


def url(submission):
    return reverse("classrooms:moderation_edit", args=[submission.pk])


def teachers_marking():
    return Marking.objects.filter(role="teacher")


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize(("name", "status"), [("sam", 404), ("nia", 404), ("omar", 404), (None, 302)])
def test_nobody_but_the_teacher_opens_a_script(cast, submission, client_of, method, name, status):
    client = client_of(getattr(cast, name) if name else None)

    response = getattr(client, method)(url(submission))

    assert (response.status_code, teachers_marking().count()) == (status, 0)


def test_the_script_shows_the_students_evidence(cast, submission, client_of):
    self_mark(submission)

    page = client_of(cast.tess).get(url(submission)).content.decode()

    assert '<mark class="ev"><b>C1 C2 C3 C4</b> Job production makes one item.</mark>' in page
    assert "Batch production makes a set, because equipment is reset between sets." in page


def test_opening_a_script_marks_nothing(cast, submission, client_of):
    client_of(cast.tess).get(url(submission))

    assert not Marking.objects.exists()


def test_a_mark_of_nought_needs_no_evidence_and_waits_for_its_total(cast, submission, client_of):
    response = client_of(cast.tess).post(url(submission), judgement(submission))

    marking = teachers_marking().get()
    assert response.url == url(submission)
    assert (marking.author, marking.comment) == (cast.tess, "Compare two methods in one sentence.")
    assert (marking.totalling_state, marking.totalled_at) == ("queued", None)


def test_both_marks_stand_beside_each_other_for_teacher_and_student(cast, submission, client_of):
    own = self_mark(submission)
    client_of(cast.tess).post(url(submission), judgement(submission))
    total_marking(teachers_marking().get().pk, now=own.created_at)

    pages = [
        client_of(cast.tess).get(url(submission)).content.decode(),
        client_of(cast.sam).get(reverse("essays:submission_detail", args=[submission.pk])).content.decode(),
    ]

    for page in pages:
        assert f"{own.points:.0f} of 20" in page
        assert "0 of 20" in page
        assert "Compare two methods in one sentence." in page


def test_every_refusal_leads_to_its_place(cast, submission, client_of):
    posted = {**judgement(submission), "C2-mark": "", "p0-text": "Why?", "comment": "x" * 4001}

    problems = client_of(cast.tess).post(url(submission), posted).context["form"].problems

    assert [anchor for anchor, _ in problems] == ["C2", "p0", "id_comment"]


def test_a_finished_marking_has_no_form(cast, submission, client_of):
    client = client_of(cast.tess)
    client.post(url(submission), judgement(submission))

    page = client.get(url(submission))

    assert page.context["form"] is None


def test_a_second_click_changes_nothing(cast, submission, client_of):
    client = client_of(cast.tess)
    client.post(url(submission), judgement(submission))

    client.post(url(submission), {**judgement(submission), "comment": "Another."})

    assert teachers_marking().get().comment == "Compare two methods in one sentence."


@pytest.mark.parametrize("change", [{"C1-mark": ""}, {"C1-mark": "5"}, {"C1-mark": "all"}, {"comment": "x" * 4001}])
def test_bad_input_comes_back_and_nothing_is_kept(cast, submission, client_of, change):
    data = {**judgement(submission), "C3-mark": "2", **change}

    response = client_of(cast.tess).post(url(submission), data)

    form = response.context["form"]
    assert response.status_code == 422
    assert bool(form.errors) or [part.errors for part in form.criteria if part.errors] != []
    assert form.criteria[2]["mark"].value() == "2"
    assert not Marking.objects.exists()


def test_a_check_that_is_not_answered_is_named(cast, submission, client_of):
    data = judgement(submission)
    unanswered = next(name for name in data if "-cap_" in name)

    response = client_of(cast.tess).post(url(submission), {**data, unanswered: ""})

    assert response.status_code == 422
    code = unanswered.split("-")[0]
    [(anchor, words)] = response.context["form"].problems
    assert (anchor, words.startswith(f"{code} "), words.endswith(": Answer the check.")) == (code, True, True)
    page = response.content.decode()
    assert (f'<li><a href="#{code}">{words}</a></li>' in page, f'id="{code}"' in page) == (True, True)
    assert not Marking.objects.exists()


# --- Beside the student's own marks ---------------------------------------------------------------


def test_each_criterion_shows_what_the_student_said_of_it(cast, submission, client_of):
    marking = start_marking(submission, role="self", author=cast.sam, now=LATER)
    for choice in choices_of(marking):
        save_choice(marking, choice=choice)
    said = {"mark": 3, "confidence": 2, "answer": "It has two links."}
    save_choice(marking, choice=Choice(criterion="C3", **said))
    Marking.objects.update(finished_at=LATER)

    page = client_of(cast.tess).get(url(submission)).content.decode()

    assert "The student chose <strong>3 of 6</strong>, fairly sure; without a sentence it counts 2." in page
    assert "It has two links." in page


def test_agreeing_is_one_key_once_there_is_a_self_mark(cast, submission, client_of):
    client = client_of(cast.tess)
    before = client.get(url(submission)).content.decode()

    self_mark(submission)

    after = client.get(url(submission)).content.decode()
    assert ('accesskey="g"' in before, 'accesskey="g"' in after) == (False, True)
    assert "Press the key G" in after


# --- Notes in the margin --------------------------------------------------------------------------


def test_a_note_stands_in_the_margin_of_the_students_page(cast, submission, client_of):
    client_of(cast.tess).post(url(submission), {**judgement(submission), **NOTE})

    page = client_of(cast.sam).get(reverse("essays:submission_detail", args=[submission.pk])).content.decode()

    spoken = '<span class="visually-hidden">Note of the teacher: </span>'
    note = f'<span class="margin-note d-block">{spoken}<b>C3</b> Why?</span>'
    assert f"because equipment is reset between sets.{note}" in page


def test_a_note_that_is_wrong_comes_back(cast, submission, client_of):
    response = client_of(cast.tess).post(url(submission), {**judgement(submission), **NOTE, "p0-first": ""})

    assert response.status_code == 422
    assert response.context["form"].passages[0].errors == {"first": ["Choose the sentence that you mean."]}
    assert not Marking.objects.exists()


def test_another_note_keeps_what_was_typed(cast, submission, client_of):
    data = {**judgement(submission), **NOTE, "C3-mark": "2", "more": "yes"}

    response = client_of(cast.tess).post(url(submission), data)

    form = response.context["form"]
    assert response.status_code == 200
    assert [part["text"].value() for part in form.passages] == ["Why?", ""]
    assert (form.criteria[2]["mark"].value(), form["comment"].value()) == ("2", data["comment"])
    assert not Marking.objects.exists()


def test_words_are_kept_for_other_essays_and_used_there(cast, topic, submission, client_of):
    client = client_of(cast.tess)
    client.post(url(submission), {**judgement(submission), **NOTE, "p0-keep": "on"})
    other = hand_in_essay(set_essay(cast.classroom, by=cast.tess, topic=topic, number=2), user=cast.sam)
    saved = SavedComment.objects.get()

    page = client.post(url(other), {"p0-text": "Here.", "p0-saved": saved.pk, "use": "p0"})

    assert [page.context["form"].passages[0][name].value() for name in ("text", "criterion")] == ["Here. Why?", "C3"]
    assert "Here. Why?" in page.content.decode()


def test_another_teachers_saved_words_are_neither_offered_nor_used(cast, submission, client_of):
    saved = keep_comment(cast.omar, criterion="C3", text="Zyzzyva.", now=NOW)

    page = client_of(cast.tess).post(url(submission), {"p0-text": "Here.", "p0-saved": saved.pk, "use": "p0"})

    assert page.context["form"].passages[0]["text"].value() == "Here."
    assert "Zyzzyva." not in page.content.decode()


# --- One teacher at a time ------------------------------------------------------------------------


@pytest.fixture
def omar(cast, client_of, time_machine):
    """He teaches the class too; it is a quarter past eleven, and Tess has had the script since eleven."""
    time_machine.move_to(LATER + timedelta(minutes=15), tick=False)
    teach_too(cast.classroom, user=cast.omar)
    return client_of(cast.omar)


def test_a_script_that_another_teacher_has_open_is_read_and_not_marked(cast, submission, omar):
    take_lease(submission, holder=cast.tess, now=LATER)

    response = omar.get(url(submission))

    page = response.content.decode()
    assert response.status_code == 200
    assert "Tess has this script open to mark it, until 11:30. You can read it meanwhile." in page
    assert ("Job production makes one item." in page, response.context["form"]) == (True, None)


def test_marks_for_a_script_that_another_teacher_has_come_back(cast, submission, omar):
    take_lease(submission, holder=cast.tess, now=LATER)

    response = omar.post(url(submission), {**judgement(submission), **NOTE})

    assert response.status_code == 409
    assert response.context["form"].passages[0]["text"].value() == "Why?"
    assert "What you have typed stands below" in response.content.decode()
    assert not Marking.objects.exists()


def test_another_note_is_not_lost_on_a_script_that_another_teacher_has(cast, submission, omar):
    take_lease(submission, holder=cast.tess, now=LATER)

    response = omar.post(url(submission), {**NOTE, "more": "yes"})

    assert (response.status_code, response.context["form"].passages[0]["text"].value()) == (409, "Why?")


def test_marks_for_a_script_that_another_teacher_has_marked_come_back(cast, submission, omar):
    teachers_mark(submission, teacher=cast.tess)

    response = omar.post(url(submission), {**judgement(submission), **NOTE})

    assert response.status_code == 409
    assert "Another teacher has marked this script meanwhile" in response.content.decode()
    assert response.context["form"].passages[0]["text"].value() == "Why?"
    assert teachers_marking().get().author == cast.tess


def test_opening_a_script_takes_it_for_half_an_hour(cast, submission, omar):
    page = omar.get(url(submission)).content.decode()

    submission.refresh_from_db()
    assert (submission.leased_by, submission.leased_until) == (cast.omar, LATER + timedelta(minutes=45))
    assert "This script is yours to mark until 11:45" in page


# --- Blind ----------------------------------------------------------------------------------------


@pytest.fixture
def told(cast, essay):
    """An essay with a self-mark and a line that nobody may see who marks blind; its writer has a name like no other."""
    user = make_user("zyzzyva", first_name="Zyzzyva")
    join_classroom(user, code=cast.classroom.code, now=NOW)
    submission = hand_in_essay(essay, user=user)
    marking = start_marking(submission, role="self", author=user, now=LATER)
    for choice in choices_of(marking):
        save_choice(marking, choice=choice)
    save_choice(marking, choice=Choice(criterion="C3", mark=5, confidence=3, answer="Qwertyuiop."))
    Marking.objects.update(finished_at=LATER)
    total_marking(marking.pk, now=LATER)
    return submission


GIVES_AWAY = (
    "yzzyva",
    "Qwertyuiop.",
    "The student chose",
    'class="ev"',
    'data-label="Self"',
    "16 of 20",
    'accesskey="g"',
)


def given_away(page):
    return [words for words in GIVES_AWAY if words in page]


def test_a_blind_page_gives_nothing_away(cast, told, client_of):
    client = client_of(cast.tess)

    blind, open_page = (client.get(url(told) + query).content.decode() for query in ("?blind=yes", ""))

    assert given_away(blind) == []
    assert given_away(open_page) == list(GIVES_AWAY)
    assert "Job production makes one item." in blind


def test_blind_stays_on_through_saving(cast, told, client_of):
    client = client_of(cast.tess)
    page = client.get(url(told) + "?blind=yes").content.decode()

    refused = client.post(url(told) + "?blind=yes", {**judgement(told), "C1-mark": ""})
    response = client.post(url(told) + "?blind=yes", judgement(told), follow=True)

    total_marking(teachers_marking().get().pk, now=LATER)
    after = client.get(url(told) + "?blind=yes").content.decode()
    assert f'action="{url(told)}?blind=yes"' in page
    assert response.redirect_chain == [(url(told) + "?blind=yes", 302)]
    pages = (refused.content.decode(), response.content.decode(), after)
    assert [given_away(each) for each in pages] == [[], [], []]
    assert "0 of 20" in after


def test_after_one_blind_script_comes_the_next(cast, told, submission, client_of):
    teachers_mark(told, teacher=cast.tess)
    client = client_of(cast.tess)

    page = client.get(url(told) + "?blind=yes").content.decode()
    teachers_mark(submission, teacher=cast.tess)
    last = client.get(url(submission) + "?blind=yes").content.decode()

    assert f'href="{url(submission)}?blind=yes">Mark the next one blind' in page
    assert "Every script of this work that is free is marked." in last


# --- The agreed mark ------------------------------------------------------------------------------


def test_an_agreed_mark_is_asked_for_once_both_have_marked(cast, submission, client_of):
    teachers_mark(submission, teacher=cast.tess)
    client = client_of(cast.tess)
    before = client.get(url(submission)).content.decode()

    self_mark(submission)

    after = client.get(url(submission)).content.decode()
    assert ("Enter the agreed mark" in before, "Enter the agreed mark" in after) == (False, True)


# --- Rows -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_takes_the_same_queries_for_one_and_three(
    cast, submission, client_of, django_assert_num_queries, count
):
    self_mark(submission)
    for number in range(count):
        keep_comment(cast.tess, criterion="C3", text=f"Words {number}.", now=NOW)
    client = client_of(cast.tess)

    with django_assert_num_queries(20):
        page = client.get(url(submission)).content.decode()

    assert page.count(">Words ") == count


@pytest.mark.parametrize("count", [1, 3])
def test_a_marked_page_takes_the_same_queries_for_one_note_and_three(
    cast, submission, client_of, django_assert_num_queries, count
):
    self_mark(submission)
    notes = {f"p{number}-{name}": value for number in range(count) for name, value in (("first", 1), ("text", "Why?"))}
    client = client_of(cast.tess)
    client.post(url(submission), {**judgement(submission), **notes})

    with django_assert_num_queries(18):
        page = client.get(url(submission)).content.decode()

    assert (page.count("Why?"), PassageComment.objects.count()) == (count, count)
