"""The page of one question of the bank."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from opsmethods.domain.facts import FactBase
from opsmethods.models import Topic, Wording
from quizzes.domain.boards import boards_for
from quizzes.domain.item import Item
from quizzes.domain.item_models import ITEM_MODELS
from quizzes.domain.looking import REASONS, Look, certainty, look_at
from quizzes.domain.question import NoteLink, note_link
from quizzes.models import BankItem, Ruling
from quizzes.queries.bank import rulings_on


@dataclass(frozen=True, slots=True)
class OptionLine:
    """An option with its row of the certificate: what choosing it claims, how certain that is, why it is there."""

    text: str
    is_right: bool
    why: str
    note: NoteLink | None
    claim: str
    certainty: str
    reason: str


@dataclass(frozen=True, slots=True)
class Doubt:
    """What a guard warns of, and what somebody has decided about that."""

    guard: str
    flaw: str
    ruling: Ruling | None


@dataclass(frozen=True, slots=True)
class BankPage:
    """A question as the notes make it now; without a `look` they give it no longer.

    `flaws` are what the last look through the bank said of it.
    """

    item: BankItem
    topic: Topic
    title: str
    look: Look | None
    options: tuple[OptionLine, ...]
    boards: tuple[str, ...]
    doubts: tuple[Doubt, ...]
    flaws: tuple[str, ...]
    muted: Ruling | None
    wordings: tuple[Wording, ...]


def bank_page(item: BankItem, *, facts: FactBase) -> BankPage:
    """`facts` may be those of the topic, or the same with another wording."""
    topic = item.check_made.topic
    look = look_at(facts, model=item.item_model, signature=item.signature)
    made = look.item if look else None
    rulings = list(rulings_on(topic, item_model=item.item_model, signature=item.signature))
    return BankPage(
        item=item,
        topic=topic,
        title=ITEM_MODELS[item.item_model].title,
        look=look,
        options=_options(made, facts) if made else (),
        boards=boards_for(made.methods, facts) if made else (),
        doubts=tuple(_doubt(flaw, rulings) for flaw in (look.doubts if look else ())),
        flaws=tuple(item.flaws.splitlines()),
        muted=next((ruling for ruling in rulings if ruling.decision == Ruling.Decision.MUTED), None),
        wordings=tuple(wordings_for(item)),
    )


def wordings_for(item: BankItem) -> QuerySet[Wording]:
    """The ways to ask of its item model, drafts among them."""
    rows = Wording.objects.filter(topic=item.check_made.topic, model=item.item_model)
    return rows.order_by("code", "pk")


def _options(made: Item, facts: FactBase) -> tuple[OptionLine, ...]:
    return tuple(
        OptionLine(
            text=option.text,
            is_right=option.correct,
            why=option.why,
            note=note_link(option.note, facts=facts),
            claim=proof.claim,
            certainty=certainty(proof.truths),
            reason=REASONS[proof.strategy],
        )
        for option, proof in zip(made.options, made.certificate, strict=True)
    )


def _doubt(flaw: str, rulings: Iterable[Ruling]) -> Doubt:
    guard, _, words = flaw.partition(": ")
    return Doubt(guard, words, next((ruling for ruling in rulings if ruling.guard == guard), None))
