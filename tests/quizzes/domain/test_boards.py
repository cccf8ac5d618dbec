from quizzes.domain.boards import boards_for
from tests.quizzes.domain.facts import shipped_facts

FACTS = shipped_facts()


def test_a_syllabus_is_named_when_it_asks_for_every_method():
    assert boards_for(["job", "flow"], FACTS) == ("cambridge-O", "cambridge-AS", "cambridge-A", "edexcel-A")
    assert boards_for(["job", "mass-customisation"], FACTS) == ("cambridge-AS", "cambridge-A")


def test_a_question_of_no_method_belongs_everywhere():
    assert len(boards_for([], FACTS)) == len(FACTS.syllabuses)
