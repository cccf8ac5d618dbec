from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from progress.domain.grid import grid_of
from progress.domain.measures import AnswerCount
from progress.domain.report import fingerprint, report_data
from progress.domain.standing import Criterion, Essay, Marks, Progress, Score
from tests.progress.facts import FACTS

LATE = datetime(2026, 6, 1, 23, 30, tzinfo=UTC)
LONDON = ZoneInfo("Europe/London")
GRID = grid_of(FACTS, title="Ways", counts=[AnswerCount("slow", "COST", "test", 4, 5)])
SCORE = Score(UUID(int=1), topic="Ways", mode="Test", submitted_at=LATE, right=4, asked=6)
ESSAY = Essay(
    submission_id=UUID(int=2),
    prompt="Compare",
    level="A Level",
    handed_in_at=LATE,
    marks=Marks(20, own=12),
    criteria=(Criterion("C1 Knowledge", Marks(4, own=3, teacher=2)),),
)
PROGRESS = Progress(grids=(GRID,), scores=(SCORE,), essays=(ESSAY,))


def data_of(progress, person="Sam"):
    return report_data(progress, person=person, level="A Level", zone=LONDON)


def test_a_report_says_everything_in_words():
    untried = {"count": "", "state": "not tried yet"}

    assert data_of(PROGRESS) == {
        "format": 4,
        "person": "Sam",
        "level": "A Level",
        "topics": [
            {
                "title": "Ways",
                "tests": "4 of 5 right (could be anywhere from 2 to 5 of 5 on similar questions)",
                "practice": "none yet",
                "others": "",
                "columns": ["Slow", "Fast"],
                "rows": [
                    {"label": "As a whole", "fields": [untried, untried]},
                    {"label": "About COST", "fields": [{"count": "4 of 5", "state": "secure"}, untried]},
                    {"label": "About TIME", "fields": [untried, untried]},
                ],
            }
        ],
        "scores": [{"date": "2 June 2026", "topic": "Ways", "mode": "Test", "score": "4 of 6 right"}],
        "essays": [
            {
                "date": "2 June 2026",
                "prompt": "Compare",
                "level": "A Level",
                "own": "12 of 20",
                "teacher": "not marked yet",
                "criteria": [{"name": "C1 Knowledge", "own": "3 of 4", "teacher": "2 of 4"}],
            }
        ],
    }


def test_the_same_work_has_the_same_fingerprint():
    assert fingerprint(data_of(PROGRESS)) == fingerprint(data_of(PROGRESS))
    assert len(fingerprint(data_of(PROGRESS))) == 64


def test_other_work_or_another_person_has_another_fingerprint():
    marked = replace(ESSAY, marks=Marks(20, own=12, teacher=11))
    datas = [
        data_of(PROGRESS),
        data_of(replace(PROGRESS, essays=(marked,))),
        data_of(PROGRESS, "Nia"),
        data_of(Progress()),
    ]

    assert len({fingerprint(data) for data in datas}) == 4


def test_the_essay_to_mark_is_the_latest_unmarked():
    unmarked = replace(ESSAY, marks=Marks(20))

    assert Progress(essays=(ESSAY, unmarked)).essay_to_mark is unmarked
    assert PROGRESS.essay_to_mark is None


def test_progress_is_empty_until_something_is_counted():
    assert Progress().is_empty
    assert not any(
        part.is_empty for part in (Progress(grids=(GRID,)), Progress(scores=(SCORE,)), Progress(essays=(ESSAY,)))
    )
