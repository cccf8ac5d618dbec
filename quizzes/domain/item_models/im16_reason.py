"""IM16 Scenario with a reason: which choice is most suitable, and why? Two methods, each with two reasons.

The right reason is the key's own clue, told in the case. The wrong reason is the rival's own clue about the same thing,
which the case contradicts, so that neither reason fits the rival on these facts.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from random import Random

from opsmethods.domain.banks import FamilySpec
from opsmethods.domain.clues import Clue, Setting, suits
from opsmethods.domain.facts import FactBase
from quizzes.domain.candidate import Ask, Candidate, Choice, Demand, Draft, ItemModel, item_from, mixed
from quizzes.domain.item import Item, Strategy
from quizzes.domain.item_models.cases import case_of, named, rival_strategy, sentence_of
from quizzes.domain.item_models.stated import in_order
from quizzes.domain.predicates import CERTAIN, IMPOSSIBLE
from quizzes.domain.scenarios import asked_settings, clues_of, families_for
from quizzes.domain.wording import explained, mid_sentence, stem_of

CODE = "IM16"
RIVALS = 2


@dataclass(frozen=True, slots=True)
class Reasons:
    """A case with a rival to the key; `right` is told in the case, `wrong` is the rival's clue about the same."""

    setting: Setting
    family: FamilySpec
    rival: str
    right: Clue
    wrong: Clue


def candidates(facts: FactBase) -> Iterator[Candidate]:
    clues = [clue for clue in clues_of(facts) if clue.told.own and clue.told.reason]
    for setting in asked_settings(facts):
        pairs = list(_pairs(setting, clues))
        for family in families_for(facts, setting.key):
            yield from (_candidate(facts, Reasons(setting, family, *pair)) for pair in pairs)


def _pairs(setting: Setting, clues: list[Clue]) -> Iterator[tuple[str, Clue, Clue]]:
    """The nearest rivals with the key's own clue that speaks most for the key, and theirs about the same."""
    own = [clue for clue in setting.clues if clue.told.own == setting.key and clue in clues]
    right = max(own, key=lambda clue: clue.scores[setting.key], default=None)
    for rival in setting.ranking[1 : RIVALS + 1]:
        wrong = next((clue for clue in clues if right and clue.about == right.about and clue.told.own == rival), None)
        if right and wrong:
            yield rival, right, wrong


def _candidate(facts: FactBase, one: Reasons) -> Candidate:
    setting = one.setting
    parts = (one.family.code, *setting.codes, one.rival, one.right.code)
    ask = Ask(model=CODE, method=setting.key, demand=Demand.REASON, parts=parts, difficulty=3)
    return Candidate(
        ask=ask,
        uses=frozenset({f"scenario:{one.family.code}", f"clues:{','.join(setting.codes)}"}),
        option_count=4,
        build=partial(_build, facts, ask, one),
    )


def _build(facts: FactBase, ask: Ask, one: Reasons, *, seed: int, position: int) -> Item:
    rng = Random(seed)
    clues = rng.sample(one.setting.clues, len(one.setting.clues))
    case = case_of(facts, one.family, [sentence_of(clue, one.family, rng=rng) for clue in clues], rng=rng)
    key, *wrong = (
        _choice(facts, one, slug, clue) for slug in (one.setting.key, one.rival) for clue in (one.right, one.wrong)
    )
    draft = Draft(
        stem=stem_of(facts, CODE, {"scenario": case}, rng=rng),
        choices=mixed(key, wrong, position=position, rng=rng),
        methods=in_order(facts, (one.setting.key, one.rival)),
    )
    return item_from(ask, draft, seed=seed)


def _choice(facts: FactBase, one: Reasons, slug: str, clue: Clue) -> Choice:
    key = one.setting.key
    suiting = suits(one.setting.clues, slug, one.setting.ranking)
    truths = suiting if clue in one.setting.clues else IMPOSSIBLE
    is_key = truths == CERTAIN
    return Choice(
        text=f"{named(facts, slug).name}, because {clue.told.reason}.",
        why=_why(facts, one, slug, clue),
        note=f"{slug}#definition",
        claim=f"{','.join(one.setting.codes)} call for {slug} and tell {clue.code}",
        truths=truths,
        strategy=Strategy.NONE if is_key else _strategy(facts, key, slug),
    )


def _why(facts: FactBase, one: Reasons, slug: str, clue: Clue) -> str:
    key, told = named(facts, one.setting.key).name, clue in one.setting.clues
    reason = "The facts do give this reason" if told else "The facts say otherwise, so this reason does not hold"
    choice = f"The facts call for {mid_sentence(key)}" if slug != one.setting.key else f"{key} fits the facts"
    more = facts.contrasts.get((one.setting.key, slug), "")
    return explained(*filter(None, (reason, choice, more)))


def _strategy(facts: FactBase, key: str, slug: str) -> Strategy:
    return Strategy.INFERENCE if slug == key else rival_strategy(facts, key, slug)


MODEL = ItemModel(
    code=CODE,
    title="Which method suits the firm, and why",
    needs="clues with reasons, for each method its own",
    demand=Demand.REASON,
    found=candidates,
)
