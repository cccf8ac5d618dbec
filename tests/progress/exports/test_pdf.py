import io

import pytest
from pypdf import PdfReader

from progress.exports.pdf import PdfFailed, report_pdf
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
            "rows": [{"label": "Slow", "fields": [{"count": "4 of 5", "state": "secure"}] * 2}],
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
            "criteria": [{"name": "C1 Knowledge", "own": "3 of 4", "teacher": "not marked yet"}],
        }
    ],
}


def words_of(pdf):
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split())


def test_a_report_asked_for_before_the_grid_was_turned_is_still_built():
    older = DATA | {"format": 1, "topics": [DATA["topics"][0] | {"rows": [{"method": "Old", "fields": []}]}]}

    assert "Old" in words_of(report_pdf(older, made_at=NOW))


def test_every_word_of_the_data_stands_on_paper():
    text = words_of(report_pdf(DATA, made_at=NOW))

    wanted = ["Søren #1 *Müller*", "In tests: 7 of 10 right.", "Slow 4 of 5 secure 4 of 5 secure", "2 March 2026"]
    wanted += ["C1 Knowledge 3 of 4 not marked yet", "Self-mark: 12 of 20."]
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
