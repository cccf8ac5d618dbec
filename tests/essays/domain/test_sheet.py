from dataclasses import replace

from essays.domain.marking import Line
from essays.domain.sheet import Choice, CriterionSheet, MarkColumn, MarkingSheet, SubmissionView
from tests.essays.domain.test_rubric import CAP, CRITERION

OPEN = CriterionSheet(CRITERION)
HALF = CriterionSheet(CRITERION, mark=3)
DONE = CriterionSheet(replace(CRITERION, code="C2"), mark=3, sentences=(1,), cap_answers=(("K", False),))


def test_a_criterion_says_what_is_missing():
    assert (OPEN.gap, HALF.gap, DONE.gap) == (
        "C1 Knowledge has no mark yet.",
        "C1 Knowledge has a check that is not answered yet.",
        "",
    )


def test_open_caps_are_those_without_an_answer():
    assert (HALF.open_caps, DONE.open_caps) == ((CAP,), ())


def test_evidence_is_needed_above_the_unevidenced_maximum():
    cheap = replace(HALF, mark=1)

    assert [OPEN.needs_evidence, HALF.needs_evidence, DONE.needs_evidence, cheap.needs_evidence] == [
        False,
        True,
        False,
        False,
    ]


def test_a_sheet_leads_from_criterion_to_criterion():
    sheet = MarkingSheet((OPEN, DONE), ())

    assert (sheet.codes, sheet.gaps) == (("C1", "C2"), ("C1 Knowledge has no mark yet.",))
    assert (sheet.after("C1"), sheet.after("C2"), sheet.first_open) == ("C2", "C1", "C1")
    assert (sheet.sheet("C2"), sheet.sheet("C9")) == (DONE, None)


def test_a_finished_sheet_stays_on_its_last_criterion():
    sheet = MarkingSheet((DONE,), ())

    assert (sheet.gaps, sheet.first_open) == ((), "C2")


def test_what_was_not_said_is_open_and_no_gap():
    said = replace(DONE, confidence=1, answer="The second sentence.")

    assert (DONE.confidence, DONE.answer, said.gap, DONE.gap) == (None, "", "", "")


def test_a_choice_of_a_mark_alone_says_nothing_else():
    choice = Choice(criterion="C1", mark=2)

    assert choice == Choice(
        criterion="C1", mark=2, sentences=(), cap_answers=(), confidence=None, answer="", text_hash=""
    )


def test_a_column_waits_from_its_finish_to_its_total():
    unfinished = MarkColumn("self", "Self", finished=False)
    waiting = replace(unfinished, finished=True)
    totalled = replace(waiting, points=3, out_of=4, lines=(Line("C1", 3, 3, ""),))
    failed = replace(waiting, error="C1 has no mark.")

    assert [column.waiting for column in (unfinished, waiting, totalled, failed)] == [False, True, False, False]
    assert (totalled.line("C1"), totalled.line("C2")) == (Line("C1", 3, 3, ""), None)


def test_a_view_finds_its_columns_by_role():
    column = MarkColumn("self", "Self", finished=True)
    view = SubmissionView((), (column,), ())

    assert (view.self_mark, view.teacher_mark, view.totalled, view.waiting) == (column, None, (), True)


def test_a_sheet_says_what_its_mark_counts_for_and_why():
    checked = replace(DONE, mark=CRITERION.maximum, cap_answers=((CAP.code, True),))

    assert [sheet.counts for sheet in (OPEN, HALF, DONE, checked)] == [None, 1, 3, CAP.maximum]
    assert [sheet.held for sheet in (OPEN, HALF, DONE, checked)] == [
        "",
        "C1 Knowledge counts 1, not 3: no sentence is chosen.",
        "",
        f"C2 Knowledge counts {CAP.maximum}, not {CRITERION.maximum}: your answer to a check holds it.",
    ]
