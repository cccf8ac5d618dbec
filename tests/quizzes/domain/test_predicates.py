import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.domain.predicates import (
    CERTAIN,
    IMPOSSIBLE,
    Direction,
    beyond,
    extreme,
    gap,
    is_near,
    is_placed,
    is_wide,
    leads,
    only,
    sep,
)
from tests.quizzes.domain.facts import four_methods, made_cells, made_dimension, three_strategies

ARGUABLE = (False, True)
FACTS = four_methods()


@pytest.mark.parametrize(
    ("method", "other", "most", "least"),
    [
        ("job", "batch", CERTAIN, IMPOSSIBLE),
        ("batch", "job", IMPOSSIBLE, CERTAIN),
        ("batch", "blend", ARGUABLE, IMPOSSIBLE),
        ("flow", "blend", IMPOSSIBLE, ARGUABLE),
    ],
)
def test_beyond_answers_at_both_ends_of_the_ranges(method, other, most, least):
    assert beyond(FACTS, method, other, dimension="UC", direction=Direction.MOST) == most
    assert beyond(FACTS, method, other, dimension="UC", direction=Direction.LEAST) == least


def test_extreme_is_beyond_every_other():
    among = ("job", "batch", "blend")

    assert extreme(FACTS, "job", among, dimension="UC", direction=Direction.MOST) == CERTAIN
    assert extreme(FACTS, "blend", among, dimension="UC", direction=Direction.LEAST) == ARGUABLE
    assert extreme(FACTS, "batch", among, dimension="UC", direction=Direction.LEAST) == IMPOSSIBLE


@pytest.mark.parametrize(
    ("dimension", "direction", "leaders"),
    [
        ("SKL", Direction.MOST, ["job"]),
        ("SKL", Direction.LEAST, ["flow"]),
        ("CUS", Direction.MOST, []),
        ("CUS", Direction.LEAST, ["flow"]),
    ],
)
def test_leader_has_a_range_that_touches_no_other(dimension, direction, leaders):
    methods = ("job", "batch", "flow", "blend")

    assert [
        slug for slug in methods if leads(FACTS, slug, methods, dimension=dimension, direction=direction)
    ] == leaders


def test_sep_says_whether_ranges_touch():
    assert sep(FACTS, "job", "batch", dimension="UC")
    assert sep(FACTS, "batch", "job", dimension="UC")
    assert not sep(FACTS, "batch", "blend", dimension="UC")


@pytest.mark.parametrize(
    ("truths", "place"),
    [
        ([IMPOSSIBLE, CERTAIN, IMPOSSIBLE], 1),
        ([IMPOSSIBLE, CERTAIN, ARGUABLE], None),
        ([CERTAIN, CERTAIN], None),
        ([ARGUABLE, IMPOSSIBLE], None),
        ([IMPOSSIBLE, IMPOSSIBLE], None),
        ([], None),
    ],
)
def test_only_finds_the_one_option_right_under_every_value(truths, place):
    assert only(truths) == place


@given(st.data())
def test_certain_and_impossible_hold_for_every_value_inside_the_ranges(data):
    spans = [sorted(data.draw(st.tuples(st.integers(-4, 4), st.integers(-4, 4)))) for _ in range(2)]
    row = {slug: (low, low, high) for slug, (low, high) in zip(("job", "batch"), spans, strict=True)}
    facts = four_methods(cells=made_cells({"UC": row}))
    values = [range(low, high + 1) for low, high in spans]
    outcomes = {one > two for one in values[0] for two in values[1]}

    answer = beyond(facts, "job", "batch", dimension="UC", direction=Direction.MOST)

    assert answer == (outcomes == {True}, True in outcomes)


def test_gap_counts_steps_between_ranges():
    assert gap(FACTS, "job", "flow", dimension="UC") == 4
    assert gap(FACTS, "flow", "job", dimension="UC") == 4
    assert gap(FACTS, "batch", "blend", dimension="UC") == 0


@pytest.mark.parametrize(("scale", "steps", "wide"), [((1, 5), 3, True), ((1, 5), 2, False), ((1, 3), 2, True)])
def test_wide_is_three_quarters_of_any_scale(scale, steps, wide):
    assert is_wide(steps, made_dimension("UC", scale)) == wide


def test_near_methods_share_a_level_somewhere():
    assert is_near(FACTS, "job", "blend")
    assert not is_near(FACTS, "job", "flow")
    assert not is_near(three_strategies(), "skim", "enter")


def test_placed_means_every_method_has_its_cell():
    assert is_placed(FACTS, ("job", "flow"), dimension="UC")
    assert not is_placed(FACTS, ("job", "flow"), dimension="FC")


def test_directions_are_each_others_reverse():
    assert [direction.reverse for direction in Direction] == [Direction.LEAST, Direction.MOST]
