"""The general rubric, and a prompt's own words laid over it."""

from collections.abc import Mapping

from essays.domain.content.trees import ContentError, Tree, as_tree, check_keys, number_of, pair_of, text_of, texts_of
from essays.domain.rubric import CapSpec, CriterionSpec, LevelSpec, RubricError, RubricSpec

LookFor = tuple[tuple[str, tuple[str, ...]], ...]


def general_criteria(tree: Tree, where: str) -> tuple[dict[str, Tree], LookFor]:
    """The criteria by code, and apart from them the hints of each: what to look for is no part of a rubric."""
    check_keys(tree, where, required={"criteria"})
    criteria = {
        code: as_tree(criterion, f"{where}: {code}")
        for code, criterion in as_tree(tree["criteria"], f"{where}: criteria").items()
    }
    hints = ((code, texts_of(criterion, "look_for", f"{where}: {code}")) for code, criterion in criteria.items())
    bare: dict[str, Tree] = {
        code: {key: value for key, value in criterion.items() if key != "look_for"}
        for code, criterion in criteria.items()
    }
    return bare, tuple((code, texts) for code, texts in hints if texts)


def merged_criteria(base: Mapping[str, Tree], own: Tree, where: str) -> dict[str, Tree]:
    """The general criteria with a prompt's own words over them. Raises ContentError."""
    unknown = sorted(set(own) - set(base))
    if unknown:
        raise ContentError(f"{where}: rubric: no such criterion: {', '.join(unknown)}")
    return {code: _merge(criterion, own.get(code, {}), f"{where}: {code}") for code, criterion in base.items()}


def rubric_of(criteria: Mapping[str, Tree], where: str) -> RubricSpec:
    """Raises ContentError."""
    try:
        return RubricSpec(tuple(_criterion(code, tree, f"{where}: {code}") for code, tree in criteria.items()))
    except RubricError as error:
        raise ContentError(f"{where}: {error}") from error


def _merge(general: Tree, own: object, where: str) -> Tree:
    """A prompt's criterion: its own words laid over the general ones, level by level and cap by cap."""
    tree = as_tree(own, where)
    check_keys(tree, where, optional={"question", "levels", "caps"})
    return {
        **general,
        **{key: value for key, value in tree.items() if key == "question"},
        "levels": _overlay(general.get("levels", {}), tree.get("levels", {}), f"{where}: levels"),
        "caps": {
            **as_tree(general.get("caps", {}), where),
            **as_tree(tree.get("caps", {}), f"{where}: caps"),
        },
    }


def _overlay(general: object, own: object, where: str) -> Tree:
    base, tree = as_tree(general, where), as_tree(own, where)
    unknown = sorted(set(tree) - set(base))
    if unknown:
        raise ContentError(f"{where}: no such level: {', '.join(unknown)}")
    return {
        number: {**as_tree(level, where), **as_tree(tree.get(number, {}), f"{where}: {number}")}
        for number, level in base.items()
    }


def _criterion(code: str, tree: Tree, where: str) -> CriterionSpec:
    check_keys(
        tree, where, required={"name", "objective", "unevidenced_maximum", "question", "levels"}, optional={"caps"}
    )
    levels = as_tree(tree["levels"], f"{where}: levels")
    caps = as_tree(tree.get("caps", {}), f"{where}: caps")
    return CriterionSpec(
        code=code,
        name=text_of(tree, "name", where),
        objective=text_of(tree, "objective", where),
        unevidenced_maximum=number_of(tree, "unevidenced_maximum", where),
        question=text_of(tree, "question", where),
        levels=tuple(
            _level(number, as_tree(level, where), f"{where}: level {number}") for number, level in levels.items()
        ),
        caps=tuple(_cap(name, as_tree(cap, where), f"{where}: cap {name}") for name, cap in caps.items()),
    )


def _level(number: str, tree: Tree, where: str) -> LevelSpec:
    check_keys(tree, where, required={"marks", "text"}, optional={"higher"})
    lowest, highest = pair_of(tree, "marks", where)
    if not number.isdecimal():
        raise ContentError(f"{where}: a level is known by its number")
    higher = text_of(tree, "higher", where) if "higher" in tree else ""
    return LevelSpec(int(number), lowest, highest, text_of(tree, "text", where), higher)


def _cap(code: str, tree: Tree, where: str) -> CapSpec:
    check_keys(tree, where, required={"maximum", "question", "clears", "holds"})
    words = (text_of(tree, key, where) for key in ("question", "clears", "holds"))
    return CapSpec(code, number_of(tree, "maximum", where), *words)
