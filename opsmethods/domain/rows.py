"""A pack laid out as table rows, each with a natural key, ready to be compared with the database."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, fields
from decimal import Decimal
from hashlib import sha256

from opsmethods.domain.coherence import phrases_of
from opsmethods.domain.material_rows import material_rows
from opsmethods.domain.pack_row import PackRow, Value, key_of
from opsmethods.domain.specs import ChoosingSpec, DimensionSpec, MethodSpec, Pack, StatementSpec, ThemeSpec

TRUTH = "truth"


def fingerprint(values: Mapping[str, Value]) -> str:
    """The same for the same words, however a browser or a database writes line ends and decimals.

    An empty text counts as none, so that a column added since leaves the fingerprints of older rows as they are.
    """
    plain = {name: _plain(value) for name, value in values.items() if value != ""}
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
        yield from _rows_of_method(method)
    yield from _wording_rows(pack, topic)
    yield from _trait_rows(pack, topic)
    yield from _confusion_rows(pack)
    for theme in pack.themes:
        yield from _theme_rows(theme, topic)
    yield from _choosing_rows(pack.choosing, topic)
    yield from _reference_rows(pack, topic)
    yield from material_rows(pack.material, topic)


def _rows_of_method(method: MethodSpec) -> Iterator[PackRow]:
    yield from _example_rows(method)
    yield from _statement_rows(method)
    yield from _phrase_rows(method)
    yield from _contrast_rows(method)
    yield from _cost_rows(method)
    yield from _misconception_rows(method)
    yield from _step_rows(method)


def _wording_rows(pack: Pack, topic: Mapping[str, str]) -> Iterator[PackRow]:
    for model, wordings in pack.wordings.items():
        for code, text in wordings.items():
            values = {"model": model, "code": code, "text": text}
            yield PackRow("wording", key_of("wording", model, code), values, topic)


def _dimension_row(dimension: DimensionSpec, position: int, topic: Mapping[str, str]) -> PackRow:
    values = {item.name: getattr(dimension, item.name) for item in fields(dimension) if item.name != "cells"}
    values |= {"words": "\n".join(dimension.words), "sources": "\n".join(dimension.sources), "position": position}
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
    return {name: getattr(statement, name) for name in ("code", "view", "text", "shared")} | {TRUTH: truth}


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


def _misconception_rows(method: MethodSpec) -> Iterator[PackRow]:
    for position, misconception in enumerate(method.misconceptions, start=1):
        values = asdict(misconception) | {"position": position}
        yield PackRow("misconception", key_of("misconception", method.slug, misconception.code), values, _of(method))


def _step_rows(method: MethodSpec) -> Iterator[PackRow]:
    for position, step in enumerate(method.steps, start=1):
        values = asdict(step) | {"position": position}
        yield PackRow("step", key_of("step", method.slug, step.code), values, _of(method))


# --- What is told about all methods ---------------------------------------------------------------


def _trait_rows(pack: Pack, topic: Mapping[str, str]) -> Iterator[PackRow]:
    for position, trait in enumerate(pack.traits, start=1):
        values = {"code": trait.code, "label": trait.label, "question": trait.question, "note": trait.note}
        key = key_of("trait", trait.code)
        yield PackRow("trait", key, values | {"position": position}, topic)
        for slug, text in trait.cells.items():
            parents = {"method": key_of("method", slug), "trait": key}
            yield PackRow("traitcell", key_of("traitcell", slug, trait.code), {"text": text}, parents)


def _confusion_rows(pack: Pack) -> Iterator[PackRow]:
    for position, confusion in enumerate(pack.confusions, start=1):
        first, second = confusion.between
        values = {name: getattr(confusion, name) for name in ("shared", "why", "tell")}
        values |= {"dimensions": "\n".join(confusion.dimensions), "position": position}
        parents = {"first": key_of("method", first), "second": key_of("method", second)}
        yield PackRow("confusion", key_of("confusion", first, second), values, parents)


def _theme_rows(theme: ThemeSpec, topic: Mapping[str, str]) -> Iterator[PackRow]:
    values = {name: getattr(theme, name) for name in ("slug", "title", "headline", "lede", "position", "with_changes")}
    own = key_of("theme", theme.slug)
    yield PackRow("theme", own, values, topic)
    for position, section in enumerate(theme.sections, start=1):
        values = {name: getattr(section, name) for name in ("code", "heading", "body", "caution")}
        values |= {"sources": "\n".join(section.sources), "position": position}
        key = key_of("section", theme.slug, section.code)
        yield PackRow("section", key, values, {"theme": own})
        for slug, text in section.methods.items():
            parents = {"section": key, "method": key_of("method", slug)}
            yield PackRow("sectionnote", key_of("sectionnote", theme.slug, section.code, slug), {"text": text}, parents)


def _choosing_rows(choosing: ChoosingSpec, topic: Mapping[str, str]) -> Iterator[PackRow]:
    yield from _factor_rows(choosing, topic)
    yield from _question_rows(choosing, topic)
    for position, rule in enumerate(choosing.rules, start=1):
        values = {name: getattr(rule, name) for name in ("code", "condition", "because", "unless")}
        values |= {
            "when": "\n".join(f"{question}: {', '.join(answers)}" for question, answers in rule.when.items()),
            "lean": "\n".join(rule.lean),
            "against": "\n".join(rule.against),
            "position": position,
        }
        yield PackRow("decisionrule", key_of("decisionrule", rule.code), values, topic)
    for position, change in enumerate(choosing.changes, start=1):
        values = {name: getattr(change, name) for name in ("code", "business", "people", "benefits")}
        ends = {name: slug for name in ("old", "new") if (slug := getattr(change, name))}
        parents = {name: key_of("method", slug) for name, slug in ends.items()}
        yield PackRow("change", key_of("change", change.code), values | {"position": position}, {**topic, **parents})


def _factor_rows(choosing: ChoosingSpec, topic: Mapping[str, str]) -> Iterator[PackRow]:
    for position, factor in enumerate(choosing.factors, start=1):
        key = key_of("factor", factor.code)
        values = {"code": factor.code, "title": factor.title, "position": position}
        yield PackRow("factor", key, values, topic)
        for slug, text in factor.points.items():
            parents = {"factor": key, "method": key_of("method", slug)}
            yield PackRow("factorpoint", key_of("factorpoint", factor.code, slug), {"text": text}, parents)


def _question_rows(choosing: ChoosingSpec, topic: Mapping[str, str]) -> Iterator[PackRow]:
    for position, question in enumerate(choosing.questions, start=1):
        own = key_of("question", question.code)
        values = {"code": question.code, "label": question.label, "position": position}
        yield PackRow("question", own, values, topic)
        for place, answer in enumerate(question.answers, start=1):
            key = key_of("answer", question.code, answer.code)
            values = {"code": answer.code, "text": answer.text, "position": place}
            yield PackRow("answer", key, values, {"question": own})
            for slug, score in answer.fits.items():
                parents = {"answer": key, "method": key_of("method", slug)}
                fit = key_of("answerfit", question.code, answer.code, slug)
                yield PackRow("answerfit", fit, {"score": score}, parents)


def _reference_rows(pack: Pack, topic: Mapping[str, str]) -> Iterator[PackRow]:
    for term in pack.terms:
        values = {"slug": term.slug, "term": term.term, "definition": term.definition}
        values |= {name: "\n".join(getattr(term, name)) for name in ("also", "circular", "confused")}
        yield PackRow("term", key_of("term", term.slug), values, topic)
    for syllabus in pack.syllabuses:
        values = {name: getattr(syllabus, name) for name in ("board", "level", "name", "note")}
        values |= {"core": "\n".join(syllabus.core), "beyond": "\n".join(syllabus.beyond)}
        yield PackRow("syllabus", key_of("syllabus", syllabus.board, syllabus.level), values, topic)
    for code, text in pack.sources.items():
        yield PackRow("source", key_of("source", code), {"code": code, "text": text}, topic)
