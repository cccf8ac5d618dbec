import io

import pytest
from django.urls import reverse
from pypdf import PdfReader

from progress.models import Report
from progress.operations import build_report, request_report
from tests.classrooms.work import hand_in_essay, self_mark, set_essay
from tests.progress.play import NOW, SOON, actor_of, take_quiz

DATA = {"format": 1, "person": "Sam", "topics": [], "scores": [], "essays": []}


def url(report):
    return reverse("progress:report_download", args=[report.pk])


@pytest.fixture
def report(cast):
    return build_report(request_report(cast.sam, data=DATA, now=NOW), now=SOON)


def test_the_file_comes_with_a_name(cast, report, client_of):
    response = client_of(cast.sam).get(url(report))

    assert response.headers["Content-Type"] == "application/pdf"
    assert response.headers["Content-Disposition"] == 'attachment; filename="progress-2026-03-02.pdf"'
    assert response.content.startswith(b"%PDF-")


@pytest.mark.parametrize(("name", "status"), [("nia", 404), ("tess", 404), ("omar", 404), (None, 302)])
def test_nobody_else_gets_it(cast, report, client_of, name, status):
    assert client_of(getattr(cast, name) if name else None).get(url(report)).status_code == status


def test_a_report_that_is_not_ready_is_not_there(cast, client_of):
    waiting = request_report(cast.sam, data=DATA, now=NOW)

    assert client_of(cast.sam).get(url(waiting)).status_code == 404


def test_the_figures_on_paper_are_the_figures_on_the_page(cast, topic, client_of, django_capture_on_commit_callbacks):
    client = client_of(cast.sam)
    take_quiz(actor_of(cast.sam), topic=topic, right=7, count=10)
    take_quiz(actor_of(cast.sam), topic=topic, right=3, count=5, mode="practice", seed=2, now=SOON)
    self_mark(hand_in_essay(set_essay(cast.classroom, by=cast.tess, topic=topic), user=cast.sam))
    progress = client.get(reverse("progress:progress_home")).context["progress"]

    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("progress:report_request"))

    pdf = PdfReader(io.BytesIO(client.get(url(Report.objects.get())).content))
    text = " ".join(" ".join(page.extract_text() for page in pdf.pages).split()).replace(
        "\N{RIGHT SINGLE QUOTATION MARK}", "'"
    )
    assert [figure for figure in figures_of(progress) if figure not in text] == []


def figures_of(progress):
    """Everything the page says in figures, in the order it is said."""
    for grid in progress.grids:
        yield f"In tests: {grid.total.test.spoken}."
        yield f"In practice: {grid.total.practice.spoken}."
        for line in grid.lines:
            fields = [f"{field.answers.all.words} {field.state}".strip() for field in line.fields]
            yield " ".join([line.column.label, *fields])
    for score in progress.scores:
        yield f"{score.mode} {score.words}"
    for essay in progress.essays:
        yield f"Self-mark: {essay.marks.own_words}. Teacher's mark: {essay.marks.teacher_words}."
        for criterion in essay.criteria:
            yield f"{criterion.name} {criterion.marks.own_words} {criterion.marks.teacher_words}"
