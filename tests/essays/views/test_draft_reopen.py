from django.urls import reverse

from essays.models import Draft


def url(submission) -> str:
    return reverse("essays:draft_reopen", args=[submission.draft_id])


def edit(submission) -> str:
    return reverse("essays:draft_edit", args=[submission.draft_id])


def test_a_redraft_begins_with_the_text_that_was_handed_in(marked, sam):
    page = sam.post(url(marked), follow=True)

    assert (page.redirect_chain, Draft.objects.get().is_open) == ([(edit(marked), 302)], True)
    assert page.context["form"]["text"].value() == marked.text
    assert "redraft" in page.content.decode()


def test_a_double_click_opens_it_once(marked, sam):
    urls = [sam.post(url(marked)).url for _ in range(2)]

    assert (urls, marked.draft.submissions.count()) == ([edit(marked)] * 2, 1)


def test_a_final_essay_stays_as_it_is_and_the_page_says_why(closed, sam):
    page = sam.post(url(closed), follow=True)

    assert page.redirect_chain == [(reverse("essays:submission_detail", args=[closed.pk]), 302)]
    assert "You have seen the samples for this question, so this essay stays as it is." in page.content.decode()
    assert not Draft.objects.get().is_open


def test_nobody_else_may_reopen_it(marked, cast, client_of):
    codes = [client_of(person).post(url(marked)).status_code for person in (cast.nia, cast.tess, cast.omar, None)]

    assert (codes, Draft.objects.get().is_open) == ([404] * 4, False)


def test_only_post(marked, sam):
    assert sam.get(url(marked)).status_code == 405
