"""What IM09 and IM10 share: statements as options, of which one is true of the method in the stem.

A statement that is arguable for the method is never shown. Where the key is about the business and enough wrong
statements are too, the stem asks for the business; elsewhere statements of any view stand together.
"""

from collections.abc import Iterator, Sequence
from functools import partial

from opsmethods.domain.facts import FactBase, MethodFact, StatementFact, Truth
from quizzes.domain.candidate import Ask, Candidate, Choice, Demand
from quizzes.domain.choosing import WRONG_OPTIONS, wrong_sets
from quizzes.domain.item import Strategy
from quizzes.domain.item_models.stated import Stated, candidate_of, in_order
from quizzes.domain.predicates import CERTAIN, IMPOSSIBLE, Truths
from quizzes.domain.wording import closed, explained, mid_sentence

SETS = 18
BUSINESS = "business"
TRUTHS: dict[Truth, Truths] = {Truth.TRUE: CERTAIN, Truth.FALSE: IMPOSSIBLE, Truth.ARGUABLE: (False, True)}


def candidates_of(facts: FactBase, model: str, kind: str) -> Iterator[Candidate]:
    statements = [one for one in facts.statements if one.kind == kind]
    for key in statements:
        method = next(one for one in facts.methods if one.slug == key.method)
        if key.truth[method.slug] is Truth.TRUE:
            yield from _candidates(facts, model, method, key, statements)


def _candidates(
    facts: FactBase, model: str, method: MethodFact, key: StatementFact, statements: Sequence[StatementFact]
) -> Iterator[Candidate]:
    false = [one for one in statements if one.truth[method.slug] is Truth.FALSE]
    alike = [one for one in false if one.view == key.view]
    same_view = key.view == BUSINESS and len(alike) > WRONG_OPTIONS
    pool = alike if same_view else false
    view = f" for the {BUSINESS}" if same_view else ""
    seed = f"{model} {key.code}"
    for wrong in wrong_sets(key.text, pool, text=lambda one: one.text, count=SETS, seed=seed):
        yield _candidate(facts, model, method, (key, *wrong), view)


def _candidate(facts: FactBase, model: str, method: MethodFact, shown: Sequence[StatementFact], view: str) -> Candidate:
    codes = [one.code for one in shown]
    parts = (codes[0], *sorted(codes[1:]))
    return candidate_of(
        facts,
        Ask(model=model, method=method.slug, demand=Demand.UNDERSTANDING, parts=parts),
        uses=[f"statement:{code}" for code in codes],
        options=len(codes),
        stated=partial(_stated, facts, method, shown, view),
    )


def _stated(facts: FactBase, method: MethodFact, shown: Sequence[StatementFact], view: str) -> Stated:
    key, *wrong = (_choice(facts, method, one) for one in shown)
    return Stated(
        key=key,
        wrong=tuple(wrong),
        methods=in_order(facts, [one.method for one in shown]),
        words={"method": mid_sentence(method.name), "view": view},
    )


def _choice(facts: FactBase, asked: MethodFact, statement: StatementFact) -> Choice:
    truth = statement.truth[asked.slug]
    is_right = truth is Truth.TRUE
    name = mid_sentence(next(one.name for one in facts.methods if one.slug == statement.method))
    about = f"This is {_article(statement.kind)} of {name}"
    denied = f"It does not hold for {mid_sentence(asked.name)}"
    contrast = facts.contrasts.get((statement.method, asked.slug), "")
    more = asked.definitions[:1] if is_right else (denied, contrast)
    return Choice(
        text=closed(statement.text),
        why=explained(*filter(None, (about, *more))),
        note=f"{statement.method}#{statement.kind}s",
        claim=f"{statement.code} holds for {asked.slug}",
        truths=TRUTHS[truth],
        strategy=Strategy.NONE if is_right else Strategy.OTHER,
    )


def _article(kind: str) -> str:
    return f"an {kind}" if kind[0] in "aeiou" else f"a {kind}"
