from quizzes.domain.certainty import CERTAINTIES, HIGHEST, Certainty


def test_each_degree_says_what_it_gains_and_risks():
    assert (
        Certainty(1, "1 mark", "nothing lost"),
        Certainty(2, "2 marks", "2 lost"),
        Certainty(3, "3 marks", "6 lost"),
    ) == CERTAINTIES
    assert HIGHEST == 3
