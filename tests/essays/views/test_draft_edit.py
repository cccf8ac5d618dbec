from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.urls import reverse
from django.utils.html import escape

from essays import operations
from essays.forms import LONGEST_ESSAY
from essays.models import Draft
from tests.essays.work import NOW, TEXT, actor_of, change, fields, make_draft


def url(draft) -> str:
    return reverse("essays:draft_edit", args=[draft.pk])


def test_the_editor_opens_a_window_with_the_current_text(draft, sam):
    operations.save_version(draft, change=change(), now=NOW)

    page = sam.get(url(draft))

    form = page.context["form"]
    assert (form["text"].value(), form["window"].value(), Draft.objects.get().window) == (TEXT, 1, 1)
    assert UUID(form["client_uuid"].value()).version == 4
    assert "30 words" in page.content.decode()
    assert 'content="noindex"' in page.content.decode()


def test_saving_by_hand_works_without_javascript(draft, sam):
    sam.get(url(draft))

    response = sam.post(url(draft), fields(window=1))

    assert (response.status_code, response.url) == (302, url(draft))
    assert list(draft.versions.values_list("text", "cause", "superseded")) == [(TEXT, "save", False)]
    assert "Saved " in sam.get(url(draft)).content.decode()


def test_a_stale_page_keeps_the_words_and_says_so(draft, sam):
    for _ in range(2):
        sam.get(url(draft))

    page = sam.post(url(draft), fields("Typed in the old page.", window=1))

    assert page.status_code == 409
    assert "opened in another place" in page.content.decode()
    assert page.context["form"]["text"].value() == "Typed in the old page."
    assert list(draft.versions.values_list("text", "superseded")) == [("Typed in the old page.", True)]


@pytest.mark.parametrize(
    "wrong", [{"text": "x" * (LONGEST_ESSAY + 1)}, {"window": "x"}, {"client_uuid": "x"}, {"sequence": -1}]
)
def test_bad_input_comes_back_with_what_was_typed(draft, sam, wrong):
    posted = fields(**wrong)

    page = sam.post(url(draft), posted)

    assert page.status_code == 400
    assert page.context["form"]["text"].value() == posted["text"]
    assert draft.versions.count() == 0


def test_a_handed_in_draft_leads_to_the_essay(submission, sam):
    response = sam.get(url(submission.draft))

    assert response.url == reverse("essays:submission_detail", args=[submission.pk])


def test_a_save_after_the_hand_in_is_kept_and_said(submission, sam):
    page = sam.post(url(submission.draft), fields("Too late."))

    assert (page.status_code, submission.draft.versions.count()) == (409, 2)
    assert "This essay is handed in." in page.content.decode()


def test_the_clock_has_what_is_left_with_extra_time(prompt, cast, sam, time_machine):
    time_machine.move_to(NOW + timedelta(minutes=10), tick=False)
    draft = make_draft(actor_of(cast.sam), prompt=prompt, time_limit_s=2220, extra_time_percent=25)

    page = sam.get(url(draft)).content.decode()

    assert ["Your time ends at 10:46." in page, 'data-left="2175"' in page, "js/clock" in page] == [True] * 3


def test_a_redraft_has_no_clock(prompt, cast, sam):
    draft = make_draft(actor_of(cast.sam), prompt=prompt, time_limit_s=2220, deadline_at=NOW + timedelta(days=1))
    operations.hand_in(draft, change=change(), now=NOW)
    operations.reopen_draft(draft)

    page = sam.get(url(draft)).content.decode()

    assert ["redraft" in page, "data-clock" in page, "js/clock" in page, "time is up" in page] == [True] + [False] * 3


def test_the_plan_stands_beside_the_text(draft, sam):
    operations.save_plan(draft, texts={2: "A tailor."}, page=uuid4(), seen=0)

    page = sam.get(url(draft)).content.decode()

    filled, empty = draft.plan.get(position=2), draft.plan.get(position=1)
    assert [f"<dt>{row.label}</dt>" in page for row in (filled, empty)] == [True, False]
    assert ["<dd>A tailor.</dd>" in page, reverse("essays:draft_plan", args=[draft.pk]) in page] == [True, True]


def test_the_editor_offers_sentence_starters_and_the_rubric_the_draft_was_begun_under(draft, sam):
    page = sam.get(url(draft)).content.decode()

    criteria = draft.rubric.criteria.all()
    assert [escape(row.question) in page for row in criteria] == [True] * 4
    assert [escape(line) in page for line in draft.prompt.starters.splitlines()] == [True] * 3


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_takes_the_same_queries_for_one_and_three(draft, sam, django_assert_num_queries, count):
    draft.plan.filter(position__gt=count).delete()
    operations.save_plan(draft, texts=dict.fromkeys(range(1, count + 1), "Planned."), page=uuid4(), seen=0)

    with django_assert_num_queries(11):
        sam.get(url(draft))


def test_the_editor_says_when_the_time_is_up(prompt, cast, sam):
    due = make_draft(actor_of(cast.sam), prompt=prompt, deadline_at=NOW + timedelta(days=1))
    timed = make_draft(actor_of(cast.sam), prompt=prompt, time_limit_s=2220, extra_time_percent=25)

    pages = [sam.get(url(draft)).content.decode() for draft in (due, timed)]

    assert ["3 March, 10:00" in pages[0], "The time is up." in pages[1]] == [True, True]


def test_nobody_else_may_open_or_save_it(draft, cast, client_of):
    for person in (cast.nia, cast.tess, cast.omar, None):
        client = client_of(person)
        assert [client.get(url(draft)).status_code, client.post(url(draft), fields()).status_code] == [404, 404]
    assert (draft.versions.count(), Draft.objects.get().window) == (0, 0)
