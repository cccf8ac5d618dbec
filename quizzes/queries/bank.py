"""What the bank holds, and what of it is never asked."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import lru_cache

from django.db.models import BigIntegerField, Q, QuerySet

from accounts.compiled import CompiledQuery, Parameter
from opsmethods.domain.facts import FactBase
from opsmethods.models import Topic
from quizzes.domain.inspection import digest_of
from quizzes.models import BankCheck, BankItem, JobState, Ruling

STALLED_AFTER = timedelta(seconds=30)
MOST_KEPT = 16

_withheld: dict[tuple[int, int], frozenset[str]] = {}


@lru_cache(maxsize=MOST_KEPT)
def bank_digest(facts: FactBase) -> str:
    """`digest_of`, found once for the same facts."""
    return digest_of(facts)


TOPIC = {"topic": Parameter("topic", BigIntegerField())}
FINISHED = CompiledQuery(
    lambda: BankCheck.objects.filter(**TOPIC, state=JobState.DONE).order_by("-finished_at", "-pk")[:1]
)
REFUSED = CompiledQuery(
    lambda: BankItem.objects.filter(check_made=Parameter("check", BigIntegerField()), refused=True).values_list(
        "signature"
    )
)
MUTED = CompiledQuery(
    lambda: Ruling.objects.filter(**TOPIC, decision=Ruling.Decision.MUTED).order_by().values_list("signature")
)


def finished_check(topic: Topic) -> BankCheck | None:
    """The last look through the bank of a topic that came to its end."""
    return FINISHED.row(topic=topic.pk)


def bank_items(topic: Topic) -> QuerySet[BankItem]:
    """What the last finished look found, in the order of the item models."""
    return BankItem.objects.filter(check_made=finished_check(topic)).order_by("item_model", "pk")


def stalled_checks(*, now: datetime) -> QuerySet[BankCheck]:
    """Looks that were begun and have not moved for a while: their next slice was lost."""
    unfinished = BankCheck.objects.exclude(state=JobState.DONE)
    return unfinished.filter(moved_at__lte=now - STALLED_AFTER).order_by("moved_at", "pk")


def withheld(topic: Topic, *, facts: FactBase) -> frozenset[str]:
    """Signatures never asked: those that the last look through the bank refused, and those an editor muted.

    Kept in the process once the bank has been looked through for these facts: a ruling raises the topic's version.
    """
    key = topic.pk, facts.version
    if key in _withheld:
        return _withheld[key]
    check = finished_check(topic)
    refused = REFUSED.rows(check=check.pk) if check is not None else []
    found = frozenset(signature for (signature,) in (*refused, *MUTED.rows(topic=topic.pk)))
    if check is not None and check.digest == bank_digest(facts):
        while len(_withheld) >= MOST_KEPT:
            _withheld.pop(next(iter(_withheld)), None)
        _withheld[key] = found
    return found


def muted(topic: Topic) -> QuerySet[Ruling]:
    return Ruling.objects.filter(topic=topic, decision=Ruling.Decision.MUTED).order_by("-decided_at", "pk")


def same_words(check: BankCheck) -> Iterable[tuple[str, str]]:
    """Good questions that say the same words as an earlier one: signature of each, and of that one. G26."""
    seen: dict[str, str] = {}
    good = BankItem.objects.filter(check_made=check, refused=False).order_by("pk")
    for words, signature in good.values_list("words", "signature").iterator():
        if seen.setdefault(words, signature) != signature:
            yield signature, seen[words]


def rulings_on(topic: Topic, *, item_model: str, signature: str) -> QuerySet[Ruling]:
    """Those on a question itself and those on every question of its item model."""
    own = Q(signature=signature) | Q(signature="")
    return Ruling.objects.filter(own, topic=topic, item_model=item_model).select_related("author").order_by("pk")
