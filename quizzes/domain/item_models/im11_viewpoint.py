"""IM11 Whose viewpoint: who gains or loses most directly by what a statement says?

The business is never a wrong option, because what touches workers or customers soon touches the firm. Statements by
which others gain or lose as directly are left out, and those that name whom they touch.
"""

from collections.abc import Iterator, Mapping
from functools import partial

from opsmethods.domain.facts import FactBase, StatementFact
from quizzes.domain.candidate import Ask, Candidate, Choice, Demand, ItemModel
from quizzes.domain.guards.options import beginnings, is_echo
from quizzes.domain.item import Strategy
from quizzes.domain.item_models.stated import Stated, candidate_of
from quizzes.domain.predicates import CERTAIN, IMPOSSIBLE
from quizzes.domain.wording import closed, explained

CODE = "IM11"
BUSINESS = "business"
SHOWN: Mapping[str, str] = {BUSINESS: "the business", "customer": "its customers", "worker": "its workers"}
OUTSIDERS: Mapping[str, str] = {"supplier": "its suppliers", "lender": "its lenders"}
ALL = {**SHOWN, **OUTSIDERS}


def candidates(facts: FactBase) -> Iterator[Candidate]:
    return (_candidate(facts, one) for one in facts.statements if not (one.shared or _names_its_view(one)))


def _names_its_view(statement: StatementFact) -> bool:
    """G06 would refuse it."""
    others = [beginnings(ALL[view]) for view in _others(statement)]
    return is_echo(beginnings(statement.text), beginnings(ALL[statement.view]), others)


def _others(statement: StatementFact) -> tuple[str, ...]:
    if statement.view == BUSINESS:
        return ("customer", *OUTSIDERS)
    return tuple(view for view in ALL if view not in (statement.view, BUSINESS))


def _candidate(facts: FactBase, statement: StatementFact) -> Candidate:
    return candidate_of(
        facts,
        Ask(model=CODE, method=statement.method, demand=Demand.UNDERSTANDING, parts=(statement.code,)),
        uses=[f"statement:{statement.code}"],
        options=4,
        stated=partial(_stated, statement),
    )


def _stated(statement: StatementFact) -> Stated:
    return Stated(
        key=_choice(statement, statement.view),
        wrong=tuple(_choice(statement, view) for view in _others(statement)),
        methods=(statement.method,),
        words={"statement": closed(statement.text)},
    )


def _choice(statement: StatementFact, view: str) -> Choice:
    is_right = view == statement.view
    right = ALL[statement.view]
    late = f"They feel it later, if at all: it touches {right} first"
    verdict = f"This touches {right} first" if is_right else late
    return Choice(
        text=ALL[view],
        why=explained(verdict, "Ask whose time, money, work or choice the statement speaks of"),
        note=f"{statement.method}#{statement.kind}s",
        claim=f"{statement.code} is the view of the {view}",
        truths=CERTAIN if is_right else IMPOSSIBLE,
        strategy=Strategy.NONE if is_right else Strategy.OTHER,
    )


MODEL = ItemModel(
    code=CODE,
    title="Whose viewpoint",
    needs="statements that touch one party only",
    demand=Demand.UNDERSTANDING,
    found=candidates,
)
