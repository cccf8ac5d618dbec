import pytest
from django.urls import reverse
from django.utils.html import escape

from essays import operations
from essays.models import Exemplar


def url(submission) -> str:
    return reverse("essays:submission_samples", args=[submission.pk])


def close(submission) -> str:
    return f'action="{reverse("essays:draft_close", args=[submission.draft_id])}"'


def shown(html: str, prompt) -> list[str]:
    """Codes of the samples of which a mark's reason or the beginning stands in the page."""
    return [
        sample.code
        for sample in prompt.exemplars.order_by("code")
        if escape(sample.text[:40]) in html
        or any(escape(mark.reason) in html for mark in sample.marks.all() if len(mark.reason) > 30)
    ]


def test_an_open_essay_shows_no_sample_and_asks_whether_it_is_final(marked, sam):
    html = sam.get(url(marked)).content.decode()

    assert (shown(html, marked.draft.prompt), close(marked) in html) == ([], True)


def test_while_it_is_redrafted_the_page_leads_back_to_writing(marked, sam):
    operations.reopen_draft(marked.draft)

    html = sam.get(url(marked)).content.decode()

    assert (shown(html, marked.draft.prompt), close(marked) in html) == ([], False)
    assert reverse("essays:draft_edit", args=[marked.draft_id]) in html


def test_without_its_writers_mark_the_page_asks_for_one(redrafted, sam):
    html = sam.get(url(redrafted)).content.decode()

    assert (shown(html, redrafted.draft.prompt), close(redrafted) in html) == ([], False)
    assert "Mark it first" in html


def test_a_final_essay_shows_the_samples_of_its_question_from_the_weakest_on(closed, sam):
    page = sam.get(url(closed))

    html = page.content.decode()
    assert [each.sample.code for each in page.context["pages"]] == ["p1w", "p1s", "p1e"]
    totals = [each.total.points for each in page.context["pages"]]
    assert totals == sorted(totals)
    for each in page.context["pages"]:
        assert f"{each.sample.get_band_display()}: {each.total.points} of {each.total.out_of}" in html
        assert [escape(mark.reason) in html for mark in each.sample.marks.all()] == [True] * 4
        assert [escape(note.note) in html for note in each.sample.notes.all()] == [True] * each.sample.notes.count()


def test_every_word_of_a_sample_is_there_with_its_notes_beside(closed, sam):
    for each in sam.get(url(closed)).context["pages"]:
        blocks = ["".join(part.text for part in paragraph) for paragraph in each.paragraphs]
        notes = [note for paragraph in each.paragraphs for part in paragraph for note in part.notes]
        assert "\n\n".join(blocks).strip() == each.sample.text.strip()
        assert {note.pk for note in notes} == {note.pk for note in each.sample.notes.all()}


def test_marks_that_no_teacher_has_confirmed_say_so(closed, sam):
    Exemplar.objects.filter(code="p1w").update(status=Exemplar.Status.CONFIRMED)

    html = sam.get(url(closed)).content.decode()

    assert html.count("Sample marks, to be confirmed by a teacher.") == 2
    assert html.count("Confirmed by a teacher.") == 1


def test_unpublished_samples_are_not_shown(closed, sam):
    Exemplar.objects.filter(code="p1s").update(published=False)

    html = sam.get(url(closed)).content.decode()

    assert shown(html, closed.draft.prompt) == ["p1e", "p1w"]


def test_a_question_without_samples_says_so(closed, sam):
    closed.draft.prompt.exemplars.all().delete()

    assert "There are no samples for this question yet." in sam.get(url(closed)).content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_takes_the_same_queries_for_one_and_three(closed, sam, django_assert_num_queries, count):
    gone = closed.draft.prompt.exemplars.order_by("code")[count:]
    Exemplar.objects.filter(pk__in=[sample.pk for sample in gone]).delete()

    with django_assert_num_queries(12):
        sam.get(url(closed))


def test_nobody_else_may_see_them_here(closed, cast, client_of):
    codes = [client_of(person).get(url(closed)).status_code for person in (cast.nia, cast.tess, cast.omar, None)]

    assert codes == [404] * 4


def test_only_get(closed, sam):
    assert sam.post(url(closed)).status_code == 405
