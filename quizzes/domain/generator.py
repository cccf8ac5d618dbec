"""From notes to questions: same notes and same seed, same questions, in every process.

Dice are seeded from text and integers, and nothing depends on the order of a set, so a form is the same byte for
byte. Raise GENERATOR_VERSION with any change that gives another form.

`shelves` says what there is to ask, `forms` chooses what goes together, `making` builds it past the guards, `layout`
puts it in order; `stream` is for questions that need not go together.
"""

from collections.abc import Collection, Iterable, Iterator
from itertools import islice
from random import Random

from opsmethods.domain.facts import FactBase
from quizzes.domain.blueprint import Blueprint, InfeasibleForm, impossible, usual
from quizzes.domain.candidate import ItemModel
from quizzes.domain.focus import EVERYTHING, Focus
from quizzes.domain.forms import Form, Limits, filled
from quizzes.domain.item import Item
from quizzes.domain.item_models import ITEM_MODELS
from quizzes.domain.layout import LONGEST_RUN, interleaved, laid_out
from quizzes.domain.making import SEED_BITS, TRIES, Chosen, built
from quizzes.domain.shelves import blooms_of, candidates_of, shelves_of
from quizzes.domain.stream import streamed

__all__ = [
    "GENERATOR_VERSION",
    "LONGEST_RUN",
    "SEED_BITS",
    "TRIES",
    "Chosen",
    "Form",
    "built",
    "candidates_of",
    "difficulty_of",
    "form_from",
    "generate_form",
    "generate_item",
    "parallel_forms",
    "stream",
]

GENERATOR_VERSION = 6


def generate_item(facts: FactBase, *, model: str, seed: int) -> Item:
    """Raises InfeasibleForm."""
    return generate_form(facts, count=1, seed=seed, models=(model,))[0]


def generate_form(  # noqa: PLR0913 - what limits a form
    facts: FactBase,
    *,
    count: int,
    seed: int,
    avoid: Collection[str] = frozenset(),
    never: Collection[str] = frozenset(),
    focus: Focus = EVERYTHING,
    models: Collection[str] | None = None,
    level: str = "",
) -> tuple[Item, ...]:
    """The usual mix for a level. `avoid` holds signatures asked before, `never` those not asked at all, `models` the
    item models to use: all when None. On a focus the form may be shorter: as long as the notes have questions on it.

    Raises InfeasibleForm.
    """
    wanted = _wanted(models)
    blueprint = usual(count, level=level, available=blooms_of(facts, wanted))
    limits = Limits(avoid=avoid, never=never, focus=focus)
    return _form(facts, blueprint, seed=seed, limits=limits, models=wanted, fewest=1 if focus.pairs else count)


def form_from(
    facts: FactBase,
    blueprint: Blueprint,
    *,
    seed: int,
    avoid: Collection[str] = frozenset(),
    models: Collection[str] | None = None,
    strict: bool = True,
) -> tuple[Item, ...]:
    """`strict`: every quota is met, or InfeasibleForm says which cannot be; else they are met as far as can be."""
    wanted = _wanted(models)
    asks = (one.ask for model in wanted for one in candidates_of(facts, model.code))
    if strict and (problem := impossible(blueprint, asks)):
        raise InfeasibleForm(problem)
    limits = Limits(avoid=avoid)
    return _form(facts, blueprint, seed=seed, limits=limits, models=wanted, fewest=blueprint.count, strict=strict)


def _form(  # noqa: PLR0913 - what a form is made of
    facts: FactBase,
    blueprint: Blueprint,
    *,
    seed: int,
    limits: Limits,
    models: Collection[ItemModel],
    fewest: int,
    strict: bool = False,
) -> tuple[Item, ...]:
    if blueprint.count < 1:
        raise InfeasibleForm("A form has at least one question.")
    shelves = shelves_of(facts, models, blueprint.quotas)
    rng = Random(f"{GENERATOR_VERSION} {facts.topic} {seed}")
    form = filled(facts, shelves, blueprint, limits=limits, rng=rng)
    if len(form.chosen) < fewest:
        raise InfeasibleForm(_shortfall(facts, models, count=blueprint.count, possible=len(form.chosen)))
    if strict and form.still_open():
        raise InfeasibleForm(f"The quotas cannot all be met at once: still wanted {', '.join(form.unmet())}.")
    return tuple(laid_out(facts, interleaved(form.chosen, rng=rng), rng=rng))


def parallel_forms(
    facts: FactBase, blueprint: Blueprint, *, seed: int, forms: int, tries: int = 40
) -> tuple[tuple[Item, ...], ...]:
    """Forms that share no question and are equally difficult in sum. Raises InfeasibleForm."""
    first = form_from(facts, blueprint, seed=seed)
    made, met = [first], {item.signature for item in first}
    for number in range(1, forms):
        start = seed * tries * forms + number * tries
        form = _beside(facts, blueprint, first, seeds=range(start, start + tries), met=met)
        if form is None:
            raise InfeasibleForm(f"{number} forms of equal difficulty were found and {forms} asked for.")
        made.append(form)
        met |= {item.signature for item in form}
    return tuple(made)


def _beside(
    facts: FactBase, blueprint: Blueprint, first: tuple[Item, ...], *, seeds: Iterable[int], met: Collection[str]
) -> tuple[Item, ...] | None:
    """A form as difficult as the first with none of the questions met."""
    for seed in seeds:
        try:
            form = form_from(facts, blueprint, seed=seed, avoid=met)
        except InfeasibleForm:
            continue
        if difficulty_of(form) == difficulty_of(first) and not any(item.signature in met for item in form):
            return form
    return None


def difficulty_of(form: Iterable[Item]) -> int:
    return sum(item.difficulty for item in form)


def stream(
    facts: FactBase, *, count: int, seed: int, models: Collection[str] | None = None, dimension: str = ""
) -> Iterator[Item]:
    """`count` questions that need not go together: from every shelf in turn, none twice before all have been asked.

    Raises InfeasibleForm.
    """
    wanted = _wanted(models)
    shelves = [
        [one for one in shelf.candidates() if not dimension or one.ask.dimension == dimension]
        for shelf in shelves_of(facts, wanted, ())
    ]
    if not any(shelves) or count < 1:
        raise InfeasibleForm(_shortfall(facts, wanted, count=count, possible=0))
    rng = Random(f"{GENERATOR_VERSION} {facts.topic} stream {seed}")
    return islice(streamed(facts, shelves, rng=rng), count)


def _wanted(codes: Collection[str] | None) -> list[ItemModel]:
    unknown = sorted(set(codes or ()) - set(ITEM_MODELS))
    if unknown:
        raise InfeasibleForm(f"There is no item model {', '.join(unknown)}.")
    return [model for code, model in ITEM_MODELS.items() if codes is None or code in codes]


def _shortfall(facts: FactBase, models: Iterable[ItemModel], *, count: int, possible: int) -> str:
    obstacles = [obstacle for obstacle in (model.obstacle(facts) for model in models) if obstacle]
    return " ".join([f"{count} questions were asked for and these notes give {possible}.", *obstacles])
