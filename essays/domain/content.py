"""The shape of a pack's essay files: plain dictionaries in, checked prompts and rubrics out.

One file holds the general rubric under `criteria`. Every other file holds a prompt; its `rubric` says
only what differs from the general one. Each error names the file and the place in it.
"""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from essays.domain.rubric import CapSpec, CriterionSpec, LevelSpec, RubricError, RubricSpec

LEVELS = ("O", "AS", "A")

Tree = Mapping[str, object]


class ContentError(ValueError):
    """A file that cannot be loaded: the message starts with its name and the place in it."""


@dataclass(frozen=True, slots=True)
class VariantSpec:
    level: str
    text: str
    marks: int
    minutes: int
    words_low: int
    words_high: int


@dataclass(frozen=True, slots=True)
class PromptSpec:
    number: int
    title: str
    text: str
    command: str
    variants: tuple[VariantSpec, ...]
    rubric: RubricSpec


@dataclass(frozen=True, slots=True)
class EssayPack:
    general: RubricSpec
    prompts: tuple[PromptSpec, ...]


def parse_pack(documents: Mapping[str, object]) -> EssayPack:
    """Check the files of one topic, given by name. Raises ContentError."""
    trees = {name: _tree(document, name) for name, document in documents.items()}
    rubrics = [name for name, tree in trees.items() if "criteria" in tree]
    if len(rubrics) != 1:
        raise ContentError(f"exactly one file must hold the general criteria, found {len(rubrics)}")
    base = _general_criteria(trees.pop(rubrics[0]), rubrics[0])
    general = _rubric(base, rubrics[0])
    prompts = sorted((_prompt(tree, name, base) for name, tree in trees.items()), key=lambda prompt: prompt.number)
    numbers = [prompt.number for prompt in prompts]
    if len(set(numbers)) != len(numbers):
        raise ContentError(f"two prompts share a number: {numbers}")
    return EssayPack(general, tuple(prompts))


def _general_criteria(tree: Tree, where: str) -> dict[str, Tree]:
    _check_keys(tree, where, required={"criteria"})
    criteria = _tree(tree["criteria"], f"{where}: criteria")
    return {code: _tree(criterion, f"{where}: {code}") for code, criterion in criteria.items()}


def _prompt(tree: Tree, where: str, base: Mapping[str, Tree]) -> PromptSpec:
    _check_keys(tree, where, required={"number", "title", "text", "command", "variants", "rubric"})
    text = _text(tree, "text", where)
    own = _tree(tree["rubric"], f"{where}: rubric")
    unknown = sorted(set(own) - set(base))
    if unknown:
        raise ContentError(f"{where}: rubric: no such criterion: {', '.join(unknown)}")
    merged = {code: _merge(criterion, own.get(code, {}), f"{where}: {code}") for code, criterion in base.items()}
    return PromptSpec(
        number=_number(tree, "number", where),
        title=_text(tree, "title", where),
        text=text,
        command=_text(tree, "command", where),
        variants=_variants(_tree(tree["variants"], f"{where}: variants"), f"{where}: variants", text),
        rubric=_rubric(merged, where),
    )


def _variants(tree: Tree, where: str, prompt: str) -> tuple[VariantSpec, ...]:
    """One variant for each level, in the order of levels; a variant without a text asks the prompt itself."""
    _check_keys(tree, where, required=set(LEVELS))
    return tuple(
        _variant(level, _tree(tree[level], f"{where}: {level}"), f"{where}: {level}", prompt) for level in LEVELS
    )


def _variant(level: str, tree: Tree, where: str, prompt: str) -> VariantSpec:
    _check_keys(tree, where, required={"marks", "minutes", "words"}, optional={"text"})
    low, high = _pair(tree, "words", where)
    return VariantSpec(
        level=level,
        text=_text(tree, "text", where) if "text" in tree else prompt,
        marks=_number(tree, "marks", where),
        minutes=_number(tree, "minutes", where),
        words_low=low,
        words_high=high,
    )


def _merge(general: Tree, own: object, where: str) -> Tree:
    """A prompt's criterion: its own words laid over the general ones, level by level and cap by cap."""
    tree = _tree(own, where)
    _check_keys(tree, where, optional={"question", "levels", "caps"})
    return {
        **general,
        **{key: value for key, value in tree.items() if key == "question"},
        "levels": _overlay(general.get("levels", {}), tree.get("levels", {}), f"{where}: levels"),
        "caps": {
            **_tree(general.get("caps", {}), where),
            **_tree(tree.get("caps", {}), f"{where}: caps"),
        },
    }


def _overlay(general: object, own: object, where: str) -> Tree:
    base, tree = _tree(general, where), _tree(own, where)
    unknown = sorted(set(tree) - set(base))
    if unknown:
        raise ContentError(f"{where}: no such level: {', '.join(unknown)}")
    return {
        number: {**_tree(level, where), **_tree(tree.get(number, {}), f"{where}: {number}")}
        for number, level in base.items()
    }


def _rubric(criteria: Mapping[str, Tree], where: str) -> RubricSpec:
    try:
        return RubricSpec(tuple(_criterion(code, tree, f"{where}: {code}") for code, tree in criteria.items()))
    except RubricError as error:
        raise ContentError(f"{where}: {error}") from error


def _criterion(code: str, tree: Tree, where: str) -> CriterionSpec:
    _check_keys(
        tree, where, required={"name", "objective", "unevidenced_maximum", "question", "levels"}, optional={"caps"}
    )
    levels = _tree(tree["levels"], f"{where}: levels")
    caps = _tree(tree.get("caps", {}), f"{where}: caps")
    return CriterionSpec(
        code=code,
        name=_text(tree, "name", where),
        objective=_text(tree, "objective", where),
        unevidenced_maximum=_number(tree, "unevidenced_maximum", where),
        question=_text(tree, "question", where),
        levels=tuple(
            _level(number, _tree(level, where), f"{where}: level {number}") for number, level in levels.items()
        ),
        caps=tuple(_cap(name, _tree(cap, where), f"{where}: cap {name}") for name, cap in caps.items()),
    )


def _level(number: str, tree: Tree, where: str) -> LevelSpec:
    _check_keys(tree, where, required={"marks", "text"}, optional={"higher"})
    lowest, highest = _pair(tree, "marks", where)
    if not number.isdecimal():
        raise ContentError(f"{where}: a level is known by its number")
    higher = _text(tree, "higher", where) if "higher" in tree else ""
    return LevelSpec(int(number), lowest, highest, _text(tree, "text", where), higher)


def _cap(code: str, tree: Tree, where: str) -> CapSpec:
    _check_keys(tree, where, required={"maximum", "question", "clears", "holds"})
    words = (_text(tree, key, where) for key in ("question", "clears", "holds"))
    return CapSpec(code, _number(tree, "maximum", where), *words)


def _tree(value: object, where: str) -> Tree:
    """A mapping whose keys are texts; YAML reads a bare 2 or No as something else, so keys are turned back."""
    if not isinstance(value, Mapping):
        raise ContentError(f"{where}: expected named values")
    return {str(key): entry for key, entry in value.items()}


def _check_keys(
    tree: Tree, where: str, *, required: AbstractSet[str] = frozenset(), optional: AbstractSet[str] = frozenset()
) -> None:
    missing, unknown = sorted(required - set(tree)), sorted(set(tree) - required - optional)
    if missing:
        raise ContentError(f"{where}: missing {', '.join(missing)}")
    if unknown:
        raise ContentError(f"{where}: unknown {', '.join(unknown)}")


def _text(tree: Tree, key: str, where: str) -> str:
    value = tree[key]
    if not isinstance(value, str) or not value.strip():
        raise ContentError(f"{where}: {key} must be a text")
    return value.strip()


def _number(tree: Tree, key: str, where: str) -> int:
    value = tree[key]
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise ContentError(f"{where}: {key} must be a whole number")
    return value


def _pair(tree: Tree, key: str, where: str) -> tuple[int, int]:
    value = tree[key]
    if not isinstance(value, list) or len(value) != 2:
        raise ContentError(f"{where}: {key} must be two numbers")
    low, high = (_number({key: entry}, key, where) for entry in value)
    return low, high
