"""Every instance in the shipped notes, against a rule written again from the pack alone."""

from itertools import combinations

from opsmethods.domain.content import SHIPPED
from opsmethods.exports.yaml_text import load_yaml
from quizzes.domain.item import Option, Proof, Strategy
from quizzes.domain.item_models import ITEM_MODELS
from tests.quizzes.domain.facts import four_methods, shipped_facts, three_strategies

DIMENSIONS = load_yaml((SHIPPED / "operations-methods/dimensions.yaml").read_text())["dimensions"]


def _expected() -> set[tuple[str, str, int]]:
    """(signature, key, number of options) wherever one method's range clears all others'."""
    return {
        (f"IM05:{dimension['code']}:{direction}:{','.join(sorted(among))}", key, size)
        for dimension in DIMENSIONS
        for size in (3, 4)
        for among in combinations(dimension["cells"], size)
        for direction in ("most", "least")
        for key in among
        if all(_clears(dimension["cells"][key], dimension["cells"][one], direction) for one in among if one != key)
    }


def _clears(cell, other, direction) -> bool:
    return cell["low"] > other["high"] if direction == "most" else cell["high"] < other["low"]


def test_every_safe_instance_and_no_other_is_asked():
    candidates = [
        (c.ask.signature, c.ask.method, c.option_count) for c in ITEM_MODELS["IM05"].candidates(shipped_facts())
    ]

    assert len(candidates) == len(set(candidates))
    assert set(candidates) == _expected()


def test_answers_over_all_four_are_those_of_the_matrix():
    """As the content matrix lists them: the method that is safely the top or the bottom of all four."""
    keys = {
        c.ask.signature.removesuffix(":batch,flow,job,mass-customisation"): c.ask.method
        for c in ITEM_MODELS["IM05"].candidates(shipped_facts())
        if c.option_count == 4
    }

    assert keys == {
        "IM05:VOL:least": "job",
        "IM05:CUS:least": "flow",
        "IM05:OPEN:most": "job",
        "IM05:VAR:least": "flow",
        "IM05:UC:most": "job",
        "IM05:FC:least": "job",
        "IM05:SKL:most": "job",
        "IM05:SKL:least": "flow",
        "IM05:AUT:least": "job",
        "IM05:FLX:most": "job",
        "IM05:FLX:least": "flow",
        "IM05:SWI:most": "flow",
        "IM05:SWI:least": "job",
        "IM05:LT:most": "job",
        "IM05:LT:least": "flow",
        "IM05:FIT:most": "job",
        "IM05:MOT:most": "job",
        "IM05:WIP:most": "batch",
        "IM05:PRC:most": "job",
        "IM05:EOS:most": "flow",
        "IM05:EOS:least": "job",
        "IM05:PRO:least": "job",
        "IM05:STP:least": "job",
        "IM05:INF:most": "mass-customisation",
        "IM05:INV:most": "job",
    }


def test_item_proves_its_key_from_the_ranges():
    facts = three_strategies(wordings=four_methods().wordings[3:4])
    candidate = next(ITEM_MODELS["IM05"].candidates(facts))

    item = candidate.build(seed=1, position=2)

    assert item.signature == "IM05:PRI:most:enter,plus,skim"
    assert item.stem == "Among skim way, enter way and plus way, which usually has the highest pri?"
    assert (item.method, item.dimension, item.methods) == ("skim", "PRI", ("skim", "enter", "plus"))
    assert (item.ao, item.bloom, item.difficulty) == ("AO1", "remember", 2)
    assert item.options[2] == Option("Skim way", True, "Skim way has the highest pri. Here PRI is 3.", "skim#pri")
    assert item.certificate[2] == Proof(
        "Skim way", "PRI: skim 3-3 most of enter 1-1, plus 2-2", (True, True), correct=True
    )
    assert sorted(item.options[:2], key=lambda option: option.text) == [
        Option("Enter way", False, "Enter way: Here PRI is 1. Skim way has the highest pri.", "enter#pri"),
        Option("Plus way", False, "Plus way: Here PRI is 2. Skim way has the highest pri.", "plus#pri"),
    ]


def test_wrong_option_is_near_where_ranges_touch_somewhere():
    item = next(ITEM_MODELS["IM05"].candidates(three_strategies())).build(seed=1, position=0)

    assert {proof.option: proof.strategy for proof in item.certificate} == {
        "Skim way": Strategy.NONE,
        "Plus way": Strategy.NEAR,
        "Enter way": Strategy.OTHER,
    }


def test_wide_gap_makes_it_easier():
    difficulty = {
        candidate.ask.signature: candidate.build(seed=1, position=0).difficulty
        for candidate in ITEM_MODELS["IM05"].candidates(four_methods())
    }

    assert difficulty["IM05:VOL:least:blend,flow,job"] == 1
    assert difficulty["IM05:VOL:least:batch,flow,job"] == 2


def test_two_methods_are_too_few():
    facts = four_methods(methods=four_methods().methods[:2])

    assert ITEM_MODELS["IM05"].obstacle(facts) == (
        "The most or the least: the notes need three methods that one of them leads on some dimension, "
        "with no overlap of ranges."
    )


def test_method_without_a_cell_is_not_compared():
    cells = {place: cell for place, cell in four_methods().cells.items() if place != ("flow", "VOL")}

    signatures = {c.ask.signature for c in ITEM_MODELS["IM05"].candidates(four_methods(cells=cells))}

    assert {signature for signature in signatures if signature.startswith("IM05:VOL")} == {
        "IM05:VOL:most:batch,blend,job",
        "IM05:VOL:least:batch,blend,job",
    }
