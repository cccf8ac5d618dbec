"""The parser of a content pack.

A pack is a folder: the files NEEDED, one file for each method in `methods/` and, as far as is needed, one
for each theme in `themes/` and those WANTED. Other files in it belong to other apps. See docs/domain/content.md.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from opsmethods.domain.banks import BankSpec, Material, ScenariosSpec
from opsmethods.domain.coherence import problems_of
from opsmethods.domain.schema import ContentError, Place, read
from opsmethods.domain.specs import (
    ChoosingSpec,
    ConfusionSpec,
    DimensionSpec,
    MethodSpec,
    Pack,
    SyllabusSpec,
    TermSpec,
    ThemeSpec,
    TopicSpec,
    TraitSpec,
)

SHIPPED = Path(__file__).resolve().parent.parent / "content"
FOLDERS = ("methods", "themes", "banks")
SCENARIOS = "banks/scenarios.yaml"


@dataclass(frozen=True, slots=True)
class _Dimensions:
    dimensions: tuple[DimensionSpec, ...]


@dataclass(frozen=True, slots=True)
class _Wordings:
    wordings: Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class _Traits:
    traits: tuple[TraitSpec, ...] = ()


@dataclass(frozen=True, slots=True)
class _Confusions:
    confusions: tuple[ConfusionSpec, ...] = ()


@dataclass(frozen=True, slots=True)
class _Glossary:
    terms: tuple[TermSpec, ...] = ()


@dataclass(frozen=True, slots=True)
class _Syllabuses:
    syllabuses: tuple[SyllabusSpec, ...] = ()


@dataclass(frozen=True, slots=True)
class _Sources:
    sources: Mapping[str, str]


NEEDED: Mapping[str, Any] = {"topic.yaml": TopicSpec, "dimensions.yaml": _Dimensions, "wordings.yaml": _Wordings}
WANTED: Mapping[str, Any] = {
    "traits.yaml": _Traits,
    "confusions.yaml": _Confusions,
    "choosing.yaml": ChoosingSpec,
    "glossary.yaml": _Glossary,
    "syllabus.yaml": _Syllabuses,
    "sources.yaml": _Sources,
}
FILES = (*NEEDED, *WANTED)


def read_pack(folder: Path, *, load: Callable[[IO[str]], object]) -> Pack:
    """`load` turns an open file into dictionaries; what it raises is let through.

    Raises ContentError for anything wrong in the pack.
    """
    paths = [path for name in FILES if (path := folder / name).exists()]
    paths += [path for name in FOLDERS for path in sorted(folder.glob(f"{name}/*.yaml"))]
    documents = {}
    for path in paths:
        with path.open(encoding="utf-8") as file:
            documents[path.relative_to(folder).as_posix()] = load(file)
    return parse_pack(documents)


def parse_pack(documents: Mapping[str, object]) -> Pack:
    """The pack in these files (name to contents). Raises ContentError with every problem found."""
    methods, themes, banks = (_inside(folder, documents) for folder in FOLDERS)
    parts: dict[str, tuple[Any, object]] = {name: (kind, documents.get(name)) for name, kind in NEEDED.items()}
    parts |= {name: (kind, documents[name]) for name, kind in WANTED.items() if name in documents}
    parts |= {name: (MethodSpec, documents[name]) for name in methods}
    parts |= {name: (ThemeSpec, documents[name]) for name in themes}
    parts |= {name: (ScenariosSpec if name == SCENARIOS else BankSpec, documents[name]) for name in banks}
    found, problems = _read_all(parts)
    if problems:
        raise ContentError(problems)
    pack = _pack(found, methods=methods, themes=themes, banks=banks)
    problems = [
        *(_misnamed(name, found[name].slug) for name in (*methods, *themes) if Path(name).stem != found[name].slug),
        *problems_of(pack),
    ]
    if problems:
        raise ContentError(problems)
    return pack


def _inside(folder: str, documents: Iterable[str]) -> list[str]:
    return [name for name in documents if name.startswith(f"{folder}/")]


def _misnamed(name: str, slug: str) -> str:
    return f"{name}: slug: must repeat the file's name, not say {slug}"


def _pack(found: Mapping[str, Any], *, methods: Iterable[str], themes: Iterable[str], banks: Iterable[str]) -> Pack:
    return Pack(
        topic=found["topic.yaml"],
        dimensions=found["dimensions.yaml"].dimensions,
        methods=tuple(sorted((found[name] for name in methods), key=lambda method: (method.slot, method.slug))),
        wordings=found["wordings.yaml"].wordings,
        traits=found["traits.yaml"].traits if "traits.yaml" in found else (),
        confusions=found["confusions.yaml"].confusions if "confusions.yaml" in found else (),
        themes=tuple(sorted((found[name] for name in themes), key=lambda theme: (theme.position, theme.slug))),
        choosing=found.get("choosing.yaml", ChoosingSpec()),
        terms=found["glossary.yaml"].terms if "glossary.yaml" in found else (),
        syllabuses=found["syllabus.yaml"].syllabuses if "syllabus.yaml" in found else (),
        sources=found["sources.yaml"].sources if "sources.yaml" in found else {},
        material=_material(found, banks),
    )


def _material(found: Mapping[str, Any], banks: Iterable[str]) -> Material:
    by_model = {Path(name).stem: found[name] for name in sorted(banks) if name != SCENARIOS}
    return Material(banks=by_model, scenarios=found.get(SCENARIOS, ScenariosSpec()))


def _read_all(parts: Mapping[str, tuple[Any, object]]) -> tuple[dict[str, Any], list[str]]:
    found: dict[str, Any] = {}
    problems: list[str] = []
    for name, (kind, data) in parts.items():
        try:
            found[name] = read(kind, data, Place(name))
        except ContentError as error:
            problems += [f"{name}: the file is missing or empty"] if data is None else error.problems
    return found, problems
