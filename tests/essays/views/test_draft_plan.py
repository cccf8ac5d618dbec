from uuid import UUID, uuid4

import pytest
from django.urls import reverse

from essays import operations
from tests.essays.work import NOW, change

JSON = {"Accept": "application/json"}


def url(draft) -> str:
    return reverse("essays:draft_plan", args=[draft.pk])


def posted(**values) -> dict[str, object]:
    """What the page of the plan posts: every row, and which page it is."""
    return {f"row_{place}": "" for place in range(1, 6)} | {"page": uuid4(), "seen": 0, **values}


def texts(draft) -> list[str]:
    return list(draft.plan.order_by("position").values_list("text", flat=True))


def test_the_page_shows_the_scaffold_with_what_was_planned(draft, sam):
    operations.save_plan(draft, texts={2: "A tailor."}, page=uuid4(), seen=0)

    page = sam.get(url(draft))

    form = page.context["form"]
    assert [field.value() for field in form.rows()] == ["", "A tailor.", "", "", ""]
    assert [field.label for field in form.rows()] == list(
        draft.plan.order_by("position").values_list("label", flat=True)
    )
    assert (UUID(str(form["page"].value())).version, form["seen"].value()) == (4, 1)


def test_saving_stays_on_the_plan_and_says_when(draft, sam):
    page = sam.post(url(draft), posted(row_1="One at a time."), follow=True)

    assert (page.redirect_chain, texts(draft)) == ([(url(draft), 302)], ["One at a time.", "", "", "", ""])
    assert "Saved " in page.content.decode()


def test_going_on_to_writing_keeps_the_plan(draft, sam):
    response = sam.post(url(draft), posted(row_1="One at a time.", write="yes"))

    assert (response.url, texts(draft)[0]) == (reverse("essays:draft_edit", args=[draft.pk]), "One at a time.")


def test_a_script_saves_as_often_as_it_likes(draft, sam):
    sent = posted()

    answers = [sam.post(url(draft), sent | {"row_1": text}, headers=JSON) for text in ("One.", "One at a time.")]

    assert [(answer.status_code, answer.json()["status"][:6]) for answer in answers] == [(200, "Saved ")] * 2
    assert texts(draft)[0] == "One at a time."


def test_a_plan_that_moved_on_is_not_overwritten_and_the_words_stay_in_the_page(draft, sam):
    operations.save_plan(draft, texts={1: "Typed on the phone."}, page=uuid4(), seen=0)

    page = sam.post(url(draft), posted(row_1="Typed in the old page."))

    html = page.content.decode()
    assert (page.status_code, texts(draft)[0]) == (409, "Typed on the phone.")
    assert "This plan was changed in another place after this page was opened." in html
    assert page.context["form"]["row_1"].value() == "Typed in the old page."
    assert "Typed in the old page.</textarea>" in html


def test_a_script_is_told_that_the_plan_moved_on(draft, sam):
    operations.save_plan(draft, texts={1: "Typed on the phone."}, page=uuid4(), seen=0)

    answer = sam.post(url(draft), posted(row_1="Typed in the old page."), headers=JSON)

    assert (answer.status_code, texts(draft)[0]) == (409, "Typed on the phone.")
    assert answer.json()["error"].startswith("This plan was changed in another place after this page was opened.")


def test_a_row_that_is_too_long_is_refused_beside_it(draft, sam):
    label = draft.plan.get(position=2).label

    page = sam.post(url(draft), posted(row_1="Kept?", row_2="x" * 2000))

    html = page.content.decode()
    assert (page.status_code, texts(draft)) == (400, [""] * 5)
    assert f"{label}: at most 1000 characters." in html
    assert ("x" * 2000 in html, "Kept?" in html) == (True, True)


@pytest.mark.parametrize("wrong", [{"page": "x"}, {"seen": -1}, {"seen": "x"}, {"row_3": "x" * 2000}])
def test_a_script_is_told_in_words_what_is_wrong(draft, sam, wrong):
    answer = sam.post(url(draft), posted(row_1="Not kept.", **wrong), headers=JSON)

    assert (answer.status_code, texts(draft)) == (400, [""] * 5)
    assert answer.json()["error"]


def test_a_question_without_a_scaffold_says_so(draft, sam):
    draft.plan.all().delete()

    assert "This question has no scaffold yet." in sam.get(url(draft)).content.decode()


def test_an_essay_that_is_handed_in_has_no_plan_to_edit(draft, sam):
    submission = operations.hand_in(draft, change=change(), now=NOW)

    assert sam.get(url(draft)).url == reverse("essays:submission_detail", args=[submission.pk])
    refused = sam.post(url(draft), posted(row_1="Too late."), headers={"Accept": "application/json"})
    assert (refused.status_code, refused.json()) == (
        409,
        {"error": "This essay is handed in, so its plan stays as it is."},
    )
    assert texts(draft) == [""] * 5


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_takes_the_same_queries_for_one_and_three(draft, sam, django_assert_num_queries, count):
    draft.plan.filter(position__gt=count).delete()

    with django_assert_num_queries(3):
        sam.get(url(draft))


def test_nobody_else_may_read_or_write_it(draft, cast, client_of):
    for person in (cast.nia, cast.tess, cast.omar, None):
        client = client_of(person)
        assert [client.get(url(draft)).status_code, client.post(url(draft), posted(row_1="Mine.")).status_code] == [
            404
        ] * 2
    assert texts(draft) == [""] * 5
