import pytest
from django.urls import reverse
from django.utils.html import escape

from essays import operations
from essays.domain.sheet import Choice
from essays.models import Exemplar
from tests.essays.work import NOW, choose_all, make_finished, make_marked, make_redraft, start_marking


def url(submission) -> str:
    return reverse("essays:submission_detail", args=[submission.pk])


def test_an_essay_without_a_mark_asks_for_one(submission, sam):
    page = sam.get(url(submission)).content.decode()

    assert "Mark your essay" in page
    assert "Job production makes one item." in page


def test_a_marking_begun_is_gone_on_with(marking, submission, sam):
    operations.save_choice(marking, choice=Choice(criterion="C1", mark=1, sentences=(1,)))

    page = sam.get(url(submission)).content.decode()

    assert "Go on marking" in page
    assert '<mark class="ev"><b>C1</b> Job production makes one item.</mark>' in page


def test_a_finished_marking_is_being_totalled(finished, submission, sam):
    page = sam.get(url(submission)).content.decode()

    assert "The self mark is being totalled." in page
    assert f'data-hx-get="{url(submission)}"' in page


def test_htmx_gets_the_marks_alone(finished, submission, sam):
    operations.total_marking(finished.pk, now=NOW)

    response = sam.get(url(submission), headers={"HX-Request": "true"})

    assert response.templates[0].name == "essays/_marks.html"
    assert "HX-Request" in response["Vary"]
    assert "data-hx-get" not in response.content.decode()
    assert "20 of 20" in response.content.decode()


def test_self_and_teacher_marks_stand_side_by_side(submission, cast, sam):
    teacher = start_marking(submission, role="teacher", author=cast.tess)
    operations.save_comment(teacher, comment="Compare two methods.")
    operations.finish_marking(choose_all(teacher, sentences=()), now=NOW)
    for marking in (make_finished(submission, author=cast.sam, sentences=()), teacher):
        operations.total_marking(marking.pk, now=NOW)

    page = sam.get(url(submission)).content.decode()

    assert ["6 of 20" in page, "20 of 20" in page, "13 of 20" in page] == [True, True, False]
    assert "Chosen: 4. Held at 1. No sentence of the essay was chosen as evidence." in page
    assert "Compare two methods." in page


def test_a_total_that_failed_says_why(finished, submission, sam):
    finished.choices.get(criterion__code="C1").delete()
    with pytest.raises(operations.MarkingUnfinished):
        operations.total_marking(finished.pk, now=NOW)

    assert "could not be totalled. C1 Knowledge has no mark yet." in sam.get(url(submission)).content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_takes_the_same_queries_for_one_and_three_marked_criteria(
    marking, submission, sam, django_assert_num_queries, count
):
    for code in ("C1", "C2", "C3")[:count]:
        operations.save_choice(marking, choice=Choice(criterion=code, mark=1, sentences=(1, 2)))

    with django_assert_num_queries(12):
        sam.get(url(submission))


def test_a_mark_comes_with_how_far_it_may_be_trusted_and_two_targets(submission, cast, sam):
    marking = make_finished(submission, author=cast.sam, sentences=())
    operations.total_marking(marking.pk, now=NOW)

    page = sam.get(url(submission))

    html = page.content.decode()
    targets = page.context["outcome"].targets
    assert "another marker could well give 4 to 8 of 20." in html
    assert [(target.criterion.code, target.points) for target in targets] == [("C2", 1), ("C1", 1)]
    assert html.count("Choose the sentences that earn it.") == 2
    assert f'action="{reverse("essays:draft_reopen", args=[submission.draft_id])}"' in html


def test_a_target_reads_the_next_level_where_the_essay_has_to_change(submission, cast, sam):
    make_marked(submission, author=cast.sam)
    make_marked(submission, role="teacher", author=cast.tess, holds=True)

    page = sam.get(url(submission))

    targets = page.context["outcome"].targets
    assert targets
    assert [escape(each.next_level.text) in page.content.decode() for each in targets] == [True] * len(targets)


def test_full_marks_leave_no_target(marked, sam):
    html = sam.get(url(marked)).content.decode()

    assert ("Full marks on every criterion" in html, "Redraft it" in html) == (True, True)


def test_while_it_is_redrafted_the_page_leads_on(marked, sam):
    operations.reopen_draft(marked.draft)

    html = sam.get(url(marked)).content.decode()

    assert ("Go on with the redraft" in html, "Redraft it" in html) == (True, False)


def test_a_final_essay_is_not_redrafted(closed, sam):
    html = sam.get(url(closed)).content.decode()

    assert ("Redraft it" in html, reverse("essays:submission_compare", args=[closed.pk]) in html) == (False, True)


def test_training_is_offered_for_each_criterion(submission, sam):
    html = sam.get(url(submission)).content.decode()

    links = [reverse("essays:training_edit", args=[submission.pk, code]) for code in ("C1", "C2", "C3", "C4")]
    assert [f'href="{link}"' in html for link in links] == [True] * 4
    assert html.count("0 of 2 marked") == 4


def test_a_topic_without_other_samples_offers_no_training(submission, sam):
    Exemplar.objects.exclude(prompt=submission.draft.prompt).delete()

    assert "Training on samples" not in sam.get(url(submission)).content.decode()


def test_versions_handed_in_lead_to_each_other(marked, redrafted, sam):
    first, second = (sam.get(url(submission)).content.decode() for submission in (marked, redrafted))

    changes = reverse("essays:submission_changes", args=[redrafted.pk])
    assert [f'href="{url(each)}"' in html for each in (marked, redrafted) for html in (first, second)] == [True] * 4
    assert (changes in first, changes in second) == (False, True)


def test_earlier_rounds_stay_beside_the_newest(marked, cast, sam):
    again = operations.mark_again(marked, role="self", author=cast.sam, reason="Too kind.", now=NOW)
    begun = sam.get(url(marked)).content.decode()
    operations.finish_marking(choose_all(again, sentences=()), now=NOW)
    operations.total_marking(again.pk, now=NOW)

    html = sam.get(url(marked)).content.decode()

    assert ("You have begun another round of marking." in begun, "20 of 20" in begun) == (True, True)
    assert "Self mark, round 1: 20 of 20" in html
    assert '<span class="num fw-semibold">6 of 20</span>' in html


def test_other_sides_are_shown_once_the_essay_is_marked(submission, cast, sam):
    points = reverse("essays:submission_points", args=[submission.pk])
    before = sam.get(url(submission)).content.decode()
    make_finished(submission, author=cast.sam)

    after = sam.get(url(submission)).content.decode()

    assert (points in before, points in after) == (False, True)


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_takes_the_same_queries_for_one_and_three_versions(submission, sam, django_assert_num_queries, count):
    for number in range(1, count):
        make_redraft(submission, text=f"Version {number}.")

    with django_assert_num_queries(11):
        sam.get(url(submission))


def test_nobody_else_may_read_it_here(submission, cast, client_of):
    codes = [client_of(person).get(url(submission)).status_code for person in (cast.nia, cast.tess, cast.omar, None)]

    assert codes == [404, 404, 404, 404]
