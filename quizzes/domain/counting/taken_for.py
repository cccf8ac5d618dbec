"""Which method each option of a question takes the method under test for, read off its snapshot alone."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from quizzes.domain.item import Strategy

# What choosing an option claims, as item models write it, with the method that the claim is about.
OF_WHOM = (
    re.compile(r"^\S+ (?:is of|holds for|defines) (?P<method>\S+)$"),
    re.compile(r" call for (?P<method>[^\s:]+)"),
    re.compile(r"^\S+: (?P<method>\S+) [\d-]+ (?:most|least) of "),
    re.compile(r"^(?P<method>\S+) is cheaper by"),
)
COMMON = re.compile(r":? (?:with|is|holds|defines|speaks|call|rises)\b|: ")


@dataclass(frozen=True, slots=True)
class Meaning:
    """What choosing an option says, whatever its words.

    `taken_for` is the method whose value it gives, "" where it is nobody's or that of the method under test;
    `strategy` where a wrong option comes from, "" for the key; `code` what it has in common with options of other
    questions: the method taken for, else the part of its claim that names no numbers.
    """

    taken_for: str
    strategy: Strategy
    code: str


def meanings_of(body: Mapping[str, Any], *, method: str, methods: Collection[str]) -> dict[str, Meaning]:
    """By the id of each option of a snapshot's body. `methods` are the slugs of its topic, `method` is under test.

    Asked for batch, "F11 is of batch" with its note at flow#examples takes batch for flow; so does "x is of flow".
    A claim about the method under test that is not about a thing of another method takes it for nobody.
    """
    proofs = {proof["option"]: proof for proof in body["certificate"]}
    return {
        option["id"]: _meaning(proofs[option["text"]], note=option["note"], method=method, methods=methods)
        for option in body["options"]
    }


def _meaning(proof: Mapping[str, Any], *, note: str, method: str, methods: Collection[str]) -> Meaning:
    claim = proof["claim"]
    taken_for = "" if proof["correct"] else _taken_for(claim, note=note, method=method, methods=methods)
    return Meaning(
        taken_for=taken_for,
        strategy=Strategy(proof["strategy"]),
        code=taken_for or COMMON.split(claim, maxsplit=1)[0],
    )


def _taken_for(claim: str, *, note: str, method: str, methods: Collection[str]) -> str:
    found = next((match for match in (form.search(claim) for form in OF_WHOM) if match), None)
    if found is None or method not in methods:
        return ""
    named = found["method"]
    if named == method and found.re is OF_WHOM[0]:
        # Something is said to be of the method under test: its note says whose it is.
        named = note.partition("#")[0]
    return named if named in methods and named != method else ""
