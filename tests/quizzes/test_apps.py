import pytest

from accounts.domain.personal import registered
from opsmethods.domain.impact import ContentRow, touched_by
from opsmethods.models import Example
from quizzes.models import Attempt
from tests.quizzes.play import hand_in, plant


def touched(topic, table: str, *names: str, texts: tuple[str, ...] = ()) -> dict[str, tuple[str, ...]]:
    return {one.what: one.names for one in touched_by(ContentRow(topic.pk, table, names, texts))}


def test_a_change_names_the_questions_and_attempts_that_rest_on_it(start, notes):
    """Planted: a question on an example in an open quiz, one left unfinished and one handed in; others without it."""
    example = Example.objects.get(code="J01")
    planted = [start(seed=seed, count=1) for seed in (1, 2, 3)]
    others = [start(seed=seed, count=1) for seed in (4, 5)]
    stems = plant(planted, example.leak_free) + plant(others, "Something else altogether is told here.")
    Attempt.objects.filter(pk=planted[1].pk).update(state="abandoned")
    hand_in(planted[2], right=0)

    found = touched(notes, "example", "job", "J01", texts=(example.leak_free, example.why))

    assert sorted(found["questions asked"]) == sorted(stems[:3])
    assert found["open quizzes"] == (str(planted[0].pk),)
    assert found["quizzes left unfinished"] == (str(planted[1].pk),)
    assert found["quizzes handed in"] == (str(planted[2].pk),)


@pytest.mark.parametrize(("table", "statements"), [("topic", 2), ("section", 0)])
def test_the_statements_are_as_many_however_much_was_asked(start, notes, django_assert_num_queries, table, statements):
    for seeds in (range(1), range(1, 4)):
        for seed in seeds:
            start(seed=seed)
        with django_assert_num_queries(statements):
            touched(notes, table, "x")


def test_a_change_of_something_nobody_was_asked_about_touches_nothing(start, notes):
    start(seed=1)

    assert set(touched(notes, "misconception", "job", "JM1").values()) == {()}


def test_personal_data_is_registered():
    assert {
        (entry.model, entry.owner, entry.guest) for entry in registered() if entry.model.startswith("quizzes.")
    } == {
        ("quizzes.Attempt", "user", True),
        ("quizzes.Mark", "author", False),
        ("quizzes.QuestionReport", "user", True),
        ("quizzes.QuestionReport", "answered_by", False),
        ("quizzes.Regrade", "author", False),
        ("quizzes.ReviewCard", "user", True),
        ("quizzes.ReviewPlan", "user", True),
        ("quizzes.Ruling", "author", False),
    }
