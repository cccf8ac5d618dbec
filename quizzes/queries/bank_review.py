"""The bank as editors look at it: how far it has been looked through, what is doubtful, what rests on a fact."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from operator import or_

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, TextField, Value
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast, StrIndex
from django.db.models.lookups import GreaterThan

from opsmethods.domain.impact import ContentRow
from opsmethods.models import Topic
from opsmethods.queries import fact_base, topics
from quizzes.domain.item_models import ITEM_MODELS
from quizzes.domain.touched import Asked, fragment, may_be_asked, narrowing, rests_on
from quizzes.models import BankCheck, BankItem, JobState, Ruling
from quizzes.queries.bank import bank_digest

EXAMPLES = 3
MOST_WORDS = 2  # flaws of one guard that a filter tells


@dataclass(frozen=True, slots=True)
class BankState:
    """How far the bank of a topic has been looked through. Without `finished_at` it never was to its end.

    `is_outdated`: the notes ask other questions by now.
    """

    topic: Topic
    version: int = 0
    finished_at: datetime | None = None
    asked: int = 0
    refused: int = 0
    failings: tuple[str, ...] = ()
    is_running: bool = False
    is_outdated: bool = False


def last_checks() -> QuerySet[BankCheck]:
    """Of each topic the last look that came to its end."""
    later = BankCheck.objects.filter(
        topic=OuterRef("topic"), state=JobState.DONE, finished_at__gt=OuterRef("finished_at")
    )
    return BankCheck.objects.filter(~Exists(later), state=JobState.DONE)


def looked_at() -> QuerySet[BankItem]:
    """The questions of the last finished look of each topic."""
    return BankItem.objects.filter(check_made__in=last_checks())


def bank_states() -> list[BankState]:
    """Of each published topic, whether its bank was looked through or not."""
    running = set(BankCheck.objects.exclude(state=JobState.DONE).values_list("topic", flat=True))
    counted = last_checks().annotate(
        asked=Count("items", filter=Q(items__refused=False)), refused=Count("items", filter=Q(items__refused=True))
    )
    done = {check.topic_id: check for check in counted}
    return [_state(topic, done.get(topic.pk), is_running=topic.pk in running) for topic in topics()]


def _state(topic: Topic, check: "BankCheck | None", *, is_running: bool) -> BankState:
    if check is None:
        return BankState(topic, is_running=is_running)
    return BankState(
        topic,
        version=check.topic_version,
        finished_at=check.finished_at,
        asked=check.asked,  # type: ignore[attr-defined]
        refused=check.refused,  # type: ignore[attr-defined]
        failings=tuple(check.failings.splitlines()),
        is_running=is_running,
        is_outdated=check.digest != bank_digest(fact_base(topic)),
    )


def flawed_by(guard: str) -> Q:
    """Questions with a flaw of this guard."""
    return Q(flaws__startswith=f"{guard}:") | Q(flaws__contains=f"\n{guard}:")


def flaws_found() -> dict[str, str]:
    """Guards that the last looks found something by, each with its flaws in words."""
    words: dict[str, set[str]] = defaultdict(set)
    for flaws in looked_at().exclude(flaws="").values_list("flaws", flat=True).distinct():
        for flaw in flaws.splitlines():
            guard, _, told = flaw.partition(": ")
            words[guard].add(told)
    return {code: _shared(told) for code, told in sorted(words.items())}


def _shared(told: Iterable[str]) -> str:
    """The words of a guard; of one that says more than two things, none: they name this question or that."""
    said = sorted(told)
    return "; ".join(said) if len(said) <= MOST_WORDS else ""


# --- What rests on a fact -------------------------------------------------------------------------


def items_on(row: ContentRow) -> QuerySet[BankItem]:
    """The questions of the bank that rest on a row of the notes, refused ones among them."""
    found = looked_at().filter(check_made__topic=row.topic_id)
    if row.table == "topic":
        return found
    if not may_be_asked(row):
        return found.none()
    rows = found.filter(_narrowed(row), _quotes(row)).values_list("pk", "method", "dimension", "body").iterator()
    return BankItem.objects.filter(
        pk__in=[pk for pk, method, dimension, body in rows if rests_on(Asked(method, dimension, body), row)]
    )


def _narrowed(row: ContentRow) -> Q:
    return Q(item_model=row.names[0]) if row.table == "wording" else Q(**narrowing(row))


def _quotes(row: ContentRow) -> Q:
    """What can be asked of a body without reading it: whether its JSON holds words of the row."""
    if row.table in {"cell", "wording"}:
        return Q()
    own = {"dimension": Q(dimension=row.names[0]), "method": Q(method=row.names[0])}.get(row.table, Q(pk__in=()))
    names = row.names if row.table == "method" else ()
    words = (fragment(text) for text in (*row.texts, *names) if text)
    return reduce(or_, (Q(GreaterThan(StrIndex(Cast("body", TextField()), Value(word)), 0)) for word in words), own)


# --- What is doubtful -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Shown:
    """A question of the bank, to be opened."""

    pk: int
    stem: str


@dataclass(frozen=True, slots=True)
class Kind:
    """The questions of one item model that one guard warns of, as far as nobody has ruled on them."""

    topic: Topic
    item_model: str
    title: str
    guard: str
    flaws: tuple[str, ...]
    count: int
    examples: tuple[Shown, ...]


@dataclass(frozen=True, slots=True)
class Review:
    """`kinds` wait for somebody; of all `total` kinds of warnings `seen` have been looked at."""

    kinds: tuple[Kind, ...]
    seen: int
    total: int


@dataclass(slots=True)
class _Pile:
    """What is gathered of one kind: ids of its questions that wait, with their flaws."""

    waiting: list[int]
    flaws: set[str]


Key = tuple[int, str, str]


def review() -> Review:
    """Every kind of warning in the last finished looks, the largest first."""
    piles = _piles()
    open_piles = {key: pile for key, pile in piles.items() if pile.waiting}
    shown = [pk for pile in open_piles.values() for pk in pile.waiting[:EXAMPLES]]
    stems = dict(BankItem.objects.filter(pk__in=shown).values_list("pk", KeyTextTransform("stem", "body")))
    rows = {topic.pk: topic for topic in Topic.objects.filter(pk__in={key[0] for key in open_piles})}
    kinds = [_kind(key, pile, rows, stems) for key, pile in open_piles.items()]
    kinds.sort(key=lambda kind: (-kind.count, kind.topic.slug, kind.item_model, kind.guard))
    return Review(tuple(kinds), seen=len(piles) - len(kinds), total=len(piles))


def _piles() -> dict[Key, _Pile]:
    piles: dict[Key, _Pile] = {}
    ruled = _ruled()
    doubtful = looked_at().filter(refused=False).exclude(flaws="").order_by("pk")
    rows = doubtful.values_list("pk", "check_made__topic", "item_model", "signature", "flaws")
    for pk, topic, model, signature, flaws in rows.iterator():
        for flaw in flaws.splitlines():
            guard, _, words = flaw.partition(": ")
            pile = piles.setdefault((topic, model, guard), _Pile([], set()))
            pile.flaws.add(words)
            if ruled.isdisjoint(
                {(topic, model, "", guard), (topic, model, signature, guard), (topic, model, signature, "")}
            ):
                pile.waiting.append(pk)
    return piles


def _ruled() -> set[tuple[int, str, str, str]]:
    """A question that is muted needs no other ruling."""
    return set(Ruling.objects.values_list("topic", "item_model", "signature", "guard"))


def _kind(key: Key, pile: _Pile, rows: Mapping[int, Topic], stems: Mapping[int, str]) -> Kind:
    topic, model, guard = key
    return Kind(
        topic=rows[topic],
        item_model=model,
        title=ITEM_MODELS[model].title,
        guard=guard,
        flaws=tuple(sorted(pile.flaws)),
        count=len(pile.waiting),
        examples=tuple(Shown(pk, stems[pk]) for pk in pile.waiting[:EXAMPLES]),
    )


def rulings() -> QuerySet[Ruling]:
    """What editors have decided, the newest first."""
    return Ruling.objects.select_related("topic", "author").order_by("-decided_at", "-pk")
