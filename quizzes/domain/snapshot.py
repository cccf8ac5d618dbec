"""What a student saw, as data that never changes.

The id of a snapshot is the hash of its body, and the body holds the ids of its options. The circle is cut
like this: the body is first written without ids, its key given as text; an option's id is
uuid5(uuid of that hash, option text); the body with ids is then hashed to the id of the snapshot.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any
from uuid import UUID, uuid5

from quizzes.domain.item import Item, Option, Proof


@dataclass(frozen=True, slots=True)
class Snapshot:
    """`body` holds its options in the order of their text, so that one question shown in two orders is
    one snapshot. `option_order` has the ids in the order of the item.
    """

    id: str
    body: dict[str, Any]
    option_order: tuple[str, ...]


def snapshot_of(item: Item) -> Snapshot:
    bare = _body_without_ids(item)
    namespace = UUID(hex=_digest(bare)[:32])
    ids = {option.text: str(uuid5(namespace, option.text)) for option in item.options}
    body = {
        **bare,
        "options": [{"id": ids[option["text"]], **option} for option in bare["options"]],
        "key": ids[item.key.text],
    }
    return Snapshot(id=_digest(body), body=body, option_order=tuple(ids.values()))


def canonical(body: Mapping[str, Any]) -> bytes:
    """The one way to write a body: keys sorted, no spaces, UTF-8."""
    return json.dumps(body, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def _digest(body: Mapping[str, Any]) -> str:
    return sha256(canonical(body)).hexdigest()


def _body_without_ids(item: Item) -> dict[str, Any]:
    return {
        "stem": item.stem,
        "options": [_option(option) for option in sorted(item.options, key=lambda option: option.text)],
        "key": item.key.text,
        "certificate": [_proof(proof) for proof in sorted(item.certificate, key=lambda proof: proof.option)],
    }


def _option(option: Option) -> dict[str, str]:
    return {"text": option.text, "why": option.why, "note": option.note}


def _proof(proof: Proof) -> dict[str, Any]:
    return {
        "option": proof.option,
        "claim": proof.claim,
        "truths": list(proof.truths),
        "correct": proof.correct,
        "strategy": proof.strategy.value,
    }
