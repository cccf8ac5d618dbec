import pytest
from django.urls import reverse

from essays import operations
from tests.essays.work import NOW, choose_all, make_finished, start_marking


def url(submission) -> str:
    return reverse("essays:submission_detail", args=[submission.pk])


@pytest.fixture
def sam(cast, client_of):
    return client_of(cast.sam)


def test_an_essay_without_a_mark_asks_for_one(submission, sam):
    page = sam.get(url(submission)).content.decode()

    assert "Mark your essay" in page
    assert "Job production makes one item." in page


def test_a_marking_begun_is_gone_on_with(marking, submission, sam):
    operations.save_choice(marking, criterion="C1", level=1, mark=1, sentences=[1], cap_answers={})

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
        operations.save_choice(marking, criterion=code, level=1, mark=1, sentences=[1, 2], cap_answers={})

    with django_assert_num_queries(6):
        sam.get(url(submission))


def test_nobody_else_may_read_it_here(submission, cast, client_of):
    codes = [client_of(person).get(url(submission)).status_code for person in (cast.nia, cast.tess, cast.omar, None)]

    assert codes == [404, 404, 404, 404]
