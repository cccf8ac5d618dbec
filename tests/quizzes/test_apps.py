from accounts.domain.personal import registered
from opsmethods.domain.impact import impact_of
from tests.quizzes.play import hand_in


def test_a_change_of_notes_says_how_many_quizzes_are_open(start, notes):
    start(seed=1)
    hand_in(start(seed=2), right=1)

    assert ("open quizzes", 1) in [(impact.what, impact.count) for impact in impact_of(notes.pk)]


def test_personal_data_is_registered():
    assert {
        (entry.model, entry.owner, entry.guest) for entry in registered() if entry.model.startswith("quizzes.")
    } == {
        ("quizzes.Attempt", "user", True),
        ("quizzes.Mark", "author", False),
    }
