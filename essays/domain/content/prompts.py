"""A prompt: its question at three levels, its rubric, and what helps before and after writing."""

from collections.abc import Mapping
from dataclasses import dataclass

from essays.domain.content.rubrics import merged_criteria, rubric_of
from essays.domain.content.trees import (
    ContentError,
    Tree,
    as_tree,
    check_keys,
    number_of,
    pair_of,
    rows_of,
    text_of,
    texts_of,
)
from essays.domain.exemplar import ExemplarSpec
from essays.domain.rubric import RubricSpec

LEVELS = ("O", "AS", "A")
ALL_METHODS = "all"


@dataclass(frozen=True, slots=True)
class VariantSpec:
    level: str
    text: str
    marks: int
    minutes: int
    words_low: int
    words_high: int
    depth: str = ""


@dataclass(frozen=True, slots=True)
class ScaffoldRowSpec:
    """A row of the plan that a student may fill in before writing."""

    label: str
    hint: str


@dataclass(frozen=True, slots=True)
class PointSpec:
    """A point that earns credit; others do too. `methods` are slugs, empty for all; `references` are codes as text."""

    number: int
    text: str
    objectives: tuple[str, ...]
    methods: tuple[str, ...]
    references: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PromptSpec:
    number: int
    title: str
    text: str
    command: str
    variants: tuple[VariantSpec, ...]
    rubric: RubricSpec
    scaffold: tuple[ScaffoldRowSpec, ...] = ()
    starters: tuple[str, ...] = ()
    firms: tuple[str, ...] = ()
    weaknesses: tuple[str, ...] = ()
    points: tuple[PointSpec, ...] = ()
    exemplars: tuple[ExemplarSpec, ...] = ()


def parse_prompt(tree: Tree, where: str, base: Mapping[str, Tree]) -> PromptSpec:
    """A prompt without its exemplars. Raises ContentError."""
    check_keys(
        tree,
        where,
        required={"number", "title", "text", "command", "variants", "rubric"},
        optional={"scaffold", "starters", "firms", "weaknesses", "points"},
    )
    text = text_of(tree, "text", where)
    rubric = rubric_of(merged_criteria(base, as_tree(tree["rubric"], f"{where}: rubric"), where), where)
    return PromptSpec(
        number=number_of(tree, "number", where),
        title=text_of(tree, "title", where),
        text=text,
        command=text_of(tree, "command", where),
        variants=_variants(as_tree(tree["variants"], f"{where}: variants"), f"{where}: variants", text),
        rubric=rubric,
        scaffold=tuple(_scaffold_row(row, place) for row, place in rows_of(tree, "scaffold", where)),
        starters=texts_of(tree, "starters", where),
        firms=texts_of(tree, "firms", where),
        weaknesses=texts_of(tree, "weaknesses", where),
        points=_points(tree, where, rubric),
    )


def _variants(tree: Tree, where: str, prompt: str) -> tuple[VariantSpec, ...]:
    """One variant for each level, in the order of levels; a variant without a text asks the prompt itself."""
    check_keys(tree, where, required=set(LEVELS))
    return tuple(
        _variant(level, as_tree(tree[level], f"{where}: {level}"), f"{where}: {level}", prompt) for level in LEVELS
    )


def _variant(level: str, tree: Tree, where: str, prompt: str) -> VariantSpec:
    check_keys(tree, where, required={"marks", "minutes", "words"}, optional={"text", "depth"})
    low, high = pair_of(tree, "words", where)
    return VariantSpec(
        level=level,
        text=text_of(tree, "text", where) if "text" in tree else prompt,
        marks=number_of(tree, "marks", where),
        minutes=number_of(tree, "minutes", where),
        words_low=low,
        words_high=high,
        depth=text_of(tree, "depth", where) if "depth" in tree else "",
    )


def _scaffold_row(tree: Tree, where: str) -> ScaffoldRowSpec:
    check_keys(tree, where, required={"label", "hint"})
    return ScaffoldRowSpec(text_of(tree, "label", where), text_of(tree, "hint", where))


def _points(tree: Tree, where: str, rubric: RubricSpec) -> tuple[PointSpec, ...]:
    known = {criterion.objective for criterion in rubric.criteria}
    rows = enumerate(rows_of(tree, "points", where), start=1)
    return tuple(_point(number, row, place, known) for number, (row, place) in rows)


def _point(number: int, tree: Tree, where: str, known: set[str]) -> PointSpec:
    check_keys(tree, where, required={"text", "objectives", "methods", "references"})
    objectives = texts_of(tree, "objectives", where)
    if not objectives:
        raise ContentError(f"{where}: objectives must name at least one")
    unknown = sorted(set(objectives) - known)
    if unknown:
        raise ContentError(f"{where}: no such objective: {', '.join(unknown)}")
    return PointSpec(
        number=number,
        text=text_of(tree, "text", where),
        objectives=objectives,
        methods=_methods(tree, where),
        references=texts_of(tree, "references", where),
    )


def _methods(tree: Tree, where: str) -> tuple[str, ...]:
    if tree["methods"] == ALL_METHODS:
        return ()
    methods = texts_of(tree, "methods", where)
    if not methods:
        raise ContentError(f"{where}: methods must name at least one, or be {ALL_METHODS}")
    return methods
