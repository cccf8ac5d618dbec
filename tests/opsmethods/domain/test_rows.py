from collections import Counter
from decimal import Decimal

from opsmethods.domain.rows import fingerprint, rows_of
from tests.opsmethods.packs import documents, load


def test_a_pack_is_laid_out_whole():
    found = documents("operations-methods")
    methods = [data for name, data in found.items() if name.startswith("methods/")]
    dimensions = found["dimensions.yaml"]["dimensions"]

    assert Counter(row.table for row in rows_of(load("operations-methods"))) == {
        "topic": 1,
        "dimension": len(dimensions),
        "method": len(methods),
        "cell": sum(len(dimension["cells"]) for dimension in dimensions),
        "example": sum(len(method["examples"]) for method in methods),
        "statement": sum(len(method["advantages"] + method["disadvantages"]) for method in methods),
        "phrase": sum(len(phrases) for method in methods for phrases in method["phrases"].values()),
        "contrast": sum(len(method["contrasts"]) for method in methods),
        "costscale": sum("costs" in method for method in methods),
        "wording": sum(len(wordings) for wordings in found["wordings.yaml"]["wordings"].values()),
    }


def test_keys_are_unique_and_parents_come_first(any_pack):
    seen = []
    for row in rows_of(any_pack):
        assert set(row.parents.values()) <= set(seen)
        seen.append(row.key)

    assert len(seen) == len(set(seen))


def test_a_fingerprint_is_of_the_words_not_of_their_form():
    one = {"text": "a\nb", "cost": Decimal("0.50"), "truth": {"x": "T", "y": "F"}}
    same = {"truth": {"y": "F", "x": "T"}, "text": "a\r\nb", "cost": Decimal("0.5")}

    assert fingerprint(one) == fingerprint(same)
    assert fingerprint(one) != fingerprint(one | {"text": "a b"})


def test_a_column_that_came_later_and_is_empty_leaves_a_fingerprint_as_it_was():
    old = {"title": "A"}

    assert fingerprint(old | {"later": ""}) == fingerprint(old)
    assert fingerprint(old | {"later": "x"}) != fingerprint(old)
