"""From dictionaries to frozen dataclasses, with errors that name the file and the path.

A dataclass is its own schema: its fields are the only keys allowed, and those without a default must
be there. Understood types: str, int, bool, Decimal, an enumeration, Literal, `X | None`,
`Markdown`, `tuple[X, ...]`, `Mapping[str, X]` and other such dataclasses.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import MISSING, Field, dataclass, fields, is_dataclass
from decimal import Decimal, InvalidOperation
from enum import Enum
from types import NoneType, UnionType
from typing import Any, Literal, get_args, get_origin


class Markdown(str):
    """Text whose line ends mean something."""

    __slots__ = ()


class ContentError(ValueError):
    """Everything wrong with a pack, one problem a line."""

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(self.problems))


@dataclass(frozen=True, slots=True)
class Place:
    """A file and the path inside it: `methods/job.yaml: examples[2].why`."""

    file: str
    path: str = ""

    def key(self, name: str) -> "Place":
        return Place(self.file, f"{self.path}.{name}" if self.path else name)

    def item(self, index: int) -> "Place":
        return Place(self.file, f"{self.path}[{index}]")

    def says(self, problem: str) -> str:
        return f"{self.file}: {self.path}: {problem}" if self.path else f"{self.file}: {problem}"


Part = tuple[Any, Any, object, Place]


def read(kind: Any, value: object, place: Place) -> Any:
    """`value` as a `kind`. Raises ContentError with every problem inside it, not only the first."""
    if is_dataclass(kind):
        return _record(kind, value, place)
    origin = get_origin(kind)
    if origin is tuple:
        return _sequence(get_args(kind)[0], value, place)
    if origin is Mapping:
        return _mapping(get_args(kind)[1], value, place)
    if origin is UnionType:
        return read(next(arg for arg in get_args(kind) if arg is not NoneType), value, place)
    return _scalar(kind, value, place)


def _gather(parts: Iterable[Part], problems: Iterable[str] = ()) -> dict[Any, Any]:
    found: dict[Any, Any] = {}
    wrong = list(problems)
    for name, kind, value, place in parts:
        try:
            found[name] = read(kind, value, place)
        except ContentError as error:
            wrong += error.problems
    if wrong:
        raise ContentError(wrong)
    return found


def _record(kind: Any, value: object, place: Place) -> Any:
    if not isinstance(value, dict):
        raise ContentError([place.says("must be a table of keys and values")])
    known = {field.name: field for field in fields(kind)}
    problems = [place.key(str(name)).says("unknown key") for name in value if name not in known]
    problems += [
        place.key(name).says("is missing") for name, field in known.items() if _required(field) and name not in value
    ]
    parts = ((name, field.type, value[name], place.key(name)) for name, field in known.items() if name in value)
    return kind(**_gather(parts, problems))


def _required(field: Field[Any]) -> bool:
    return field.default is MISSING and field.default_factory is MISSING


def _sequence(kind: Any, value: object, place: Place) -> tuple[Any, ...]:
    if not isinstance(value, list):
        raise ContentError([place.says("must be a list")])
    found = _gather((index, kind, item, place.item(index)) for index, item in enumerate(value))
    return tuple(found.values())


def _mapping(kind: Any, value: object, place: Place) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise ContentError([place.says("must be a table of keys and values")])
    return _gather((str(name), kind, item, place.key(str(name))) for name, item in value.items())


def _scalar(kind: Any, value: object, place: Place) -> Any:
    if get_origin(kind) is Literal:
        return _one_of(get_args(kind), value, place)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind(_one_of([member.value for member in kind], value, place))
    if kind is Markdown:
        return _markdown(value, place)
    if kind is str:
        return _text(value, place)
    if kind is Decimal:
        return _decimal(value, place)
    if type(value) is not kind:
        raise ContentError([place.says(f"must be {NAMES[kind]}, not {value!r}")])
    return value


NAMES: dict[Any, str] = {int: "a whole number", bool: "true or false"}


def _one_of(allowed: Iterable[object], value: object, place: Place) -> object:
    choices = list(allowed)
    if value not in choices:
        raise ContentError([place.says(f"must be one of {', '.join(map(repr, choices))}, not {value!r}")])
    return value


def _text(value: object, place: Place) -> str:
    """Paragraphs, parted by an empty line; how a paragraph was broken into lines is lost."""
    if not isinstance(value, str) or not value.strip():
        raise ContentError([place.says(f"must be text, not {value!r}")])
    paragraphs = re.split(r"\n\s*\n", value.strip())
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in paragraphs)


def _markdown(value: object, place: Place) -> str:
    """Lines stay lines, except that those of one paragraph, broken for the eye, are put together again."""
    if not isinstance(value, str) or not value.strip():
        raise ContentError([place.says(f"must be text, not {value!r}")])
    blocks = re.split(r"\n\s*\n", value.strip())
    return "\n\n".join(_block(block) for block in blocks)


def _block(block: str) -> str:
    return re.sub(r"\s*\n(?!\s*(?:[-*#>]|\d+\.) )\s*", " ", block.strip())


def _decimal(value: object, place: Place) -> Decimal:
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        number = Decimal("nan")
    if isinstance(value, bool) or not number.is_finite():
        raise ContentError([place.says(f"must be a number, not {value!r}")])
    return number
