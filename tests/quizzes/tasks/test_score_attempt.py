from quizzes.models import Attempt, Mark
from quizzes.tasks import score_attempt
from tests.quizzes.play import hand_in


def test_score_attempt_twice_is_score_attempt_once(start):
    attempt = hand_in(start(), right=3)

    score_attempt(attempt_id=str(attempt.pk))
    first = Attempt.objects.get().scored_at
    score_attempt(attempt_id=str(attempt.pk))

    assert (Attempt.objects.get().scored_at, Mark.objects.get().points) == (first, 3)
