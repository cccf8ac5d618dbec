from dataclasses import replace

import pytest

from quizzes.domain.guards import GUARDS, refusals
from quizzes.domain.item import Strategy
from tests.quizzes.domain.facts import four_methods
from tests.quizzes.domain.items import ARGUABLE, FALSE, TRUE, item_of, proven

FACTS = four_methods()
NAMES = ("Job way", "Batch way", "Flow way")
RELATIONS = ("higher cost", "lower skill", "less freedom")


def amounts(*texts, key=0, stem="Fixed costs are $500, output is 100: what is the unit cost?"):
    return item_of(*texts, key=key, strategy=Strategy.SLIP, stem=stem)


def without_strategy(item):
    return replace(item, certificate=tuple(replace(proof, strategy=Strategy.NONE) for proof in item.certificate))


def with_why(item, why):
    """As it would be had the item not refused it itself."""
    copy = replace(item)
    object.__setattr__(copy, "options", (replace(item.options[0], why=why), *item.options[1:]))
    return copy


GOOD = {
    "names": item_of(*NAMES),
    "relations": item_of(*RELATIONS, strategy=Strategy.REVERSED, model="IM06"),
    "amounts": amounts("$5.00", "$50.00", "$60.00"),
    "two methods": item_of("Job way", "Batch way"),
    "named method in the stem": item_of(*NAMES, model="IM05", stem="Among job way and batch way, which is slowest?"),
    "absolute words in all": item_of("all cost", "all skill", "all freedom"),
    "long options of like length": item_of("one two three four five", "six seven eight nine ten", "a b c d e f"),
}
BAD = {
    "G01": [
        proven(item_of(*NAMES), TRUE, TRUE, FALSE),
        proven(item_of(*NAMES), TRUE, ARGUABLE, FALSE),
    ],
    "G02": [
        proven(item_of(*NAMES), FALSE, FALSE, FALSE),
        proven(item_of(*NAMES), ARGUABLE, FALSE, FALSE),
        proven(item_of(*NAMES), FALSE, TRUE, FALSE),
    ],
    "G03": [item_of("more of the work by machine", "more of the work by a machine", "fewer people in all")],
    "G04": [
        item_of("one two three four five six seven eight nine", "one two three six", "four five six seven"),
        item_of("one two", "three four five six seven eight", "nine ten eleven twelve thirteen fourteen"),
    ],
    "G06": [item_of("faster machines", "lower skill", stem="Where the machinery is new, which would you expect?")],
    "G07": [item_of(*NAMES, stem="A jobbing shop makes one thing: which method is it?")],
    "G08": [item_of("all the cost", "lower skill", "less freedom"), item_of("never idle", "lower skill")],
    "G12": [
        item_of("higher cost", "lower skill", "all of the above"),
        item_of("higher cost", "lower skill", "both A and B"),
        item_of("higher cost", "lower skill", "1 and 2 only"),
    ],
    "G16": [
        without_strategy(item_of(*NAMES)),
        item_of(*NAMES, strategy=Strategy.SLIP),
    ],
    "G17": [amounts("$5.00", "$60.00", "$50.00")],
    "G18": [
        amounts("$50.00", "$52.00", "$60.00"),
        item_of("$5.00", "$500.00", stem="Fixed costs are $500 and output is 100: what is the unit cost?"),
    ],
    "G21": [
        item_of(*NAMES, stem="A firm makes one thing at a time."),
        item_of(*NAMES, stem="Which method is it?"),
    ],
    "G35": [with_why(item_of(*NAMES), "word " * 61), with_why(item_of(*NAMES), "")],
}


@pytest.mark.parametrize("item", GOOD.values(), ids=GOOD)
def test_good_item_passes_every_guard(item):
    assert refusals(item, FACTS) == ()


@pytest.mark.parametrize(("code", "item"), [(code, item) for code, items in BAD.items() for item in items])
def test_flawed_item_fails_its_guard(code, item):
    assert code in {refusal.partition(":")[0] for refusal in refusals(item, FACTS)}


def test_every_guard_has_a_failing_fixture():
    assert {guard.code for guard in GUARDS} == set(BAD)


def test_refusal_is_said_in_words():
    item = item_of(*NAMES, stem="A firm makes one thing at a time.")

    assert refusals(item, FACTS) == ("G21: the stem does not ask a question by itself",)


def test_stems_that_name_a_method_are_not_searched_for_leaks():
    item = item_of(*NAMES, model="IM05", stem="Among job way, batch way and flow way, which is slowest?")

    assert refusals(item, FACTS) == ()


def test_leak_of_a_wrong_option_counts_too():
    item = item_of(*NAMES, stem="Things flow along from place to place: which method?")

    assert refusals(item, FACTS) == ("G07: a word in the stem gives a method away",)
