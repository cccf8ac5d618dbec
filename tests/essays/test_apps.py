import pytest

from accounts.operations import erase_user
from accounts.queries import personal_data_of
from essays import operations
from essays.models import Comparison, Draft, Exemplar, Mark, Marking, PlanRow, PointTick, Trial
from tests.essays.work import NOW, actor_of, make_finished, make_submission, tick


@pytest.fixture
def reflected(finished, cast):
    """Sam has looked back on an essay and trained on a sample, and so has Nia."""
    for user in (cast.sam, cast.nia):
        submission = finished.submission
        if user == cast.nia:
            submission = make_submission(actor_of(user), prompt=submission.draft.prompt)
        exemplar = Exemplar.objects.get(code="p2w")
        tick(submission, 1, 2)
        operations.compare(submission, exemplar=exemplar, own_is_better=True, now=NOW)
        operations.record_trial(actor_of(user), exemplar=exemplar, criterion="C1", mark=2, now=NOW)


def test_a_person_takes_their_essays_along(reflected, cast):
    exported = personal_data_of(cast.sam)

    headings = ("essays.Draft", "essays.Trial")
    found = {heading: len(rows) for heading, rows in exported.items() if heading.startswith(headings)}
    assert found == {
        "essays.Draft": 1,
        "essays.Draft versions": 1,
        "essays.Draft plan": 5,
        "essays.Draft submissions": 1,
        "essays.Draft submissions__ticks": 2,
        "essays.Draft submissions__comparisons": 1,
        "essays.Draft submissions__markings": 1,
        "essays.Draft submissions__markings__choices": 4,
        "essays.Draft submissions__markings__choices__evidence": 4,
        "essays.Draft submissions__markings__cap_answers": 5,
        "essays.Draft submissions__markings__passages": 0,
        "essays.Draft submissions__markings__marks": 0,
        "essays.Draft submissions__markings__marks__lines": 0,
        "essays.Trial": 1,
    }


def test_erasing_a_student_erases_their_essays_and_no_others(reflected, cast):
    erase_user(cast.sam)

    left = {model: model.objects.count() for model in (Draft, Marking, PlanRow, PointTick, Comparison, Trial)}
    assert left == {Draft: 1, Marking: 0, PlanRow: 5, PointTick: 2, Comparison: 1, Trial: 1}
    assert set(Draft.objects.values_list("user", flat=True)) == {cast.nia.pk}
    assert set(Trial.objects.values_list("user", flat=True)) == {cast.nia.pk}


def test_erasing_a_teacher_keeps_their_marks_without_their_name(submission, cast):
    operations.total_marking(make_finished(submission, role="teacher", author=cast.tess).pk, now=NOW)

    erase_user(cast.tess)

    assert list(Mark.objects.values_list("author", "marking__author")) == [(None, None)]
