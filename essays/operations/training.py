"""Training: a student marks samples, one criterion at a time, and sees how far off it was."""

from datetime import datetime

from django.db import transaction

from accounts.domain.actor import Actor
from accounts.models import User
from essays.models import Exemplar, Trial
from essays.queries import exemplar_rubric


class UnknownMark(Exception):
    """The sample has no such criterion, or no level of it holds this mark."""


def record_trial(actor: Actor, *, exemplar: Exemplar, criterion: str, mark: int, now: datetime) -> Trial:
    """Keep the first marking of this criterion of this sample; a later one changes nothing. Raises UnknownMark."""
    sample = exemplar.marks.filter(criterion=criterion).first()
    spec = exemplar_rubric(exemplar).criterion(criterion)
    if sample is None or spec is None or not 0 <= mark <= spec.maximum:
        raise UnknownMark(f"{criterion} of this sample cannot be given a mark of {mark}.")
    trial, _ = Trial.objects.get_or_create(
        **actor.owner,
        exemplar=exemplar,
        criterion=criterion,
        defaults={
            "level": spec.level_of(mark).number,
            "mark": mark,
            "sample_level": spec.level_of(sample.mark).number,
            "sample_mark": sample.mark,
            "marked_at": now,
        },
    )
    return trial


@transaction.atomic
def claim_trials(user: User, *, guest_key: str) -> int:
    """A guest's trials become the user's; of two of one sample and criterion the earlier stays. How many there were."""
    theirs = list(Trial.objects.filter(user=None, guest_key=guest_key))
    own = {(row.exemplar_id, row.criterion): row for row in Trial.objects.filter(user=user)}
    for row in theirs:
        twin = own.get((row.exemplar_id, row.criterion))
        if twin is not None:
            (row if twin.marked_at <= row.marked_at else twin).delete()
    Trial.objects.filter(user=None, guest_key=guest_key).update(user=user, guest_key="")
    return len(theirs)
