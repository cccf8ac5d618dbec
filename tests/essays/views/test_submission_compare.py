import pytest
from django.urls import reverse
from django.utils.html import escape

from essays import operations
from essays.models import Comparison, Exemplar
from essays.queries import comparison_page, samples_to_compare
from tests.essays.work import NOW


def url(submission) -> str:
    return reverse("essays:submission_compare", args=[submission.pk])


def compare(submission, count: int) -> None:
    """So many of the samples that the site offers, one's own better than each."""
    for _ in range(count):
        other = comparison_page(submission).other
        operations.compare(submission, exemplar=other, own_is_better=True, now=NOW)


def choices() -> list[tuple[int, bool]]:
    return list(Comparison.objects.order_by("pk").values_list("exemplar", "own_is_better"))


def test_ones_own_stands_beside_a_sample_of_the_same_question_without_its_mark(closed, sam):
    page = sam.get(url(closed))

    other, html = page.context["page"].other, page.content.decode()
    assert other.prompt == closed.draft.prompt
    assert ["Flow production makes many." in html, escape(other.text[:60]) in html] == [True, True]
    assert "0 compared. Nothing compared yet" in html
    hidden = [other.code, other.get_band_display(), *(escape(mark.reason) for mark in other.marks.all())]
    assert [words for words in hidden if words in html] == []


def test_a_choice_is_kept_and_leads_to_the_next(closed, sam):
    other = sam.get(url(closed)).context["page"].other

    page = sam.post(url(closed), {"exemplar": other.pk, "own_is_better": "own"}, follow=True)

    assert (page.redirect_chain, choices()) == ([(url(closed), 302)], [(other.pk, True)])
    assert page.context["page"].other != other
    assert "1 compared. Your choices put this essay between " in page.content.decode()


def test_choosing_again_replaces_the_choice(closed, sam):
    other = sam.get(url(closed)).context["page"].other

    for better in ("own", "other"):
        sam.post(url(closed), {"exemplar": other.pk, "own_is_better": better})

    assert choices() == [(other.pk, False)]


def test_a_sample_of_another_question_says_what_it_answers(closed, sam):
    compare(closed, closed.draft.prompt.exemplars.count())

    page = sam.get(url(closed))

    other = page.context["page"].other
    assert other.prompt != closed.draft.prompt
    assert f"The other answers another question: “{escape(other.prompt.text)}”" in page.content.decode()


def test_when_there_is_no_more_to_ask_the_page_leads_back(closed, sam):
    Exemplar.objects.exclude(prompt=closed.draft.prompt).delete()
    compare(closed, 3)

    html = sam.get(url(closed)).content.decode()

    assert ("Everything is compared" in html, "Mine is better" in html) == (True, False)


@pytest.mark.parametrize("draft", ["marked", "redrafted"])
def test_before_the_essay_is_final_it_leads_to_what_that_takes(request, sam, draft):
    submission = request.getfixturevalue(draft)
    sample = samples_to_compare(submission).first()

    answers = [sam.get(url(submission)), sam.post(url(submission), {"exemplar": sample.pk, "own_is_better": "own"})]

    assert [answer.url for answer in answers] == [reverse("essays:submission_samples", args=[submission.pk])] * 2
    assert choices() == []


@pytest.mark.parametrize("wrong", [{}, {"own_is_better": ""}, {"own_is_better": "both"}, {"exemplar": "x"}])
def test_bad_input_is_refused(closed, sam, wrong):
    posted = {"exemplar": samples_to_compare(closed).first().pk, **({"own_is_better": "own"} if wrong else {}), **wrong}

    page = sam.post(url(closed), posted)

    assert (page.status_code, choices()) == (400, [])
    assert "We could not read that" in page.content.decode()


def test_a_sample_that_does_not_exist_or_is_not_published_is_not_found(closed, sam):
    hidden = samples_to_compare(closed).first()
    Exemplar.objects.filter(pk=hidden.pk).update(published=False)

    codes = [sam.post(url(closed), {"exemplar": pk, "own_is_better": "own"}).status_code for pk in (0, hidden.pk)]

    assert (codes, choices()) == ([404, 404], [])


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_takes_the_same_queries_for_one_and_three(closed, sam, django_assert_num_queries, count):
    compare(closed, count)
    Exemplar.objects.exclude(prompt__number__in=[1, 2]).delete()

    with django_assert_num_queries(13):
        sam.get(url(closed))


def test_nobody_else_may_compare_here(closed, cast, client_of):
    sample = samples_to_compare(closed).first()

    for person in (cast.nia, cast.tess, cast.omar, None):
        client = client_of(person)
        posted = client.post(url(closed), {"exemplar": sample.pk, "own_is_better": "own"})
        assert [client.get(url(closed)).status_code, posted.status_code] == [404, 404]
    assert choices() == []
