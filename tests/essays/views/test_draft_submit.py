from django.urls import reverse

from essays.models import Draft, Submission
from tests.essays.work import TEXT, fields


def url(draft) -> str:
    return reverse("essays:draft_submit", args=[draft.pk])


def test_the_last_words_are_handed_in(draft, sam):
    response = sam.post(url(draft), fields())

    submission = Submission.objects.get()
    assert response.url == reverse("essays:submission_detail", args=[submission.pk])
    assert (submission.draft, submission.text) == (draft, TEXT)


def test_a_double_click_hands_in_once(draft, sam):
    sent = fields()

    urls = [sam.post(url(draft), sent).url for _ in range(2)]

    assert (len(set(urls)), Submission.objects.count()) == (1, 1)


def test_an_empty_essay_is_not_handed_in(draft, sam):
    page = sam.post(url(draft), fields("  "))

    assert (page.status_code, Draft.objects.get().is_open) == (409, True)
    html = page.content.decode()
    assert ("There are no words to hand in yet." in html, "What you typed is below." in html) == (True, False)


def test_a_stale_page_does_not_hand_in(draft, sam):
    sam.get(reverse("essays:draft_edit", args=[draft.pk]))

    page = sam.post(url(draft), fields("Old page.", window=0))

    assert (page.status_code, Submission.objects.count()) == (409, 0)
    assert page.context["form"]["text"].value() == "Old page."
    assert "What you typed is below." in page.content.decode()


def test_bad_input_comes_back(draft, sam):
    page = sam.post(url(draft), fields(window="x"))

    assert (page.status_code, page.context["form"]["text"].value(), Submission.objects.count()) == (400, TEXT, 0)


def test_nobody_else_may_hand_in(draft, cast, client_of):
    codes = [client_of(person).post(url(draft), fields()).status_code for person in (cast.nia, cast.tess, None)]

    assert (codes, Submission.objects.count()) == ([404, 404, 404], 0)
