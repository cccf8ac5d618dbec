"""A pack laid out as table rows, each with a natural key, ready to be compared with the database."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field, fields
from decimal import Decimal
from hashlib import sha256

from opsmethods.domain.content import DimensionSpec, MethodSpec, Pack, StatementSpec, phrases_of

Value = object
TRUTH = "truth"


@dataclass(frozen=True, slots=True)
class PackRow:
    """One row. `key` is unique in its topic; `parents` gives the key of the row each foreign key points at.

    `values` are columns, except for a statement's `truth`, whose rows belong to the statement.
    """

    table: str
    key: str
    values: Mapping[str, Value]
    parents: Mapping[str, str] = field(default_factory=dict)


def key_of(table: str, *names: str) -> str:
    return f"{table} {'/'.join(names)}"


def fingerprint(values: Mapping[str, Value]) -> str:
    """The same for the same words, however a browser or a database writes line ends and decimals."""
    plain = {name: _plain(value) for name, value in values.items()}
    return sha256(json.dumps(plain, sort_keys=True).encode()).hexdigest()


def _plain(value: Value) -> Value:
    if isinstance(value, str):
        return value.replace("\r\n", "\n")
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return value


def rows_of(pack: Pack) -> Iterator[PackRow]:
    """Every row of the pack, parents first."""
    yield PackRow("topic", key_of("topic", pack.topic.slug), asdict(pack.topic))
    topic = {"topic": key_of("topic", pack.topic.slug)}
    for position, dimension in enumerate(pack.dimensions, start=1):
        yield _dimension_row(dimension, position, topic)
    for method in pack.methods:
        yield _method_row(method, topic)
    for dimension in pack.dimensions:
        yield from _cell_rows(dimension)
    for method in pack.methods:
        yield from _example_rows(method)
        yield from _statement_rows(method)
        yield from _phrase_rows(method)
        yield from _contrast_rows(method)
        yield from _cost_rows(method)
    for model, wordings in pack.wordings.items():
        for code, text in wordings.items():
            yield PackRow(
                "wording", key_of("wording", model, code), {"model": model, "code": code, "text": text}, topic
            )


def _dimension_row(dimension: DimensionSpec, position: int, topic: Mapping[str, str]) -> PackRow:
    values = {item.name: getattr(dimension, item.name) for item in fields(dimension) if item.name != "cells"}
    values |= {"words": "\n".join(dimension.words), "position": position}
    return PackRow("dimension", key_of("dimension", dimension.code), values, topic)


METHOD_COLUMNS = ("slug", "name", "slot", "tagline", "recap", "definition", "idea", "process")


def _method_row(method: MethodSpec, topic: Mapping[str, str]) -> PackRow:
    values = {name: getattr(method, name) for name in METHOD_COLUMNS} | {"leaks": "\n".join(method.leaks)}
    return PackRow("method", key_of("method", method.slug), values, topic)


def _cell_rows(dimension: DimensionSpec) -> Iterator[PackRow]:
    for slug, cell in dimension.cells.items():
        parents = {"method": key_of("method", slug), "dimension": key_of("dimension", dimension.code)}
        yield PackRow("cell", key_of("cell", slug, dimension.code), asdict(cell), parents)


def _example_rows(method: MethodSpec) -> Iterator[PackRow]:
    for position, example in enumerate(method.examples, start=1):
        values = asdict(example) | {"position": position}
        yield PackRow("example", key_of("example", method.slug, example.code), values, _of(method))


def _statement_rows(method: MethodSpec) -> Iterator[PackRow]:
    for kind, statements in (("advantage", method.advantages), ("disadvantage", method.disadvantages)):
        for position, statement in enumerate(statements, start=1):
            values = _statement_values(statement) | {"kind": kind, "position": position}
            yield PackRow("statement", key_of("statement", method.slug, statement.code), values, _of(method))


def _statement_values(statement: StatementSpec) -> dict[str, Value]:
    truth = {slug: value.value for slug, value in statement.truth.items()}
    return {"code": statement.code, "view": statement.view, "text": statement.text, TRUTH: truth}


def _phrase_rows(method: MethodSpec) -> Iterator[PackRow]:
    for kind, phrases in phrases_of(method):
        for code, text in phrases.items():
            values = {"code": code, "kind": kind, "text": text}
            yield PackRow("phrase", key_of("phrase", method.slug, code), values, _of(method))


def _contrast_rows(method: MethodSpec) -> Iterator[PackRow]:
    for wrong, text in method.contrasts.items():
        parents = {"right": key_of("method", method.slug), "wrong": key_of("method", wrong)}
        yield PackRow("contrast", key_of("contrast", method.slug, wrong), {"text": text}, parents)


def _cost_rows(method: MethodSpec) -> Iterator[PackRow]:
    if method.costs is not None:
        costs = asdict(method.costs)
        values = {f"{what}_{bound}": number for what, bounds in costs.items() for bound, number in bounds.items()}
        yield PackRow("costscale", key_of("costscale", method.slug), values, _of(method))


def _of(method: MethodSpec) -> dict[str, str]:
    return {"method": key_of("method", method.slug)}
