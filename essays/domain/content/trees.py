"""Values out of plain dictionaries. Every function raises ContentError, beginning with the place `where`."""

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet

Tree = Mapping[str, object]


class ContentError(ValueError):
    """A file that cannot be loaded: the message starts with its name and the place in it."""


def as_tree(value: object, where: str) -> Tree:
    """A mapping whose keys are texts; YAML reads a bare 2 or No as something else, so keys are turned back."""
    if not isinstance(value, Mapping):
        raise ContentError(f"{where}: expected named values")
    return {str(key): entry for key, entry in value.items()}


def check_keys(
    tree: Tree, where: str, *, required: AbstractSet[str] = frozenset(), optional: AbstractSet[str] = frozenset()
) -> None:
    missing, unknown = sorted(required - set(tree)), sorted(set(tree) - required - optional)
    if missing:
        raise ContentError(f"{where}: missing {', '.join(missing)}")
    if unknown:
        raise ContentError(f"{where}: unknown {', '.join(unknown)}")


def text_of(tree: Tree, key: str, where: str) -> str:
    value = tree[key]
    if not isinstance(value, str) or not value.strip():
        raise ContentError(f"{where}: {key} must be a text")
    return value.strip()


def number_of(tree: Tree, key: str, where: str) -> int:
    value = tree[key]
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise ContentError(f"{where}: {key} must be a whole number")
    return value


def pair_of(tree: Tree, key: str, where: str) -> tuple[int, int]:
    value = tree[key]
    if not isinstance(value, list) or len(value) != 2:
        raise ContentError(f"{where}: {key} must be two numbers")
    low, high = (number_of({key: entry}, key, where) for entry in value)
    return low, high


def choice_of(tree: Tree, key: str, where: str, allowed: tuple[str, ...]) -> str:
    value = text_of(tree, key, where)
    if value not in allowed:
        raise ContentError(f"{where}: {key} must be one of {', '.join(allowed)}, not {value}")
    return value


def texts_of(tree: Tree, key: str, where: str) -> tuple[str, ...]:
    """A list of texts; nothing where the key is left out."""
    return tuple(text_of({key: entry}, key, where) for entry in _list_of(tree, key, where))


def rows_of(tree: Tree, key: str, where: str) -> Iterator[tuple[Tree, str]]:
    """Each mapping of a list with its place, counted from 1; nothing where the key is left out."""
    for number, entry in enumerate(_list_of(tree, key, where), start=1):
        place = f"{where}: {key} {number}"
        yield as_tree(entry, place), place


def _list_of(tree: Tree, key: str, where: str) -> list[object]:
    value = tree.get(key, [])
    if not isinstance(value, list):
        raise ContentError(f"{where}: {key} must be a list")
    return value
