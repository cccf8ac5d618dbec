"""The report as plain data: every word and figure that stands on paper, and its fingerprint."""

import hashlib
import json
from datetime import datetime, tzinfo
from typing import Any

from progress.domain.grid import Field, Grid
from progress.domain.standing import Criterion, Essay, Progress, Score

FORMAT = 4


def report_data(progress: Progress, *, person: str, level: str, zone: tzinfo) -> dict[str, Any]:
    """What the page shows, in the same words. No time of printing: the same work is the same report."""
    return {
        "format": FORMAT,
        "person": person,
        "level": level,
        "topics": [_topic(grid) for grid in progress.grids],
        "scores": [_score(score, zone=zone) for score in progress.scores],
        "essays": [_essay(essay, zone=zone) for essay in progress.essays],
    }


def fingerprint(data: dict[str, Any]) -> str:
    """SHA-256 of the data as canonical JSON."""
    canonical = json.dumps(data, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).hexdigest()


def _topic(grid: Grid) -> dict[str, Any]:
    return {
        "title": grid.title,
        "tests": grid.total.test.spoken,
        "practice": grid.total.practice.spoken,
        "others": grid.on_others,
        "columns": [row.method.name for row in grid.rows],
        "rows": [{"label": line.column.label, "fields": [_field(one) for one in line.fields]} for line in grid.lines],
    }


def _field(field: Field) -> dict[str, str]:
    tally = field.answers.all
    return {"count": tally.words, "state": tally.state}


def _score(score: Score, *, zone: tzinfo) -> dict[str, str]:
    return {
        "date": _day(score.submitted_at, zone=zone),
        "topic": score.topic,
        "mode": score.mode,
        "score": score.words,
    }


def _essay(essay: Essay, *, zone: tzinfo) -> dict[str, Any]:
    return {
        "date": _day(essay.handed_in_at, zone=zone),
        "prompt": essay.prompt,
        "level": essay.level,
        "own": essay.marks.own_words,
        "teacher": essay.marks.teacher_words,
        "criteria": [_criterion(criterion) for criterion in essay.criteria],
    }


def _criterion(criterion: Criterion) -> dict[str, str]:
    return {"name": criterion.name, "own": criterion.marks.own_words, "teacher": criterion.marks.teacher_words}


def _day(moment: datetime, *, zone: tzinfo) -> str:
    local = moment.astimezone(zone)
    return f"{local.day} {local:%B %Y}"
