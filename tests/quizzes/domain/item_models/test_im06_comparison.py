"""Every pair in the shipped notes, against the table of safe relations in the content matrix."""

from collections import Counter
from itertools import combinations

from quizzes.domain.item import Option, Proof, Strategy
from quizzes.domain.item_models import ITEM_MODELS
from quizzes.domain.item_models.im06_comparison import comparisons
from tests.quizzes.domain.facts import four_methods, made_cells, shipped_facts, three_strategies

METHODS = ("job", "batch", "flow", "mass-customisation")
# First method safely higher, safely lower, or ranges touch; pairs in the order of combinations(METHODS, 2).
RELATIONS = {
    "VOL": "<<<<<~",
    "CUS": ">>~><<",
    "OPEN": ">>>~<<",
    "VAR": ">>~><<",
    "UC": ">>>>~~",
    "FC": "<<<<<~",
    "SKL": ">>>>~<",
    "AUT": "<<<<<~",
    "FLX": ">>>>~<",
    "CHG": "~~~>>~",
    "SWI": "<<<<~>",
    "LT": ">>>>~<",
    "CON": "~<<<~~",
    "FIT": ">>>~<<",
    "MOT": ">>>~~<",
    "RAW": "<~<~~~",
    "WIP": "<~~>>~",
    "FIN": "<<~~>>",
    "PRC": ">>>~~<",
    "MAR": ">>~~~<",
    "EOS": "<<<<~>",
    "PRO": "<<<<<~",
    "DEC": "~<<~~>",
    "STP": "<<<<~~",
    "INF": "~~<~<<",
    "INV": ">>>~<<",
    "UNS": "<<~~>>",
}
EXPECTED = {
    (one, two, code): relation
    for code, relations in RELATIONS.items()
    for (one, two), relation in zip(combinations(METHODS, 2), relations, strict=True)
    if relation != "~"
}


def candidates(facts):
    return list(ITEM_MODELS["IM06"].candidates(facts))


def test_every_safe_pair_is_asked_both_ways_and_no_other():
    found = Counter((one.method.slug, one.other.slug, one.dimension.code) for one in comparisons(shipped_facts()))

    both_ways = [*EXPECTED, *((two, one, code) for one, two, code in EXPECTED)]
    assert found == Counter(both_ways)


def test_key_is_the_relation_of_the_table():
    facts = shipped_facts()
    words = {dimension.code: {">": dimension.more, "<": dimension.less} for dimension in facts.dimensions}

    for candidate in candidates(facts):
        item = candidate.build(seed=1, position=0)
        method, other, code = candidate.ask.parts
        relation = EXPECTED.get((method, other, code)) or "<>".replace(EXPECTED.get((other, method, code), ""), "")
        assert item.key.text == words[code][relation]


def test_options_are_false_but_one_and_reverse_the_key_only_if_they_must():
    facts = shipped_facts()
    pairs = [{dimension.more, dimension.less} for dimension in facts.dimensions]

    for candidate in candidates(facts):
        for seed in range(5):
            item = candidate.build(seed=seed, position=seed % candidate.option_count)
            texts = {option.text for option in item.options}
            assert [proof.truths for proof in item.certificate if proof.correct] == [(True, True)]
            assert {proof.truths for proof in item.certificate if not proof.correct} == {(False, False)}
            assert {proof.strategy for proof in item.certificate if not proof.correct} == {Strategy.REVERSED}
            assert not any(pair <= texts for pair in pairs)


def test_reverse_of_the_key_stands_in_where_dimensions_run_out():
    levels = {"PRI": {"skim": (3, 3, 3), "enter": (1, 1, 1)}, "TIM": {"skim": (1, 1, 1), "enter": (2, 2, 2)}}
    facts = three_strategies(cells=made_cells(levels))
    candidate = next(one for one in candidates(facts) if one.ask.parts == ("skim", "enter", "PRI"))

    item = candidate.build(seed=1, position=1)

    assert candidate.option_count == 3
    assert item.options[1].text == "higher pri"
    assert {option.text for option in item.options} == {"higher pri", "lower pri", "higher tim"}


def test_pair_told_apart_by_one_dimension_is_not_asked():
    facts = three_strategies(cells=made_cells({"PRI": {"skim": (3, 3, 3), "enter": (1, 1, 1)}}))

    assert candidates(facts) == []
    assert ITEM_MODELS["IM06"].obstacle(facts) == (
        "Two methods compared: the notes need two methods whose ranges do not overlap on at least two dimensions."
    )


def test_item_explains_each_relation_from_both_cells():
    levels = {"PRI": {"skim": (3, 3, 3), "enter": (1, 1, 1)}, "TIM": {"skim": (1, 1, 1), "enter": (2, 2, 2)}}
    candidate = next(iter(candidates(three_strategies(cells=made_cells(levels)))))

    item = candidate.build(seed=1, position=0)

    assert item.stem == "Compared with enter way, skim way usually has:"
    assert (item.signature, item.method, item.methods, item.dimension) == (
        "IM06:skim:enter:PRI",
        "skim",
        ("skim", "enter"),
        "PRI",
    )
    assert item.options[0] == Option(
        "higher pri",
        True,
        "Skim way usually has higher pri. Skim way: Here PRI is 3. Enter way: Here PRI is 1.",
        "skim#pri",
    )
    assert sorted(item.certificate[1:], key=lambda proof: proof.option) == [
        Proof("higher tim", "TIM: skim 1-1 most of enter 2-2", (False, False), False, Strategy.REVERSED),
        Proof("lower pri", "PRI: skim 3-3 least of enter 1-1", (False, False), False, Strategy.REVERSED),
    ]


def test_wide_gap_makes_it_easier():
    difficulty = {one.ask.signature: one.build(seed=1, position=0).difficulty for one in candidates(four_methods())}

    assert difficulty["IM06:flow:job:UC"] == 2
    assert difficulty["IM06:batch:job:UC"] == 3


def test_both_ways_of_a_pair_use_up_the_same_fact():
    uses = {one.ask.signature: one.uses for one in candidates(four_methods())}

    assert uses["IM06:flow:job:UC"] == uses["IM06:job:flow:UC"]
    assert uses["IM06:flow:job:UC"].isdisjoint(uses["IM06:flow:job:VOL"])
