import pytest
from django.urls import reverse

from essays.models import Marking

WHY = "I was too kind on analysis."


def url(submission) -> str:
    return reverse("essays:marking_again", args=[submission.pk])


def detail(submission) -> str:
    return reverse("essays:submission_detail", args=[submission.pk])


def rounds() -> list[tuple[int, str, bool]]:
    """Round, reason and whether it is finished."""
    found = Marking.objects.order_by("round").values_list("round", "reason", "finished_at")
    return [(number, reason, finished is not None) for number, reason, finished in found]


def test_another_round_begins_with_its_reason_and_an_empty_sheet(marked, cast, sam):
    response = sam.post(url(marked), {"reason": f" {WHY} "})

    newest = Marking.objects.get(round=2)
    assert response.url == reverse("essays:marking_edit", args=[newest.pk, "C1"])
    assert (newest.author, newest.choices.count(), rounds()) == (cast.sam, 0, [(1, "", True), (2, WHY, False)])


def test_a_double_click_begins_one_round(marked, sam):
    for _ in range(2):
        sam.post(url(marked), {"reason": WHY})

    assert rounds() == [(1, "", True), (2, WHY, False)]


@pytest.mark.parametrize("reason", ["", "  ", "x" * 201])
def test_without_a_reason_that_fits_the_page_asks_for_one(marked, sam, reason):
    page = sam.post(url(marked), {"reason": reason}, follow=True)

    assert (page.redirect_chain, rounds()) == ([(detail(marked), 302)], [(1, "", True)])
    assert "Say in a few words, at most 200 characters, why you mark it again." in page.content.decode()


def test_an_essay_that_was_never_marked_says_so(submission, sam):
    page = sam.post(url(submission), {"reason": WHY}, follow=True)

    assert (page.redirect_chain, rounds()) == ([(detail(submission), 302)], [])
    assert "This essay has not been marked yet." in page.content.decode()


def test_a_marking_that_is_not_finished_is_gone_on_with(marking, submission, sam):
    response = sam.post(url(submission), {"reason": WHY})

    assert (response.url, rounds()) == (reverse("essays:marking_edit", args=[marking.pk, "C1"]), [(1, "", False)])


def test_nobody_else_may_mark_it_again(marked, cast, client_of):
    people = (cast.nia, cast.tess, cast.omar, None)

    codes = [client_of(person).post(url(marked), {"reason": WHY}).status_code for person in people]

    assert (codes, rounds()) == ([404] * 4, [(1, "", True)])


def test_only_post(marked, sam):
    assert sam.get(url(marked)).status_code == 405
