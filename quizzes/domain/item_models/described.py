"""What IM01, IM03 and IM08 share: the stem describes a method without naming it, the options are methods."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from random import Random

from opsmethods.domain.facts import FactBase, MethodFact
from quizzes.domain.candidate import Ask, Candidate, Choice, Draft, item_from, mixed
from quizzes.domain.item import Item, Strategy
from quizzes.domain.predicates import CERTAIN, IMPOSSIBLE, is_near
from quizzes.domain.wording import explained, stem_of

MOST_OPTIONS = 4


@dataclass(frozen=True, slots=True)
class Description:
    """`words` describe the method `right`, `why` says so in sentences; `fits` is asked of every method shown.

    `uses` are what a form may show once only, whichever model shows it.
    """

    ask: Ask
    right: MethodFact
    words: Mapping[str, str]
    uses: tuple[str, ...]
    why: tuple[str, ...]
    anchor: str
    fits: Callable[[MethodFact], bool]


def candidates_of(facts: FactBase, descriptions: Iterator[Description]) -> Iterator[Candidate]:
    wanted = min(MOST_OPTIONS, len(facts.methods)) - 1
    rivals = {method.slug: rivals_of(facts, method) for method in facts.methods}
    for description in descriptions:
        right = description.right.slug
        if 0 < wanted <= len(rivals[right]):
            yield Candidate(
                ask=description.ask,
                uses=frozenset(description.uses),
                option_count=wanted + 1,
                build=partial(_build, facts, description),
            )


def rivals_of(facts: FactBase, right: MethodFact) -> tuple[MethodFact, ...]:
    """The methods that may stand as wrong options: the notes say why a case of `right` is not one of theirs."""
    return tuple(method for method in facts.methods if (right.slug, method.slug) in facts.contrasts)


def _build(facts: FactBase, description: Description, *, seed: int, position: int) -> Item:
    rng = Random(seed)
    rivals = _shown(facts, description.right, rng=rng)
    key = _choice(description, description.right, why=explained(*description.why))
    wrong = [_wrong(facts, description, rival) for rival in rivals]
    shown = {description.right.slug, *(rival.slug for rival in rivals)}
    draft = Draft(
        stem=stem_of(facts, description.ask.model, description.words, rng=rng),
        choices=mixed(key, wrong, position=position, rng=rng),
        methods=tuple(method.slug for method in facts.methods if method.slug in shown),
    )
    return item_from(description.ask, draft, seed=seed)


def _shown(facts: FactBase, right: MethodFact, *, rng: Random) -> list[MethodFact]:
    """Where there are more rivals than places, those most easily confused with the right method."""
    rivals = rivals_of(facts, right)
    drawn = rng.sample(rivals, len(rivals))
    return sorted(drawn, key=lambda rival: not is_near(facts, right.slug, rival.slug))[: MOST_OPTIONS - 1]


def _wrong(facts: FactBase, description: Description, rival: MethodFact) -> Choice:
    right = description.right.slug
    strategy = Strategy.NEAR if is_near(facts, right, rival.slug) else Strategy.OTHER
    return _choice(description, rival, why=explained(facts.contrasts[right, rival.slug]), strategy=strategy)


def _choice(description: Description, method: MethodFact, *, why: str, strategy: Strategy = Strategy.NONE) -> Choice:
    return Choice(
        text=method.name,
        why=why,
        note=f"{method.slug}#{description.anchor}",
        claim=f"{':'.join(description.ask.parts)} is of {method.slug}",
        truths=CERTAIN if description.fits(method) else IMPOSSIBLE,
        strategy=strategy,
    )
