from django.urls import reverse

from essays import operations
from essays.models import Draft


def url(draft) -> str:
    return reverse("essays:draft_close", args=[draft.pk])


def detail(submission) -> str:
    return reverse("essays:submission_detail", args=[submission.pk])


def is_closed() -> bool:
    return Draft.objects.get().closed_at is not None


def test_the_final_version_opens_the_samples(marked, sam):
    response = sam.post(url(marked.draft))

    assert (response.url, is_closed()) == (reverse("essays:submission_samples", args=[marked.pk]), True)


def test_a_double_click_keeps_the_first_time(marked, sam):
    sam.post(url(marked.draft))
    first = Draft.objects.get().closed_at

    sam.post(url(marked.draft))

    assert Draft.objects.get().closed_at == first


def test_while_redrafting_the_page_says_why_not(marked, sam):
    operations.reopen_draft(marked.draft)

    page = sam.post(url(marked.draft), follow=True)

    assert (page.redirect_chain, is_closed()) == ([(detail(marked), 302)], False)
    assert "You are redrafting this essay. Hand it in first." in page.content.decode()


def test_without_its_writers_mark_the_page_says_why_not(redrafted, sam):
    page = sam.post(url(redrafted.draft), follow=True)

    assert (page.redirect_chain, is_closed()) == ([(detail(redrafted), 302)], False)
    assert "Mark your last version yourself first" in page.content.decode()


def test_a_draft_that_was_never_handed_in_is_not_found(draft, sam):
    assert (sam.post(url(draft)).status_code, is_closed()) == (404, False)


def test_nobody_else_may_close_it(marked, cast, client_of):
    codes = [client_of(person).post(url(marked.draft)).status_code for person in (cast.nia, cast.tess, cast.omar, None)]

    assert (codes, is_closed()) == ([404] * 4, False)


def test_only_post(marked, sam):
    assert sam.get(url(marked.draft)).status_code == 405
