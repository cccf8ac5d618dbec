"""IM18 What change would alter the decision?

The key swaps two clues of the case, so that another method is called for. A single swap cannot do that, because every
valid set of clues survives the loss of one. Wrong options swap two clues that do not suffice, or one, or none; some of
them speak of nothing else than the key does, or it would be known by that.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial, reduce
from itertools import chain, combinations, islice, product
from random import Random

from opsmethods.domain.banks import FamilySpec, FillerSpec
from opsmethods.domain.clues import ABLATED, Clues, Setting, leads_by, suits, totals
from opsmethods.domain.facts import FactBase
from quizzes.domain.candidate import Ask, Candidate, Choice, Demand, Draft, ItemModel, item_from, mixed
from quizzes.domain.guards.options import beginnings, is_echo
from quizzes.domain.guesser import Look, favourites_among, look_of
from quizzes.domain.item import Item, Strategy
from quizzes.domain.item_models.cases import case_of, named, said_of, scored, sentence_of
from quizzes.domain.item_models.stated import in_order
from quizzes.domain.predicates import IMPOSSIBLE
from quizzes.domain.scenarios import asked_settings, clues_of, families_for
from quizzes.domain.wording import explained, mid_sentence, stem_of
from quizzes.domain.words import KEPT

Sentences = tuple[str, ...]

CODE = "IM18"
SWAPS = 2
WRONG_OPTIONS = 3
ALIKE = 2  # of these, that like the key tell of no event
TRIES = 2
HOPED = 0.3  # of the questions, with which the guesser finds about one in four


@dataclass(frozen=True, slots=True)
class Turning:
    """From one setting to another by SWAPS clues."""

    old: Setting
    new: Setting

    @property
    def swapped(self) -> Clues:
        return tuple(clue for clue in self.new.clues if clue not in self.old.clues)


@dataclass(frozen=True, slots=True)
class Change:
    """What an option says: these clues take the place of those about the same, these stay as they are, and this
    happens.
    """

    clues: Clues
    stays: Clues = ()
    events: tuple[FillerSpec, ...] = ()

    def after(self, clues: Clues) -> Clues:
        about = {clue.about for clue in self.clues}
        return (*(clue for clue in clues if clue.about not in about), *self.clues)


def candidates(facts: FactBase) -> Iterator[Candidate]:
    if len(facts.material.scenarios.events) > WRONG_OPTIONS:
        for turning in _turnings(facts):
            for family in families_for(facts, turning.old.key, turning.new.key):
                yield _candidate(facts, turning, family)


@lru_cache(maxsize=16)
def _turnings(facts: FactBase) -> tuple[Turning, ...]:
    settings = asked_settings(facts)
    return tuple(
        Turning(old, new)
        for old in settings
        for new in settings
        if old.key != new.key
        and len(old.clues) == len(new.clues)
        and {clue.about for clue in old.clues} == {clue.about for clue in new.clues}
        and len(set(old.clues) - set(new.clues)) == SWAPS
    )


def _candidate(facts: FactBase, turning: Turning, family: FamilySpec) -> Candidate:
    parts = (family.code, *turning.old.codes, "to", *turning.new.codes)
    ask = Ask(model=CODE, method=turning.new.key, demand=Demand.ANALYSIS, parts=parts, difficulty=4)
    return Candidate(
        ask=ask,
        uses=frozenset({f"scenario:{family.code}", f"clues:{','.join(turning.old.codes)}"}),
        option_count=WRONG_OPTIONS + 1,
        build=partial(_build, facts, ask, turning, family),
    )


def _build(facts: FactBase, ask: Ask, turning: Turning, family: FamilySpec, *, seed: int, position: int) -> Item:
    rng = Random(seed)
    clues = rng.sample(turning.old.clues, len(turning.old.clues))
    case = case_of(facts, family, [sentence_of(clue, family, rng=rng) for clue in clues], rng=rng)
    words = {"scenario": case, "method": mid_sentence(named(facts, turning.new.key).name)}
    stem = stem_of(facts, CODE, words, rng=rng)
    key, *wrong = _choices(facts, turning, family, stem, rng=rng)
    draft = Draft(
        stem=stem,
        choices=mixed(key, wrong, position=position, rng=rng),
        methods=in_order(facts, (turning.old.key, turning.new.key)),
    )
    return item_from(ask, draft, seed=seed)


def _choices(facts: FactBase, turning: Turning, family: FamilySpec, stem: str, *, rng: Random) -> list[Choice]:
    """The key, then three others, such that a guesser by looks would choose the key now and then."""
    may_be_guessed = rng.random() < HOPED
    ways = _ways(turning, family)
    ways = tuple(rng.sample(ways, len(ways)))
    key, wrong = ways[0], list[tuple[Change, Sentences]]()
    for turn in range(TRIES):
        drawn = [(change, _sentences(change, family, stem, rng=rng)) for change in _harmless(facts, turning, rng=rng)]
        looks = [_look(sentences) for _, sentences in drawn]
        fit = (way for way in ways if not _echoes(stem, _look(way), looks))
        first = tuple(islice(fit, 1))
        all_fit = chain(first, fit)
        hoped = next((way for way in all_fit if _is_guessed(stem, _look(way), looks) == may_be_guessed), None)
        if first or not turn:
            key, wrong = hoped or (first or ways)[0], drawn
        if hoped:
            break
    shown = [(Change(turning.swapped), key), *wrong]
    return [_choice(facts, turning, change, " ".join(sentences)) for change, sentences in shown]


@lru_cache(maxsize=1024)
def _ways(turning: Turning, family: FamilySpec) -> tuple[Sentences, ...]:
    """Every way to say the key."""
    return tuple(
        tuple(said_of(family, text) for text in texts)
        for texts in product(*(clue.told.texts for clue in turning.swapped))
    )


@lru_cache(maxsize=KEPT)
def _look(sentences: Sentences) -> Look:
    return reduce(Look.before, map(look_of, sentences))


def _echoes(stem: str, key: Look, wrong: Sequence[Look]) -> bool:
    """G06 would refuse it."""
    return is_echo(beginnings(stem), key.beginnings, [look.beginnings for look in wrong])


def _is_guessed(stem: str, key: Look, wrong: Sequence[Look]) -> bool:
    return 0 < favourites_among(stem, [key, *wrong], key=0) <= len(wrong)


@lru_cache(maxsize=1024)
def _swaps(facts: FactBase, turning: Turning, count: int) -> tuple[Clues, ...]:
    """Of so many clues, after which the old method still leads."""
    old, about = turning.old.clues, {clue.about for clue in turning.old.clues}
    told = {*old, *turning.new.clues}
    others = [clue for clue in clues_of(facts) if clue.about in about and clue not in told]
    return tuple(clues for clues in combinations(others, count) if _keeps(turning, Change(clues)))


def _harmless(facts: FactBase, turning: Turning, *, rng: Random) -> list[Change]:
    """Changes after which the old method still leads: ALIKE without an event, then a swap with one or two events."""
    events = rng.sample(facts.material.scenarios.events, WRONG_OPTIONS * SWAPS)
    twice, once = (_swaps(facts, turning, count) for count in (SWAPS, 1))
    made = [Change(clues) for clues in rng.sample(twice, min(len(twice), 1))]
    swaps = rng.sample(once, min(len(once), WRONG_OPTIONS - len(made)))
    while len(made) < ALIKE:
        made.append(_with_what_stays(turning, swaps.pop() if swaps else (), rng=rng))
    while len(made) < WRONG_OPTIONS:
        swap = swaps.pop() if swaps else ()
        made.append(Change(swap, events=tuple(events.pop() for _ in range(SWAPS - len(swap)))))
    return made


def _with_what_stays(turning: Turning, swap: Clues, *, rng: Random) -> Change:
    """As many clues as the key has, those of the case that it leaves alone among them."""
    about = {clue.about for clue in swap}
    left = [clue for clue in turning.old.clues if clue.about not in about]
    return Change(swap, stays=tuple(rng.sample(left, SWAPS - len(swap))))


def _keeps(turning: Turning, change: Change) -> bool:
    old = turning.old
    after = change.after(old.clues)
    return (
        len(after) == len(old.clues)
        and not any(one.clashes(other) for one, other in combinations(after, 2))
        and leads_by(totals(after, old.ranking), old.key) >= ABLATED
        and suits(after, turning.new.key, old.ranking) == IMPOSSIBLE
    )


def _sentences(change: Change, family: FamilySpec, stem: str, *, rng: Random) -> Sentences:
    """What stays is said in other words than in the stem."""
    clues = [sentence_of(clue, family, rng=rng) for clue in change.clues]
    told = ([said_of(family, text) for text in clue.told.texts] for clue in change.stays)
    stays = [rng.choice([text for text in texts if text not in stem] or texts) for texts in told]
    return (*clues, *stays, *[said_of(family, event.text) for event in change.events])


def _choice(facts: FactBase, turning: Turning, change: Change, text: str) -> Choice:
    old, new = turning.old, turning.new
    after = change.after(old.clues)
    truths = suits(after, new.key, old.ranking)
    is_key = truths[0]
    return Choice(
        text=text,
        why=_why(facts, old.key, new.key, is_key=is_key, swaps=len(change.clues)),
        note=f"{new.key if is_key else old.key}#definition",
        claim=f"{','.join(clue.code for clue in after)} call for {new.key}: {scored(totals(after, old.ranking))}",
        truths=truths,
        strategy=Strategy.NONE if is_key else Strategy.INFERENCE if change.clues else Strategy.IRRELEVANT,
    )


@lru_cache(maxsize=1024)
def _why(facts: FactBase, old: str, new: str, *, is_key: bool, swaps: int) -> str:
    before, now = (mid_sentence(named(facts, slug).name) for slug in (old, new))
    if is_key:
        return explained(f"Together these facts now call for {now}", "One of them alone would not have been enough")
    if swaps:
        changed = "One fact has" if swaps == 1 else "Two facts have"
        return explained(f"{changed} changed, but taken together the facts still call for {before}")
    return explained(f"Nothing that bears on the choice has changed, so the facts still call for {before}")


MODEL = ItemModel(
    code=CODE,
    title="The change that turns the decision",
    needs="two sets of clues that differ in two of them and call for different methods",
    demand=Demand.ANALYSIS,
    found=candidates,
)
