"""What models share whose options are replies to a prompt of the model's bank, one of them in the role of the key."""

from collections.abc import Iterator, Mapping
from functools import partial

from opsmethods.domain.banks import BankSpec, PuzzleSpec, ReplySpec
from opsmethods.domain.facts import FactBase
from quizzes.domain.candidate import Ask, Candidate, Choice, Demand, ItemModel
from quizzes.domain.choosing import wrong_sets
from quizzes.domain.item import Strategy
from quizzes.domain.item_models.stated import Stated, candidate_of
from quizzes.domain.predicates import CERTAIN, IMPOSSIBLE
from quizzes.domain.wording import explained

KEY = "key"
SETS = 4  # of wrong replies for each right one
NO_BANK = BankSpec()
STRATEGIES: Mapping[str, Strategy] = {
    "near": Strategy.NEAR,
    "misconception": Strategy.MISCONCEPTION,
    "other": Strategy.OTHER,
    "reversed": Strategy.REVERSED,
    "definition": Strategy.DEFINITION,
    "inference": Strategy.INFERENCE,
    "irrelevant": Strategy.IRRELEVANT,
}


def reply_model(code: str, title: str, *, needs: str, demand: Demand, bank: str = "", key: str = KEY) -> ItemModel:
    """`bank`: whose bank it uses, if not its own; `key`: the role of the right reply."""
    found = partial(_candidates, code=code, demand=demand, bank=bank or code, key=key)
    methods = partial(_methods, bank=bank or code)
    return ItemModel(code=code, title=title, needs=needs, demand=demand, found=found, methods=methods)


def _methods(facts: FactBase, *, bank: str) -> Iterator[str]:
    return (puzzle.method for puzzle in facts.material.banks.get(bank, NO_BANK).sets)


def _candidates(facts: FactBase, *, code: str, demand: Demand, bank: str, key: str) -> Iterator[Candidate]:
    for puzzle in facts.material.banks.get(bank, NO_BANK).sets:
        wrong = [reply for reply in puzzle.replies if reply.role != key]
        for right in (reply for reply in puzzle.replies if reply.role == key):
            sets = wrong_sets(
                right.text,
                wrong,
                text=lambda one: one.text,
                count=SETS,
                seed=f"{code} {puzzle.code} {right.code}",
                stem=puzzle.prompt,
            )
            for shown in ((right, *chosen) for chosen in sets):
                if sum(reply.role == "irrelevant" for reply in shown) <= 1:
                    yield _candidate(facts, _ask(facts, code, demand, puzzle, shown), bank, puzzle, shown)


def _ask(facts: FactBase, code: str, demand: Demand, puzzle: PuzzleSpec, shown: tuple[ReplySpec, ...]) -> Ask:
    right, *wrong = (reply.code for reply in shown)
    parts = (puzzle.code, right, *sorted(wrong))
    dimension = _dimension(facts, puzzle)
    return Ask(model=code, method=puzzle.method, demand=demand, parts=parts, dimension=dimension, difficulty=3)


def _candidate(facts: FactBase, ask: Ask, bank: str, puzzle: PuzzleSpec, shown: tuple[ReplySpec, ...]) -> Candidate:
    return candidate_of(
        facts,
        ask,
        uses=[f"puzzle:{bank}:{puzzle.code}"],
        options=len(shown),
        stated=partial(_stated, ask.model, puzzle, shown),
    )


def _stated(code: str, puzzle: PuzzleSpec, shown: tuple[ReplySpec, ...]) -> Stated:
    key, *wrong = (_choice(code, puzzle, shown[0], reply) for reply in shown)
    methods = (puzzle.method,) if puzzle.method else ()
    return Stated(key=key, wrong=tuple(wrong), methods=methods, words={"prompt": puzzle.prompt})


def _dimension(facts: FactBase, puzzle: PuzzleSpec) -> str:
    """The dimension that its note points at, if it does and a method is under test."""
    anchor = puzzle.note.partition("#")[2]
    codes = (dimension.code for dimension in facts.dimensions if puzzle.method)
    return next((code for code in codes if code.lower() == anchor), "")


def _choice(code: str, puzzle: PuzzleSpec, right: ReplySpec, reply: ReplySpec) -> Choice:
    is_right = reply.role == right.role
    return Choice(
        text=reply.text,
        why=explained(reply.why),
        note=puzzle.note,
        claim=f"{code}:{puzzle.code}:{reply.code} is in the role of {right.role}",
        truths=CERTAIN if is_right else IMPOSSIBLE,
        strategy=Strategy.NONE if is_right else STRATEGIES.get(reply.role, Strategy.OTHER),
    )
