"""IM17 Key evidence: which fact of the case points most strongly to the method?

The gap of a clue is its score for the method less the highest for another; a fact that speaks for no method has gap 0.
The key's gap is LEAD or more above every other.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from itertools import combinations, product
from random import Random

from opsmethods.domain.banks import FamilySpec, FillerSpec
from opsmethods.domain.clues import Clue
from opsmethods.domain.facts import FactBase, MethodFact
from quizzes.domain.candidate import Ask, Candidate, Choice, Demand, Draft, ItemModel, item_from, mixed
from quizzes.domain.item import Item, Strategy
from quizzes.domain.item_models.cases import case_of
from quizzes.domain.predicates import CERTAIN, IMPOSSIBLE, Truths
from quizzes.domain.scenarios import clues_of, families_for, told
from quizzes.domain.wording import closed, explained, mid_sentence, stem_of
from quizzes.domain.words import length

CODE = "IM17"
LEAD = 2
FILLERS = 2  # beside the key and one hint
SETS = 100  # for each method
DRAWS = 24
TRIES = 6
MILD = "This is a hint at most: other methods could show it too"
Fact = Clue | FillerSpec


@dataclass(frozen=True, slots=True)
class Evidence:
    method: MethodFact
    family: FamilySpec
    key: Clue
    others: tuple[Fact, ...]

    @property
    def facts(self) -> tuple[Fact, ...]:
        return (self.key, *self.others)


def candidates(facts: FactBase) -> Iterator[Candidate]:
    for method in facts.methods:
        yield from (_candidate(facts, one) for one in _drawn(facts, method))


def _drawn(facts: FactBase, method: MethodFact) -> list[Evidence]:
    clues = clues_of(facts)
    own = [clue for clue in clues if clue.told.own == method.slug]
    rng = Random(f"{CODE} {method.slug}")
    noise = list(combinations(facts.material.scenarios.noise, FILLERS))
    found = []
    for family, key in product(families_for(facts, method.slug), own):
        mild = [clue for clue in clues if not clue.told.own and not clue.told.limit and not clue.clashes(key)]
        if mild and noise:
            drawn: dict[tuple[Fact, ...], None] = {(rng.choice(mild), *rng.choice(noise)): None for _ in range(DRAWS)}
            found += [one for one in (Evidence(method, family, key, others) for others in drawn) if _leads(one)]
    return rng.sample(found, min(SETS, len(found)))


def _leads(one: Evidence) -> bool:
    return all(gap(one.key, one.method.slug) - gap(other, one.method.slug) >= LEAD for other in one.others)


def gap(fact: Fact, method: str) -> int:
    """How much more the fact says for the method than for any other."""
    if isinstance(fact, FillerSpec):
        return 0
    return fact.scores[method] - max(score for other, score in fact.scores.items() if other != method)


def _candidate(facts: FactBase, one: Evidence) -> Candidate:
    codes = sorted(other.code for other in one.others)
    parts = (one.family.code, one.method.slug, one.key.code, *codes)
    ask = Ask(model=CODE, method=one.method.slug, demand=Demand.ANALYSIS, parts=parts, difficulty=3)
    uses = frozenset({f"scenario:{one.family.code}", *(f"fact:{code}" for code in codes)})
    return Candidate(ask=ask, uses=uses, option_count=len(one.facts), build=partial(_build, facts, ask, one))


def _build(facts: FactBase, ask: Ask, one: Evidence, *, seed: int, position: int) -> Item:
    rng = Random(seed)
    texts = _texts(one, rng=rng)
    case = case_of(facts, one.family, rng.sample(list(texts.values()), len(texts)), rng=rng)
    key, *wrong = (_choice(one, fact, text) for fact, text in texts.items())
    words = {"scenario": case, "method": mid_sentence(one.method.name)}
    draft = Draft(
        stem=stem_of(facts, CODE, words, rng=rng),
        choices=mixed(key, wrong, position=position, rng=rng),
        methods=(one.method.slug,),
    )
    return item_from(ask, draft, seed=seed)


def _texts(one: Evidence, *, rng: Random) -> dict[Fact, str]:
    """Told so that the key is no longer than most others three times in four."""
    may_stand_out = rng.randrange(len(one.facts)) == 0
    texts: dict[Fact, str] = {}
    for _ in range(TRIES):
        texts = {fact: _text(fact, one.family, rng=rng) for fact in one.facts}
        key, *others = (length(text) for text in texts.values())
        if (key > max(others)) == may_stand_out:
            break
    return texts


def _text(fact: Fact, family: FamilySpec, *, rng: Random) -> str:
    text = fact.text if isinstance(fact, FillerSpec) else rng.choice(fact.told.texts)
    return closed(told(text, family))


def _choice(one: Evidence, fact: Fact, text: str) -> Choice:
    return Choice(
        text=text,
        why=explained(*_why(one, fact)),
        note=f"{one.method.slug}#definition",
        claim=f"{fact.code} speaks most for {one.method.slug}: gap {gap(fact, one.method.slug)}",
        truths=_truths(one, fact),
        strategy=_strategy(one, fact),
    )


def _strategy(one: Evidence, fact: Fact) -> Strategy:
    if fact == one.key:
        return Strategy.NONE
    return Strategy.IRRELEVANT if isinstance(fact, FillerSpec) else Strategy.INFERENCE


def _truths(one: Evidence, fact: Fact) -> Truths:
    """Is it ahead of every other fact by LEAD or more?"""
    own = gap(fact, one.method.slug)
    rest = [gap(other, one.method.slug) for other in one.facts if other is not fact]
    return CERTAIN if own - max(rest) >= LEAD else IMPOSSIBLE


def _why(one: Evidence, fact: Fact) -> tuple[str, ...]:
    name = mid_sentence(one.method.name)
    if fact == one.key:
        return (f"How much is made, and how varied, tells most; this is how {name} works", *one.method.definitions[:1])
    if isinstance(fact, FillerSpec):
        return (f"This could be said of a firm with any method, so it tells nothing about {name}",)
    hint = "If anything, this points to another method" if gap(fact, one.method.slug) < 0 else MILD
    return (hint, "Look for how much is made and how varied it is")


MODEL = ItemModel(
    code=CODE,
    title="The fact that points to a method",
    needs="clues that are a method's own, and facts that speak for no method",
    demand=Demand.ANALYSIS,
    found=candidates,
)
