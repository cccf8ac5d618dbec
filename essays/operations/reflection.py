"""What a student does with an essay once it is marked."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from essays.models import Comparison, Exemplar, PointTick, Submission


@transaction.atomic
def tick_points(submission: Submission, *, points: Collection[int], now: datetime) -> None:
    """Keep which points of the prompt, by their keys, its writer finds in the essay; those of no point are left out."""
    submission.ticks.exclude(point__in=points).delete()
    new = submission.draft.prompt.points.filter(pk__in=points).exclude(ticks__submission=submission)
    PointTick.objects.bulk_create(
        [PointTick(submission=submission, point=point, ticked_at=now) for point in new], ignore_conflicts=True
    )


def compare(submission: Submission, *, exemplar: Exemplar, own_is_better: bool, now: datetime) -> Comparison:
    """Keep which of the two its writer takes for better; saying it again replaces it."""
    comparison, _ = Comparison.objects.update_or_create(
        submission=submission, exemplar=exemplar, defaults={"own_is_better": own_is_better, "compared_at": now}
    )
    return comparison
