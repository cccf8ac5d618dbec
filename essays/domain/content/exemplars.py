"""A file of sample answers, checked against the rubric of the prompt they answer."""

from collections.abc import Mapping

from essays.domain.content.trees import (
    ContentError,
    Tree,
    as_tree,
    check_keys,
    choice_of,
    number_of,
    rows_of,
    text_of,
)
from essays.domain.exemplar import BANDS, STATUSES, ExemplarMarkSpec, ExemplarSpec, NoteSpec
from essays.domain.rubric import CriterionSpec, RubricSpec

CAP_ANSWERS = ("clears", "holds")


def parse_exemplars(tree: Tree, where: str, rubrics: Mapping[int, RubricSpec]) -> tuple[int, tuple[ExemplarSpec, ...]]:
    """The number of the prompt, one of `rubrics`, and its exemplars in the order of the file. Raises ContentError."""
    check_keys(tree, where, required={"prompt", "exemplars"})
    number = number_of(tree, "prompt", where)
    if number not in rubrics:
        raise ContentError(f"{where}: no such prompt: {number}")
    exemplars = as_tree(tree["exemplars"], f"{where}: exemplars")
    return number, tuple(
        _exemplar(code, as_tree(entry, f"{where}: {code}"), f"{where}: {code}", rubrics[number])
        for code, entry in exemplars.items()
    )


def _exemplar(code: str, tree: Tree, where: str, rubric: RubricSpec) -> ExemplarSpec:
    check_keys(tree, where, required={"band", "status", "text", "marks", "caps", "next_step", "notes"})
    text = text_of(tree, "text", where)
    return ExemplarSpec(
        code=code,
        band=choice_of(tree, "band", where, BANDS),
        status=choice_of(tree, "status", where, STATUSES),
        text=text,
        marks=_marks(tree, where, rubric),
        next_step=text_of(tree, "next_step", where),
        notes=tuple(_note(row, place, text, rubric) for row, place in rows_of(tree, "notes", where)),
    )


def _marks(tree: Tree, where: str, rubric: RubricSpec) -> tuple[ExemplarMarkSpec, ...]:
    """A mark for every criterion and an answer for each of its caps, in the order of the rubric."""
    marks, caps = as_tree(tree["marks"], f"{where}: marks"), as_tree(tree["caps"], f"{where}: caps")
    check_keys(marks, f"{where}: marks", required={criterion.code for criterion in rubric.criteria})
    check_keys(caps, f"{where}: caps", required={criterion.code for criterion in rubric.criteria if criterion.caps})
    return tuple(
        _mark(criterion, marks[criterion.code], caps.get(criterion.code, {}), where) for criterion in rubric.criteria
    )


def _mark(criterion: CriterionSpec, value: object, answers: object, where: str) -> ExemplarMarkSpec:
    place = f"{where}: marks: {criterion.code}"
    tree = as_tree(value, place)
    check_keys(tree, place, required={"mark", "reason"})
    mark = number_of(tree, "mark", place)
    if not any(level.lowest <= mark <= level.highest for level in criterion.levels):
        raise ContentError(f"{place}: no level has the mark {mark}, the highest is {criterion.maximum}")
    return ExemplarMarkSpec(
        criterion=criterion.code,
        mark=mark,
        reason=text_of(tree, "reason", place),
        cap_answers=_cap_answers(criterion, answers, f"{where}: caps: {criterion.code}"),
    )


def _cap_answers(criterion: CriterionSpec, value: object, where: str) -> tuple[tuple[str, bool], ...]:
    answers = as_tree(value, where)
    check_keys(answers, where, required={cap.code for cap in criterion.caps})
    return tuple((cap.code, choice_of(answers, cap.code, where, CAP_ANSWERS) == "holds") for cap in criterion.caps)


def _note(tree: Tree, where: str, text: str, rubric: RubricSpec) -> NoteSpec:
    check_keys(tree, where, required={"quote", "criterion", "note"})
    quote = text_of(tree, "quote", where)
    if "\n" in quote:
        raise ContentError(f"{where}: the quote must lie within one paragraph")
    times = text.count(quote)
    if times != 1:
        raise ContentError(f"{where}: the quote must stand in the text once, it stands there {times} times")
    codes = tuple(criterion.code for criterion in rubric.criteria)
    return NoteSpec(quote, choice_of(tree, "criterion", where, codes), text_of(tree, "note", where))
