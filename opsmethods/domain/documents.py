"""A pack as the files it is written in: the parser's way back."""

from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from decimal import Decimal
from enum import Enum
from typing import Any

from opsmethods.domain.specs import Pack

Document = dict[str, Any]


def documents_of(pack: Pack) -> dict[str, Document]:
    """File name to contents, in plain lists, tables, texts and numbers. A part without content has no file.

    `parse_pack` makes the same pack of it again.
    """
    lists: dict[str, dict[str, Any]] = {
        "dimensions.yaml": {"dimensions": pack.dimensions},
        "wordings.yaml": {"wordings": pack.wordings},
        "traits.yaml": {"traits": pack.traits},
        "confusions.yaml": {"confusions": pack.confusions},
        "glossary.yaml": {"terms": pack.terms},
        "syllabus.yaml": {"syllabuses": pack.syllabuses},
        "sources.yaml": {"sources": pack.sources},
    }
    found = {"topic.yaml": _plain(pack.topic)}
    found |= {name: _plain(content) for name, content in lists.items() if all(content.values())}
    if choosing := _plain(pack.choosing):
        found["choosing.yaml"] = choosing
    found |= {f"methods/{method.slug}.yaml": _plain(method) for method in pack.methods}
    found |= {f"themes/{theme.slug}.yaml": _plain(theme) for theme in pack.themes}
    found |= {f"banks/{model}.yaml": _plain(bank) for model, bank in pack.material.banks.items()}
    if scenarios := _plain(pack.material.scenarios):
        found["banks/scenarios.yaml"] = scenarios
    return found


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return {item.name: _plain(getattr(value, item.name)) for item in fields(value) if not _left_out(value, item)}
    if isinstance(value, Mapping):
        return {str(name): _plain(item) for name, item in value.items()}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return str(value) if isinstance(value, str) else value


def _left_out(spec: Any, item: Any) -> bool:
    """What a reader would fill in anyway."""
    value = getattr(spec, item.name)
    if item.default is not MISSING:
        return bool(value == item.default)
    return item.default_factory is not MISSING and value == item.default_factory()
