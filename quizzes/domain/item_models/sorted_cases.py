"""What models share whose stem tells a case and whose options are the groups of the model's bank."""

from collections.abc import Iterator
from functools import partial

from opsmethods.domain.banks import BankSpec, CaseSpec, GroupSpec
from opsmethods.domain.facts import FactBase
from quizzes.domain.candidate import Ask, Candidate, Choice, Demand, ItemModel, no_method
from quizzes.domain.choosing import wrong_sets
from quizzes.domain.item import Strategy
from quizzes.domain.item_models.stated import Stated, candidate_of
from quizzes.domain.predicates import CERTAIN, IMPOSSIBLE, Truths
from quizzes.domain.wording import explained

NO_BANK = BankSpec()


def sorting_model(code: str, title: str, *, needs: str, demand: Demand, sets: int = 2) -> ItemModel:
    """`sets`: how many choices of wrong options there are for each case."""
    found = partial(_candidates, code=code, demand=demand, sets=sets)
    return ItemModel(code=code, title=title, needs=needs, demand=demand, found=found, methods=no_method)


def _candidates(facts: FactBase, *, code: str, demand: Demand, sets: int) -> Iterator[Candidate]:
    bank = facts.material.banks.get(code, NO_BANK)
    for group in bank.groups:
        rivals = [one for one in bank.groups if one != group and not _are_apart(group, one)]
        for case in group.cases:
            seed = f"{code} {group.code} {case.code}"
            for wrong in wrong_sets(
                group.label, rivals, text=lambda one: one.label, count=sets, seed=seed, stem=case.text
            ):
                yield _candidate(facts, code, demand, case, (group, *wrong))


def _are_apart(one: GroupSpec, other: GroupSpec) -> bool:
    return other.code in one.apart or one.code in other.apart


def _candidate(facts: FactBase, code: str, demand: Demand, case: CaseSpec, shown: tuple[GroupSpec, ...]) -> Candidate:
    right, *wrong = (group.code for group in shown)
    return candidate_of(
        facts,
        Ask(model=code, method="", demand=demand, parts=(right, case.code, *sorted(wrong))),
        uses=[f"case:{code}:{right}:{case.code}"],
        options=len(shown),
        stated=partial(_stated, code, case, shown),
    )


def _stated(code: str, case: CaseSpec, shown: tuple[GroupSpec, ...]) -> Stated:
    key, *wrong = (_choice(code, case, shown[0], group) for group in shown)
    return Stated(key=key, wrong=tuple(wrong), methods=(), words={"case": case.text})


def _choice(code: str, case: CaseSpec, right: GroupSpec, group: GroupSpec) -> Choice:
    truths = fits(case, group)
    is_right = group == right
    told = (case.why, group.meaning) if is_right else (f"{group.label}: {group.meaning}", case.why)
    return Choice(
        text=group.label,
        why=explained(*told),
        note=group.note,
        claim=f"{code}:{right.code}:{case.code} is of {group.code}",
        truths=truths,
        strategy=Strategy.NONE if is_right else Strategy.OTHER,
    )


def fits(case: CaseSpec, group: GroupSpec) -> Truths:
    """Is the case told under the group? The same words under two groups fit both."""
    return CERTAIN if any(one.text == case.text for one in group.cases) else IMPOSSIBLE
