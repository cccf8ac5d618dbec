import pytest

from progress.domain.grid import grid_of
from progress.domain.measures import AnswerCount
from progress.domain.nextstep import NextStep, Step, next_step
from tests.progress.facts import FACTS


def grids(*counts):
    return (grid_of(FACTS, title="Ways", counts=[AnswerCount(*count) for count in counts]),)


LEARNING = grids(("fast", "TIME", "test", 1, 5))
SECURE = grids(("fast", "TIME", "test", 5, 5))


@pytest.mark.parametrize(
    ("work_waits", "essay_waits", "found", "step"),
    [
        (True, True, LEARNING, Step.SET_WORK),
        (False, True, LEARNING, Step.MARK_ESSAY),
        (False, False, LEARNING, Step.WEAKEST),
        (False, False, SECURE, Step.MORE),
        (False, False, (), Step.START),
    ],
)
def test_deadlines_first_then_what_only_needs_finishing(work_waits, essay_waits, found, step):
    assert next_step(work_waits=work_waits, essay_waits=essay_waits, grids=found).step == step


def test_the_weakest_field_leads_to_its_note():
    step = next_step(work_waits=False, essay_waits=False, grids=(*SECURE, *LEARNING))

    assert (step.topic, step.method.slug, step.anchor) == ("ways", "fast", "time")


def test_a_question_about_the_whole_method_leads_to_its_definition():
    step = next_step(work_waits=False, essay_waits=False, grids=grids(("slow", "", "test", 1, 5)))

    assert step.anchor == "definition"


def test_more_questions_are_of_the_topic_begun():
    assert next_step(work_waits=False, essay_waits=False, grids=SECURE) == NextStep(Step.MORE, topic="ways")
