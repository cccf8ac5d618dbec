import io

import pytest
from pypdf import PdfReader

from progress.exports.pdf import PdfFailed, report_pdf
from tests.progress.paper import tables_of, words_of
from tests.progress.play import NOW

DATA = {
    "format": 2,
    "person": "Søren #1 *Müller*",
    "topics": [
        {
            "title": "Ways",
            "tests": "7 of 10 right",
            "practice": "none yet",
            "columns": ["Which way", "Cost"],
            "rows": [
                {
                    "label": "Slow",
                    "fields": [{"count": "4 of 5", "state": "secure"}, {"count": "1 of 6", "state": "learning"}],
                },
                {
                    "label": "Dear",
                    "fields": [{"count": "none yet", "state": "not tried"}, {"count": "5 of 7", "state": "nearly"}],
                },
            ],
        }
    ],
    "scores": [{"date": "2 March 2026", "topic": "Ways", "mode": "Test", "score": "7 of 10 right"}],
    "essays": [
        {
            "date": "2 March 2026",
            "prompt": "Compare",
            "level": "A Level",
            "own": "12 of 20",
            "teacher": "not marked yet",
            "criteria": [
                {"name": "C1 Knowledge", "own": "3 of 4", "teacher": "not marked yet"},
                {"name": "C2 Use", "own": "2 of 6", "teacher": "5 of 6"},
            ],
        }
    ],
}


def test_a_report_asked_for_before_the_grid_was_turned_is_still_built():
    fields = [{"count": "4 of 5", "state": "secure"}] * 2
    older = DATA | {"format": 1, "topics": [DATA["topics"][0] | {"rows": [{"method": "Old", "fields": fields}]}]}

    assert [row[""] for row in tables_of(report_pdf(older, made_at=NOW))["Ways"]] == ["Old"]


def test_every_figure_stands_under_its_headings():
    assert tables_of(report_pdf(DATA, made_at=NOW)) == {
        "Ways": [
            {"": "Slow", "Which way": "4 of 5 secure", "Cost": "1 of 6 learning"},
            {"": "Dear", "Which way": "none yet not tried", "Cost": "5 of 7 nearly"},
        ],
        "Latest quizzes": [{"Date": "2 March 2026", "Topic": "Ways", "Kind": "Test", "Score": "7 of 10 right"}],
        "Compare": [
            {"Criterion": "C1 Knowledge", "Self": "3 of 4", "Teacher": "not marked yet"},
            {"Criterion": "C2 Use", "Self": "2 of 6", "Teacher": "5 of 6"},
        ],
    }


def test_it_says_when_it_was_made_and_for_which_level():
    made = f"{NOW.day} {NOW:%B %Y}"

    assert f"Made on {made}, AS Level." in words_of(report_pdf({**DATA, "level": "AS Level"}, made_at=NOW))
    assert f"Made on {made}. " in words_of(report_pdf(DATA, made_at=NOW))


def test_a_field_without_an_answer_has_one_line():
    assert height_of("") < height_of("4 of 5")


def height_of(count):
    """How far down the page what follows the table begins."""
    fields = [{"count": count, "state": "not tried yet"}] * 2
    topic = DATA["topics"][0] | {"rows": [{"label": "Slow", "fields": fields}]}
    found = []

    def visit(text, matrix, *_):
        if "Latest" in text:
            found.append(-matrix[5])

    PdfReader(io.BytesIO(report_pdf({**DATA, "topics": [topic]}, made_at=NOW))).pages[0].extract_text(
        visitor_text=visit
    )
    return found[0]


def test_a_table_goes_on_over_pages():
    long = {**DATA, "scores": [{**DATA["scores"][0], "score": f"{right} of 99 right"} for right in range(99)]}

    rows = tables_of(report_pdf(long, made_at=NOW))["Latest quizzes"]

    assert [row["Score"] for row in rows] == [f"{right} of 99 right" for right in range(99)]


def test_what_is_in_no_table_stands_on_paper():
    text = words_of(report_pdf(DATA, made_at=NOW))

    wanted = [
        "Søren #1 *Müller*",
        "In tests: 7 of 10 right.",
        "A Level, handed in 2 March 2026.",
        "Self-mark: 12 of 20.",
    ]
    assert [words for words in wanted if words not in text] == []


def test_an_empty_report_says_so():
    empty = {**DATA, "topics": [], "scores": [], "essays": []}

    assert "Nothing to report yet" in words_of(report_pdf(empty, made_at=NOW))


def test_the_same_data_and_time_give_the_same_bytes():
    assert report_pdf(DATA, made_at=NOW) == report_pdf(DATA, made_at=NOW)


def test_the_report_is_tagged_in_its_language_and_has_a_title():
    reader = PdfReader(io.BytesIO(report_pdf(DATA, made_at=NOW)))

    assert reader.root_object["/MarkInfo"]["/Marked"]
    assert reader.root_object["/Lang"] == "en-GB"
    assert reader.metadata.title == "Progress of Søren #1 *Müller*"
    assert b"pdfuaid" in reader.root_object["/Metadata"].get_data()


def test_data_without_its_parts_is_refused():
    with pytest.raises(PdfFailed, match="topics"):
        report_pdf({"person": "Sam"}, made_at=NOW)
