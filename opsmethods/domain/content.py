"""The schema of a content pack, and its parser.

A pack is a folder: `topic.yaml`, `dimensions.yaml`, `wordings.yaml` and one file for each method in
`methods/`. Other files in the folder belong to other apps. See docs/domain/content.md.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import IO, Any, Literal

from opsmethods.domain import rules
from opsmethods.domain.facts import Truth
from opsmethods.domain.schema import ContentError, Place, read

FILES = ("topic.yaml", "dimensions.yaml", "wordings.yaml")
SHIPPED = Path(__file__).resolve().parent.parent / "content"


@dataclass(frozen=True, slots=True)
class TopicSpec:
    slug: str
    title: str
    headline: str
    lede: str
    noun: str
    noun_plural: str
    position: int = 1
    choosing: str = ""


@dataclass(frozen=True, slots=True)
class CellSpec:
    level: int
    low: int
    high: int
    sentence: str


@dataclass(frozen=True, slots=True)
class DimensionSpec:
    code: str
    label: str
    scale: str
    scale_low: int
    scale_high: int
    words: tuple[str, ...]
    most: str
    least: str
    more: str
    less: str
    cells: Mapping[str, CellSpec]


@dataclass(frozen=True, slots=True)
class ExampleSpec:
    code: str
    text: str
    leak_free: str
    why: str


@dataclass(frozen=True, slots=True)
class StatementSpec:
    code: str
    view: Literal["business", "worker", "customer"]
    text: str
    truth: Mapping[str, Truth]


@dataclass(frozen=True, slots=True)
class PhrasesSpec:
    """Phrases by code. A code is used once in a method, whatever its kind."""

    definition: Mapping[str, str]
    output: Mapping[str, str]
    sequence: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Bounds:
    min: int
    max: int
    step: int


@dataclass(frozen=True, slots=True)
class MoneyBounds:
    min: Decimal
    max: Decimal
    step: Decimal


@dataclass(frozen=True, slots=True)
class CostsSpec:
    fixed: Bounds
    variable: MoneyBounds
    output: Bounds


@dataclass(frozen=True, slots=True)
class MethodSpec:
    slug: str
    name: str
    slot: int
    tagline: str
    recap: str
    definition: str
    idea: str
    process: str
    leaks: tuple[str, ...]
    examples: tuple[ExampleSpec, ...]
    advantages: tuple[StatementSpec, ...]
    disadvantages: tuple[StatementSpec, ...]
    phrases: PhrasesSpec
    contrasts: Mapping[str, str]
    costs: CostsSpec | None = None


@dataclass(frozen=True, slots=True)
class _Dimensions:
    dimensions: tuple[DimensionSpec, ...]


@dataclass(frozen=True, slots=True)
class _Wordings:
    wordings: Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Pack:
    """A topic as written in its pack. `methods` are keyed by file name, which repeats the slug."""

    topic: TopicSpec
    dimensions: tuple[DimensionSpec, ...]
    methods: tuple[MethodSpec, ...]
    wordings: Mapping[str, Mapping[str, str]]


def read_pack(folder: Path, *, load: Callable[[IO[str]], object]) -> Pack:
    """`load` turns an open file into dictionaries; what it raises is let through.

    Raises ContentError for anything wrong in the pack.
    """
    paths = [path for name in FILES if (path := folder / name).exists()]
    documents = {}
    for path in [*paths, *sorted(folder.glob("methods/*.yaml"))]:
        with path.open(encoding="utf-8") as file:
            documents[path.relative_to(folder).as_posix()] = load(file)
    return parse_pack(documents)


def parse_pack(documents: Mapping[str, object]) -> Pack:
    """The pack in these files (name to contents). Raises ContentError with every problem found."""
    methods = {name: data for name, data in documents.items() if name.startswith("methods/")}
    parts: dict[str, tuple[Any, object]] = {
        "topic.yaml": (TopicSpec, documents.get("topic.yaml")),
        "dimensions.yaml": (_Dimensions, documents.get("dimensions.yaml")),
        "wordings.yaml": (_Wordings, documents.get("wordings.yaml")),
        **{name: (MethodSpec, data) for name, data in methods.items()},
    }
    found, problems = _read_all(parts)
    if problems:
        raise ContentError(problems)
    pack = Pack(
        topic=found["topic.yaml"],
        dimensions=found["dimensions.yaml"].dimensions,
        methods=tuple(sorted((found[name] for name in methods), key=lambda method: (method.slot, method.slug))),
        wordings=found["wordings.yaml"].wordings,
    )
    problems = [
        *(f"{name}: slug: must repeat the file's name" for name in methods if name != method_file(found[name].slug)),
        *problems_of(pack),
    ]
    if problems:
        raise ContentError(problems)
    return pack


def _read_all(parts: Mapping[str, tuple[Any, object]]) -> tuple[dict[str, Any], list[str]]:
    found: dict[str, Any] = {}
    problems: list[str] = []
    for name, (kind, data) in parts.items():
        try:
            found[name] = read(kind, data, Place(name))
        except ContentError as error:
            problems += [f"{name}: the file is missing or empty"] if data is None else error.problems
    return found, problems


def method_file(slug: str) -> str:
    return f"methods/{slug}.yaml"


def problems_of(pack: Pack) -> Iterator[str]:
    """What no single file can see: whether the parts of the pack fit together."""
    slugs = [method.slug for method in pack.methods]
    leaks = [leak for method in pack.methods for leak in method.leaks]
    if len(slugs) < 2:
        yield "methods/: a topic needs at least two methods"
    yield from _repeated("methods/", "slot", [method.slot for method in pack.methods])
    yield from _repeated("dimensions.yaml", "code", [dimension.code for dimension in pack.dimensions])
    for index, dimension in enumerate(pack.dimensions):
        yield from _dimension_problems(dimension, slugs, Place("dimensions.yaml", f"dimensions[{index}]"))
    for method in pack.methods:
        yield from _method_problems(method, slugs, leaks)
    for model, wordings in pack.wordings.items():
        for code, text in wordings.items():
            yield from _said(Place("wordings.yaml", f"wordings.{model}.{code}"), rules.wording_problem(model, text))


def _dimension_problems(dimension: DimensionSpec, slugs: list[str], place: Place) -> Iterator[str]:
    scale = dimension.scale_low, dimension.scale_high
    yield from _said(place.key("words"), rules.words_problem(words=dimension.words, scale=scale))
    yield from _said(place.key("cells"), rules.members_problem(given=dimension.cells, expected=slugs))
    for slug, cell in dimension.cells.items():
        problem = rules.range_problem(level=cell.level, low=cell.low, high=cell.high, scale=scale)
        yield from _said(place.key(f"cells.{slug}"), problem)


def _method_problems(method: MethodSpec, slugs: list[str], leaks: list[str]) -> Iterator[str]:
    file = method_file(method.slug)
    statements = [*method.advantages, *method.disadvantages]
    yield from _repeated(file, "example code", [example.code for example in method.examples])
    yield from _repeated(file, "statement code", [statement.code for statement in statements])
    phrases = [(kind, code, text) for kind, texts in phrases_of(method) for code, text in texts.items()]
    yield from _repeated(file, "phrase code", [code for _, code, _ in phrases])
    for statement in statements:
        problem = rules.members_problem(given=statement.truth, expected=slugs)
        yield from _said(Place(file, f"{statement.code}.truth"), problem)
    others = [slug for slug in slugs if slug != method.slug]
    yield from _said(Place(file, "contrasts"), rules.members_problem(given=method.contrasts, expected=others))
    for example in method.examples:
        yield from _said(Place(file, f"{example.code}.leak_free"), rules.leak_problem(example.leak_free, leaks))
    for kind, code, text in phrases:
        yield from _said(Place(file, f"phrases.{kind}.{code}"), rules.leak_problem(text, leaks))


def phrases_of(method: MethodSpec) -> tuple[tuple[str, Mapping[str, str]], ...]:
    """The phrases of a method by kind."""
    phrases = method.phrases
    return ("definition", phrases.definition), ("output", phrases.output), ("sequence", phrases.sequence)


def _said(place: Place, problem: str) -> Iterator[str]:
    if problem:
        yield place.says(problem)


def _repeated(file: str, what: str, values: Iterable[object]) -> Iterator[str]:
    for value, count in Counter(values).items():
        if count > 1:
            yield f"{file}: {what} {value} stands {count} times"
