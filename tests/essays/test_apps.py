from accounts.operations import erase_user
from accounts.queries import personal_data_of
from essays import operations
from essays.models import Draft, Mark, Marking
from tests.essays.work import NOW, make_finished


def test_a_person_takes_their_essays_along(finished, cast):
    exported = personal_data_of(cast.sam)

    found = {heading: len(rows) for heading, rows in exported.items() if heading.startswith("essays.Draft")}
    assert found == {
        "essays.Draft": 1,
        "essays.Draft versions": 1,
        "essays.Draft submissions": 1,
        "essays.Draft submissions__markings": 1,
        "essays.Draft submissions__markings__choices": 4,
        "essays.Draft submissions__markings__choices__evidence": 4,
        "essays.Draft submissions__markings__cap_answers": 5,
        "essays.Draft submissions__markings__marks": 0,
        "essays.Draft submissions__markings__marks__lines": 0,
    }


def test_erasing_a_student_erases_their_essays(finished, cast):
    erase_user(cast.sam)

    assert (Draft.objects.count(), Marking.objects.count()) == (0, 0)


def test_erasing_a_teacher_keeps_their_marks_without_their_name(submission, cast):
    operations.total_marking(make_finished(submission, role="teacher", author=cast.tess).pk, now=NOW)

    erase_user(cast.tess)

    assert list(Mark.objects.values_list("author", "marking__author")) == [(None, None)]
