"""Which questions rest on a row of the notes.

A question that was asked is a snapshot and does not change. It rests on a row if it quotes one of the row's texts, or
was proved from it: a cell if the proof of an option names its method on its dimension, a dimension if it is about it, a
method if it is about it, offers its name or names it in a proof, a wording if its stem was made from it.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from opsmethods.domain.impact import ContentRow

PLACEHOLDER = re.compile(r"\\{\w+\\}")
PLAIN = re.compile(r"[ !#-\[\]-~]+")


@dataclass(frozen=True, slots=True)
class Asked:
    """A snapshot as far as this looks at it."""

    method: str
    dimension: str
    body: Mapping[str, Any]


def may_be_asked(row: ContentRow) -> bool:
    """False for a row that no question quotes or is proved from, whatever was asked."""
    return row.table in {"topic", "cell", "dimension", "method"} or any(row.texts)


def narrowing(row: ContentRow) -> dict[str, str]:
    """What the columns of every snapshot say that rests on the row."""
    return {"dimension": row.names[1]} if row.table == "cell" else {}


def fragment(text: str) -> str:
    """The longest part of a text that JSON writes as it is, whoever writes it: without quotes and what is not ASCII."""
    return max(PLAIN.findall(text), key=len, default="")


def rests_on(asked: Asked, row: ContentRow) -> bool:
    if row.table == "topic":
        return True
    if row.table == "wording":
        return any(_made_from(text, asked.body["stem"]) for text in row.texts)
    if row.table == "cell":
        method, dimension = row.names
        return asked.dimension == dimension and (asked.method == method or _is_in_proofs(method, asked))
    if row.table == "dimension" and asked.dimension == row.names[0]:
        return True
    if row.table == "method" and (asked.method == row.names[0] or _is_in_proofs(row.names[0], asked)):
        return True
    said = "\n".join(_texts(asked.body))
    return any(text in said for text in row.texts if text)


def _made_from(wording: str, stem: str) -> bool:
    return re.fullmatch(PLACEHOLDER.sub(".+", re.escape(wording)), stem, re.DOTALL) is not None


def _is_in_proofs(slug: str, asked: Asked) -> bool:
    name = re.compile(rf"(?<![\w-]){re.escape(slug)}(?![\w-])")
    return any(name.search(proof["claim"]) for proof in asked.body["certificate"])


def _texts(body: Mapping[str, Any]) -> Iterator[str]:
    yield body["stem"]
    for option in body["options"]:
        yield option["text"]
        yield option["why"]
