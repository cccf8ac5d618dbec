"""No answer is lost and no mark is made twice, whatever breaks, repeats or overtakes."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections

from tests.processes.conftest import ALIAS, Stage, is_scored, staged, state_of
from tests.processes.crowd import Student, Taken, numbers
from tests.processes.faults import (
    BETWEEN,
    HANDING_IN,
    IN_THE_WORKER,
    MOMENTS,
    VICTIMS,
    Scene,
    ready_worker,
)
from tests.processes.gates import ARRIVING, MARKING, PUBLISHING, STORED
from tests.processes.oracle import in_order, marks_in, points_for, receipt_of, stored, unscored
from tests.processes.tab import PATIENCE, Choice, Tab, attempt_of, digest_of, started
from tests.processes.test_scoring import call, grown_old
from tests.servers import until

pytestmark = pytest.mark.servers

MOST_TELLING = {
    "network": STORED,
    "tab": STORED,
    "web": PUBLISHING,
    "worker": MARKING,
    "broker": PUBLISHING,
    "database": ARRIVING,
}
CELLS = [
    pytest.param(victim, moment, marks=() if MOST_TELLING[victim] == moment else pytest.mark.full)
    for victim in VICTIMS
    for moment in MOMENTS
]


@pytest.fixture(scope="module", params=["sqlite", "postgres"])
def stage(request, originals, tmp_path_factory) -> Iterator[Stage]:
    folder = tmp_path_factory.mktemp(request.param)
    with staged(request.param, originals, folder, app="tests.processes.held_web:application") as stage:
        yield stage


# --- What breaks ----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def workers(stage) -> Iterator[list]:
    """The one that is running; a cell that kills it leaves another."""
    running = [ready_worker(stage)]
    yield running
    running[0].kill()


@pytest.fixture
def scene(stage, workers) -> Iterator[Scene]:
    scene = Scene(stage, workers[0], Tab(stage.web.url, started(stage.web.url, count=4)))
    yield scene
    workers[0] = scene.worker
    scene.tab.pupil.close()


@pytest.mark.parametrize(("victim", "moment"), CELLS)
def test_nothing_acknowledged_is_lost(scene, victim, moment):
    during = {"victim": victim, "moment": moment}
    steps = [
        ((1, 0), ()),
        ((2, 1), (ARRIVING,)),
        ((3, 0), (STORED,)),
        ((2, 2), (BETWEEN,)),
        ((4, 1), ()),
    ]

    for (position, place), moments in steps:
        scene.tab.choose(position, place)
        scene.go(Tab.flush, **(during if moment in moments else {}))
    scene.go(Tab.hand_in, **(during if moment in {HANDING_IN, PUBLISHING, "queued", *IN_THE_WORKER} else {}))
    wait_for_the_mark(scene)

    assert_told_and_kept_agree(scene)


def wait_for_the_mark(scene: Scene) -> None:
    """With the sweeper, as the timetable calls it, for what the broker has lost."""
    attempt = attempt_of(scene.tab.kept)
    connections[ALIAS].close()
    if not is_scored(attempt)():
        grown_old(attempt)

    def swept() -> bool:
        call(scene.stage, "quizzes.sweep_unscored")
        return is_scored(attempt)()

    until(swept, seconds=PATIENCE, every=0.5, what=f"the mark; it is {state_of(attempt)}")


def assert_told_and_kept_agree(scene: Scene) -> None:
    kept, attempt = scene.tab.kept, attempt_of(scene.tab.kept)
    points = points_for(attempt, kept.saved)
    page = scene.tab.get(f"{kept.folder}result/").text

    assert (len(kept.saved), kept.waiting, kept.refused) == (5, [], [])
    assert stored(attempt) == in_order((choice, False) for choice in kept.saved)
    assert marks_in(attempt) == [(1, points)]
    assert receipt_of(attempt) == receipt(kept.saved, window=kept.saved[0].window)
    assert f"{points} of 4 right" in page
    assert "Receipt: 5 answers stored" in page


def receipt(saved: list[Choice], *, window: int) -> dict[str, object]:
    digest = digest_of(saved)
    return {
        "window": window,
        "sent_count": len(saved),
        "sent_digest": digest,
        "kept_count": len(saved),
        "kept_digest": digest,
    }


# --- What repeats and overtakes -------------------------------------------------------------------


@pytest.mark.parametrize("answers", [500, pytest.param(10_000, marks=pytest.mark.full)])
def test_a_crowd_whose_answers_arrive_as_they_like(stage, workers, answers):
    crowd = [Student(stage.web.url, f"student-{answers}-{number}", seed=number) for number in range(4)]
    with ThreadPoolExecutor(len(crowd)) as pool:
        work = pool.map(lambda student: student.take(answers=answers // len(crowd)), crowd)
        taken = [quiz for quizzes in work for quiz in quizzes]
    until(lambda: unscored() == 0, seconds=PATIENCE, every=0.2, what="every mark")

    assert sum(quiz.answers for quiz in taken) >= answers
    for quiz in taken:
        assert_kept_as_told(quiz)


def assert_kept_as_told(quiz: Taken) -> None:
    said = [set(told) for told in quiz.told.values()]
    kept, late = in_order(quiz.kept()), numbers(choice for choice, _ in stored(quiz.attempt, late=True))
    idle = numbers(choice for choice, is_idle in kept if is_idle)

    assert [one for one in said if one not in ({(200, False)}, {(409, True)}, {(409, False)})] == [], quiz.kind
    assert set(quiz.codes) == {302}
    assert stored(quiz.attempt) == kept
    assert (quiz.late | quiz.after) & numbers(choice for choice, _ in kept) <= late <= quiz.late | idle
    assert quiz.after <= idle
    assert marks_in(quiz.attempt) == [(1, points_for(quiz.attempt, quiz.counted()))]
    if quiz.kind == "practice":
        assert len({choice.position for choice in quiz.counted()}) == len(quiz.counted())
