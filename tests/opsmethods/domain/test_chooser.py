from dataclasses import replace

import pytest

from opsmethods.domain.chooser import Condition, Given, conditions_of, given_in, query_of
from tests.opsmethods.choosers import EXAMPLE, rule

# --- Rules ----------------------------------------------------------------------------------------


def test_conditions_are_read_line_by_line():
    assert conditions_of(" volume : few,dozens ,\n\nvariety: one\n") == (
        Condition("volume", frozenset({"few", "dozens"})),
        Condition("variety", frozenset({"one"})),
    )


@pytest.mark.parametrize("when", ["", "\n", "volume few", "volume:", ": few", "volume: ,"])
def test_a_rule_that_cannot_be_read_never_fires(when):
    unfinished = replace(rule("R1", {}, lean=("ant",)), when=conditions_of(when))

    assert unfinished.fires({"volume": "few"}) is False


def test_a_rule_fires_when_each_condition_is_met_by_any_of_its_answers():
    both = rule("R1", {"x": ("a", "b"), "y": ("c",)}, lean=("ant",))

    assert both.fires({"x": "b", "y": "c", "z": "d"})
    assert not both.fires({"x": "b"})
    assert not both.fires({"x": "c", "y": "c"})


# --- Addresses ------------------------------------------------------------------------------------


def test_answers_are_read_from_an_address_and_written_back():
    read = given_in(EXAMPLE, [("budget", ["little"]), ("volume", ["dozen"]), ("variety", [""])])

    assert read == Given({"volume": "dozen", "budget": "little"})
    assert query_of(read) == "volume=dozen&budget=little"


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ([("nothing", ["dozen"])], Given({}, 1)),
        ([("volume", ["nothing"])], Given({}, 1)),
        ([("volume", ["little"])], Given({}, 1)),
        ([("volume", ["dozen", "thousands"])], Given({"volume": "thousands"}, 1)),
        ([("volume", ["dozen", "nothing"])], Given({"volume": "dozen"}, 1)),
        ([("volume", ["", "\0", "\ud800"])], Given({}, 2)),
        ([], Given({}, 0)),
    ],
)
def test_what_is_not_asked_here_is_left_out_and_counted(fields, expected):
    assert given_in(EXAMPLE, fields) == expected
