"""What teachers say of essays beside their marks."""

from collections import defaultdict
from collections.abc import Collection

from django.db.models import QuerySet

from accounts.models import User
from essays.domain.sheet import Passage
from essays.domain.text import sentences
from essays.models import Marking, PassageComment, SavedComment, Submission


def finished_marking(submission: Submission, *, role: str) -> Marking | None:
    """The newest finished round of this role."""
    finished = submission.markings.filter(role=role, finished_at__isnull=False)
    return finished.select_related("submission__draft__rubric").order_by("-round").first()


def saved_comments(author: User) -> QuerySet[SavedComment]:
    """A teacher's comment bank: by criterion, what was used last first."""
    return author.saved_comments.order_by("criterion", "-used_at", "pk")


def passages_in(text: str, markings: Collection[Marking]) -> dict[int, tuple[Passage, ...]]:
    """What these markers say in the margin of the text, by the number of the last sentence that is meant."""
    found: dict[int, tuple[Passage, ...]] = defaultdict(tuple)
    for row in PassageComment.objects.filter(marking__in=markings).order_by("start", "pk"):
        first, last = len(sentences(text[: row.start])) + 1, len(sentences(text[: row.end]))
        found[last] += (Passage(first=first, last=last, text=row.text, criterion=row.criterion),)
    return dict(found)
