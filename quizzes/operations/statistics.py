"""Item statistics: counted anew a slice at a time, and difficulties moved by each answer in between."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from opsmethods.domain.facts import FactBase
from opsmethods.models import Topic
from quizzes.domain.counting import (
    COMPONENT,
    MODEL,
    FirstTry,
    SubjectCount,
    Tally,
    as_json,
    first_tries,
    merged,
    parts_of,
    tally_from,
    tally_of,
)
from quizzes.domain.item_models import ITEM_MODELS
from quizzes.domain.measures import Answered, Difficulty, Rating, fit_rasch, rate
from quizzes.domain.reviewing import UnknownComponent, component_from, name_of
from quizzes.models import Attempt, CertaintyCount, ConfusionCell, ItemStatistic, JobState, Recount
from quizzes.queries import answers_fingerprint, lines_in_slices, lines_of_owners, newly_scored, slices_of

FITTED_SLICES = 2  # a fit rests on the people of so many slices: more than a second for each fit
RATED_AT_ONCE = 50
SETTLING = timedelta(seconds=5)  # a mark being entered now may yet get an earlier time

Fits = dict[str, dict[str, list[float]]]
Ratings = dict[str, dict[str, Rating]]


# --- The recount ----------------------------------------------------------------------------------


def begin_recount(topic: Topic, *, now: datetime) -> Recount | None:
    """The recount to be made of a topic; None where nothing has changed since the last, or others are at it."""
    fingerprint = answers_fingerprint(topic)
    first: dict[str, Any] = {
        "fingerprint": fingerprint,
        "slices": slices_of(topic),
        "started_at": now,
        "moved_at": now,
    }
    recount, created = Recount.objects.get_or_create(topic=topic, defaults=first)
    if created:
        return recount
    again = {**first, "state": JobState.QUEUED, "next_step": 0, "tally": {}, "finished_at": None}
    done = Recount.objects.filter(pk=recount.pk, state=JobState.DONE).exclude(fingerprint=fingerprint)
    if not done.update(**again):
        return None
    recount.refresh_from_db()
    return recount


def recount_further(recount_id: int, *, facts: FactBase, now: datetime) -> bool:
    """Take one step more: count a slice, fit, or at last replace the rows. True while there is more to do."""
    recount = Recount.objects.select_related("topic").filter(pk=recount_id).first()
    if recount is None or recount.state == JobState.DONE:
        return False
    # A step takes up to two seconds, so nothing is locked meanwhile.
    step = recount.next_step
    if step < recount.slices:
        tally = _with_slice(recount, facts=facts)
    elif step == recount.slices:
        tally = recount.tally | {"fits": {MODEL: _fits(recount, facts=facts, subject=MODEL)}}
    elif step == recount.slices + 1:
        fits = recount.tally["fits"] | {COMPONENT: _fits(recount, facts=facts, subject=COMPONENT)}
        tally = recount.tally | {"fits": fits}
    else:
        _finish(recount, facts=facts, now=now)
        return False
    _keep(recount, now=now, next_step=step + 1, tally=tally, state=JobState.RUNNING)
    return True


def _keep(recount: Recount, *, now: datetime, **changes: Any) -> bool:
    """Keep a step, unless another worker has kept it meanwhile or the recount was begun again."""
    same = Recount.objects.filter(pk=recount.pk, next_step=recount.next_step, started_at=recount.started_at)
    return bool(same.exclude(state=JobState.DONE).update(**changes, moved_at=now))


def _with_slice(recount: Recount, *, facts: FactBase) -> dict[str, Any]:
    before = tally_from(recount.tally.get("counts", {}))
    step = recount.next_step
    lines = lines_in_slices(
        recount.topic, taken=range(step, step + 1), slices=recount.slices, until=recount.started_at, facts=facts
    )
    return {"counts": as_json(merged(before, tally_of(first_tries(lines), before=before)))}


def _fits(recount: Recount, *, facts: FactBase, subject: str) -> Fits:
    """By kind and code: value, limits and n of the difficulties of a fit that settled."""
    taken = range(min(FITTED_SLICES, recount.slices))
    lines = lines_in_slices(
        recount.topic, taken=taken, slices=recount.slices, until=recount.started_at, facts=facts, whole=False
    )
    answers: dict[str, list[Answered]] = {}
    for first in first_tries(lines):
        answers.setdefault(first.line.kind, []).extend(_answered(first, subject=subject))
    fits: Fits = {}
    for kind, given in answers.items():
        fit = fit_rasch(given)
        found = fit.families if subject == MODEL else fit.items
        fits[kind] = {name: _as_list(difficulty) for name, difficulty in found.items()} if fit.settled else {}
    return fits


def _answered(first: FirstTry, *, subject: str) -> Iterator[Answered]:
    """A question in the family of its item model, or what it tests in the family of its kind."""
    line = first.line
    if subject == MODEL:
        yield Answered(line.person, line.signature, line.model, line.right)
    elif line.component:
        yield Answered(line.person, line.component, component_from(line.component).kind, line.right)


def _as_list(difficulty: Difficulty) -> list[float]:
    return [difficulty.value, *difficulty.limits, difficulty.n]


@transaction.atomic
def _finish(recount: Recount, *, facts: FactBase, now: datetime) -> None:
    """Replace the rows of the topic by those just counted, all at once."""
    tally = tally_from(recount.tally["counts"])
    done = {
        "state": JobState.DONE,
        "finished_at": now,
        "tally": {},
        "ratings": _ratings_as_json({kind: one.families for kind, one in tally.items()}),
        "rated_until": recount.started_at,
    }
    if not _keep(recount, now=now, **done):
        return
    for model in (ItemStatistic, ConfusionCell, CertaintyCount):
        model.objects.filter(topic=recount.topic).delete()
    ItemStatistic.objects.bulk_create(_statistics(recount, tally, facts=facts, now=now))
    ConfusionCell.objects.bulk_create(_cells(recount, tally, now=now))
    CertaintyCount.objects.bulk_create(_certainties(recount, tally, now=now))


# --- Rows -----------------------------------------------------------------------------------------


def _statistics(recount: Recount, tally: Tally, *, facts: FactBase, now: datetime) -> Iterator[ItemStatistic]:
    for kind, one in tally.items():
        for (subject, code), count in one.subjects.items():
            fit = recount.tally["fits"][subject].get(kind, {}).get(code)
            row = _row(count, subject=subject, code=code, label=_label(facts, subject=subject, code=code))
            row.topic, row.kind, row.computed_at = recount.topic, kind, now
            if fit is not None:
                row.difficulty, row.difficulty_low, row.difficulty_high, n = fit
                row.difficulty_n, row.difficulty_method = int(n), ItemStatistic.Method.RASCH
            elif subject == MODEL:
                _set_rating(row, one.families[code])
            yield row


def _row(count: SubjectCount, *, subject: str, code: str, label: str) -> ItemStatistic:
    facility, told = count.facility, count.discrimination
    low, high = facility.limits or (None, None)
    told_low, told_high = told.limits or (None, None)
    return ItemStatistic(
        subject=subject,
        code=code,
        label=label,
        n=count.n,
        right=count.right,
        facility_low=low,
        facility_high=high,
        discrimination=told.value if told.is_shown else None,
        discrimination_low=told_low,
        discrimination_high=told_high,
        discrimination_n=told.n,
        flags="\n".join(count.flags),
        uptake=count.offers,
        first_version=count.versions[0] if count.versions else None,
        last_version=count.versions[1] if count.versions else None,
    )


def _label(facts: FactBase, *, subject: str, code: str) -> str:
    """In words; the notes may no longer hold what was tested."""
    if subject == MODEL:
        return ITEM_MODELS[code].title if code in ITEM_MODELS else ""
    try:
        return name_of(facts, component_from(code))[:200]
    except UnknownComponent:
        return ""


def _set_rating(row: ItemStatistic, rating: Rating) -> None:
    row.difficulty, row.difficulty_n, row.difficulty_method = rating.value, rating.n, ItemStatistic.Method.ELO
    row.difficulty_low, row.difficulty_high = rating.limits


def _cells(recount: Recount, tally: Tally, *, now: datetime) -> Iterator[ConfusionCell]:
    for kind, one in tally.items():
        for cell in one.confusions():
            yield ConfusionCell(
                topic=recount.topic,
                kind=kind,
                computed_at=now,
                method=cell.method,
                taken_for=cell.taken_for,
                dimension=cell.dimension,
                offered=cell.offered,
                chosen=cell.chosen,
                shrunk=cell.shrunk,
                shown=cell.is_shown,
                people=cell.people,
            )


def _certainties(recount: Recount, tally: Tally, *, now: datetime) -> Iterator[CertaintyCount]:
    for kind, one in tally.items():
        for certainty, (right, n) in sorted(one.certainty.items()):
            yield CertaintyCount(topic=recount.topic, kind=kind, computed_at=now, certainty=certainty, n=n, right=right)


# --- At once --------------------------------------------------------------------------------------


def rate_answers(topic: Topic, *, facts: FactBase, now: datetime) -> bool:
    """Let first tries scored since the recount move the difficulties of their item models. True if some may be left.

    Abilities are worked out from the earlier answers of the same people and kept nowhere.
    """
    recount = Recount.objects.filter(topic=topic, rated_until__isnull=False).first()
    if recount is None or recount.rated_until is None:
        return False
    new = newly_scored(topic, after=recount.rated_until, until=now - SETTLING, most=RATED_AT_ONCE)
    if not new:
        return False
    ratings, moved = _moved(recount, new, tries=first_tries(lines_of_owners(new, topic=topic, facts=facts)))
    _keep_ratings(recount, ratings=ratings, moved=moved, until=new[-1].scored_at, now=now)
    return len(new) >= RATED_AT_ONCE


def _moved(recount: Recount, new: list[Attempt], *, tries: Iterable[FirstTry]) -> tuple[Ratings, set[tuple[str, str]]]:
    """Ratings after the first tries of these attempts, and which they moved. Earlier tries tell the ability only."""
    ratings, moved = _ratings_from(recount.ratings), set()
    fresh = {str(attempt.pk) for attempt in new}
    abilities: dict[tuple[str, str], Rating] = {}
    for first in tries:
        line = first.line
        families = ratings.setdefault(line.kind, {})
        who = line.person, line.kind
        family, abilities[who] = rate(
            families.get(line.model, Rating()), abilities.get(who, Rating()), right=line.right
        )
        if line.attempt in fresh:
            families[line.model] = family
            moved.add((line.kind, line.model))
    return ratings, moved


@transaction.atomic
def _keep_ratings(
    recount: Recount, *, ratings: Ratings, moved: set[tuple[str, str]], until: datetime | None, now: datetime
) -> None:
    """Unless others were quicker. Where a fit speaks for an item model it is left to the next night."""
    same = Recount.objects.filter(pk=recount.pk, rated_until=recount.rated_until)
    if not same.update(ratings=_ratings_as_json(ratings), rated_until=until):
        return
    of_models = ItemStatistic.objects.filter(topic=recount.topic_id, subject=ItemStatistic.Subject.MODEL)
    rows = {(row.kind, row.code): row for row in of_models}
    changed = []
    for kind, code in sorted(moved):
        row = rows.get((kind, code)) or ItemStatistic(topic_id=recount.topic_id, kind=kind, subject=MODEL, code=code)
        if row.difficulty_method != ItemStatistic.Method.RASCH:
            row.label, row.computed_at = ITEM_MODELS[code].title if code in ITEM_MODELS else "", now
            _set_rating(row, ratings[kind][code])
            changed.append(row)
    ItemStatistic.objects.bulk_create([row for row in changed if row.pk is None])
    columns = ["label", "computed_at", "difficulty", "difficulty_low", "difficulty_high"]
    ItemStatistic.objects.bulk_update(
        [row for row in changed if row.pk is not None], [*columns, "difficulty_n", "difficulty_method"]
    )


def _ratings_as_json(ratings: Ratings) -> dict[str, Any]:
    return {kind: {name: parts_of(rating) for name, rating in of.items()} for kind, of in ratings.items()}


def _ratings_from(data: dict[str, Any]) -> Ratings:
    return {kind: {name: Rating(*parts) for name, parts in of.items()} for kind, of in data.items()}
