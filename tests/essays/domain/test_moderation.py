from dataclasses import replace

import pytest

from essays.domain.marking import Line
from essays.domain.moderation import agreed_choice, blinded
from essays.domain.sheet import Choice, CriterionSheet, MarkColumn, MarkedSentence, MarkRow, Passage, SubmissionView
from tests.essays.domain.test_rubric import CRITERION

CAPS = (("K", True),)
NOTE = Passage(first=1, last=2, text="Good.")


@pytest.mark.parametrize(
    ("mark", "sentences", "agreed"),
    [(3, (1,), 3), (3, (), 1), (0, (), 0)],
    ids=["with evidence", "held down without", "low enough without"],
)
def test_agreeing_takes_what_the_self_mark_counts_for(mark, sentences, agreed):
    sheet = CriterionSheet(CRITERION, mark=mark, sentences=sentences, cap_answers=CAPS, confidence=3, answer="So.")

    assert agreed_choice(sheet) == Choice(criterion="C1", mark=agreed, cap_answers=CAPS)


def test_a_blind_marker_sees_the_text_and_the_teachers_mark_alone():
    own, teacher, agreed = (
        MarkColumn(role, label, finished=True, points=points)
        for role, label, points in (("self", "Self", 3), ("teacher", "Teacher", 1), ("agreed", "Agreed", 2))
    )
    line, other = Line("C1", 3, 3, ""), Line("C1", 1, 1, "")
    row = MarkRow("C1", "Knowledge", 4, (("Self", line), ("Teacher", other), ("Agreed", line)))
    view = SubmissionView(
        paragraphs=((MarkedSentence(1, "One.", ("C1",), (NOTE,)),),),
        columns=(own, teacher, agreed),
        rows=(row,),
        earlier=(own,),
        marking_again=True,
    )

    assert blinded(view) == SubmissionView(
        paragraphs=((MarkedSentence(1, "One.", (), (NOTE,)),),),
        columns=(teacher,),
        rows=(replace(row, cells=(("Teacher", other),)),),
    )


def test_a_passage_knows_how_many_sentences_it_takes():
    assert NOTE.sentences == 2
