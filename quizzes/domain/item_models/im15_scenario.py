"""IM15 Scenario: which method is most suitable, judged on these facts?"""

from collections.abc import Iterator, Mapping
from functools import lru_cache, partial
from random import Random

from opsmethods.domain.banks import FamilySpec
from opsmethods.domain.clues import Clue, Setting, leads_by, suits, totals
from opsmethods.domain.facts import FactBase
from quizzes.domain.candidate import Ask, Candidate, Choice, Demand, Draft, ItemModel, item_from, mixed
from quizzes.domain.item import Item, Strategy
from quizzes.domain.item_models.cases import case_of, named, rival_strategy, scored, sentence_of
from quizzes.domain.item_models.described import MOST_OPTIONS
from quizzes.domain.item_models.stated import in_order
from quizzes.domain.scenarios import asked_settings, families_for
from quizzes.domain.wording import explained, mid_sentence, stem_of
from quizzes.domain.words import KEPT

CODE = "IM15"


def candidates(facts: FactBase) -> Iterator[Candidate]:
    for setting in asked_settings(facts):
        yield from (_candidate(facts, setting, family) for family in families_for(facts, setting.key))


def _candidate(facts: FactBase, setting: Setting, family: FamilySpec) -> Candidate:
    ask = Ask(
        model=CODE,
        method=setting.key,
        demand=Demand.APPLICATION,
        parts=(family.code, *setting.codes),
        difficulty=2 if len(setting.clues) > 3 else 3,
    )
    return Candidate(
        ask=ask,
        uses=frozenset({f"scenario:{family.code}", f"clues:{','.join(setting.codes)}"}),
        option_count=min(MOST_OPTIONS, len(setting.ranking)),
        build=partial(_build, facts, ask, setting, family),
    )


def _build(facts: FactBase, ask: Ask, setting: Setting, family: FamilySpec, *, seed: int, position: int) -> Item:
    rng = Random(seed)
    clues = rng.sample(setting.clues, len(setting.clues))
    said = {clue: sentence_of(clue, family, rng=rng) for clue in clues}
    case = case_of(facts, family, list(said.values()), rng=rng)
    shown = setting.ranking[:MOST_OPTIONS]
    claim = f"{','.join(setting.codes)} call for {{}}: {scored(totals(setting.clues, setting.ranking))}"
    key, *wrong = (_choice(facts, setting, said, slug, claim=claim.format(slug)) for slug in shown)
    draft = Draft(
        stem=stem_of(facts, CODE, {"scenario": case}, rng=rng),
        choices=mixed(key, wrong, position=position, rng=rng),
        methods=in_order(facts, shown),
    )
    return item_from(ask, draft, seed=seed)


def _choice(facts: FactBase, setting: Setting, said: Mapping[Clue, str], slug: str, *, claim: str) -> Choice:
    """`said`: the clues in the words of the stem."""
    is_key = slug == setting.key
    name = named(facts, slug).name
    fitting = f"The facts fit {mid_sentence(name)}. The clearest: {said[_clearest(setting)]}"
    verdict = fitting if is_key else f"This fact speaks against it: {said[_against(setting, slug)]}"
    more = "" if is_key else facts.contrasts.get((setting.key, slug), "")
    return Choice(
        text=name,
        why=explained(*filter(None, (verdict, more))),
        note=f"{slug}#definition",
        claim=claim,
        truths=suits(setting.clues, slug, setting.ranking),
        strategy=Strategy.NONE if is_key else rival_strategy(facts, setting.key, slug),
    )


@lru_cache(maxsize=KEPT)
def _clearest(setting: Setting) -> Clue:
    """The clue that puts the key furthest ahead of the next method; of several, the key's own."""
    key = setting.key
    return max(setting.clues, key=lambda clue: (_lead(setting, clue, key), clue.told.own == key))


@lru_cache(maxsize=KEPT)
def _against(setting: Setting, slug: str) -> Clue:
    """The clue that puts the method furthest behind the next; of several, the key's own, then that which speaks least
    for it.
    """
    key = setting.key
    return min(setting.clues, key=lambda clue: (_lead(setting, clue, slug), clue.told.own != key, clue.scores[slug]))


def _lead(setting: Setting, clue: Clue, slug: str) -> int:
    """Among the methods of these notes, which may be fewer than those that a clue has scores for."""
    return leads_by(totals([clue], setting.ranking), slug)


MODEL = ItemModel(
    code=CODE,
    title="Which method suits the firm",
    needs="clues that call for one method, and goods that it could make",
    demand=Demand.APPLICATION,
    found=candidates,
)
