from decimal import Decimal
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.domain.question import explained_choices
from quizzes.domain.regrading import (
    Direction,
    Earned,
    Policy,
    Regrading,
    UnfitRegrading,
    check_fit,
    direction,
    earned,
    in_words,
    overlaid,
    right_options,
    spoken,
    sum_of,
)
from quizzes.domain.scoring import UnknownOption
from quizzes.domain.snapshot import snapshot_of
from tests.quizzes.domain.items import item_of

SNAPSHOT = snapshot_of(item_of("Job way", "Batch way", "Flow way", "Craft way", key=1))
BODY = SNAPSHOT.body
KEY = BODY["key"]
OPTIONS = [option["id"] for option in BODY["options"]]
OTHER, THIRD = [option for option in OPTIONS if option != KEY][:2]
RIGHT, WRONG, DROPPED = Earned(Decimal("1.00"), 1), Earned(Decimal("0.00"), 1), Earned(Decimal("0.00"), 0)

CORRECTED = Regrading(policy=Policy.CORRECT_KEY, options=(OTHER,), note="It is the other one.")
BOTH = Regrading(policy=Policy.ACCEPT, options=(KEY, OTHER), note="Both are right.")
DROP = Regrading(policy=Policy.DROP, note="It was unclear.")
FULL = Regrading(policy=Policy.FULL_MARKS, note="Nobody could know.")


@st.composite
def regradings(draw):
    policy = draw(st.sampled_from(Policy))
    least, most = {Policy.CORRECT_KEY: (1, 1), Policy.ACCEPT: (2, 4)}.get(policy, (0, 0))
    options = draw(st.lists(st.sampled_from(OPTIONS), unique=True, min_size=least, max_size=most))
    return Regrading(policy=policy, options=tuple(options), never_lower=draw(st.booleans()))


CHAINS = st.lists(regradings(), max_size=5)
CHOSEN = st.sampled_from([*OPTIONS, None])


@pytest.mark.parametrize(
    ("regrading", "by_key", "by_other", "by_third", "by_none"),
    [
        (CORRECTED, WRONG, RIGHT, WRONG, WRONG),
        (BOTH, RIGHT, RIGHT, WRONG, WRONG),
        (DROP, DROPPED, DROPPED, DROPPED, DROPPED),
        (FULL, RIGHT, RIGHT, RIGHT, RIGHT),
    ],
)
def test_what_each_policy_gives(regrading, by_key, by_other, by_third, by_none):
    given = [earned(BODY, option, chain=[regrading]) for option in (KEY, OTHER, THIRD, None)]

    assert given == [by_key, by_other, by_third, by_none]


def test_without_a_regrade_the_key_earns_a_point():
    assert [earned(BODY, option, chain=()) for option in (KEY, OTHER, None)] == [RIGHT, WRONG, WRONG]


def test_an_option_of_another_question_is_refused():
    with pytest.raises(UnknownOption):
        earned(BODY, "no-such-option", chain=[FULL])


def test_the_latest_decides():
    assert [earned(BODY, option, chain=[FULL, DROP, CORRECTED]) for option in (KEY, OTHER)] == [WRONG, RIGHT]


@pytest.mark.parametrize(("option", "kept"), [(KEY, RIGHT), (OTHER, DROPPED), (None, DROPPED)])
def test_a_dropped_question_that_was_right_may_stay(option, kept):
    drop = Regrading(policy=Policy.DROP, never_lower=True)

    assert earned(BODY, option, chain=[drop]) == kept


@given(CHAINS, CHOSEN)
def test_regraded_twice_is_regraded_once(chain, option):
    assert earned(BODY, option, chain=[*chain, *chain[-1:]]) == earned(BODY, option, chain=chain)


@given(CHAINS, CHOSEN, st.permutations(OPTIONS))
def test_the_order_of_options_changes_nothing(chain, option, order):
    body = {**BODY, "options": sorted(BODY["options"], key=lambda each: order.index(each["id"]))}

    assert earned(body, option, chain=chain) == earned(BODY, option, chain=chain)


@given(CHAINS, regradings(), st.lists(CHOSEN, min_size=1, max_size=6), st.integers(0, 5), st.integers(0, 5))
def test_never_lower_lowers_nobody(chain, last, chosen, right, wrong):
    """With other questions beside it, so many right and so many wrong."""
    last = Regrading(policy=last.policy, options=last.options, never_lower=True)
    beside = [RIGHT] * right + [WRONG] * wrong
    for option in chosen:
        old = sum_of([*beside, earned(BODY, option, chain=chain)])
        new = sum_of([*beside, earned(BODY, option, chain=[*chain, last])])
        assert direction(old, new) is not Direction.DOWN
        assert not (old.out_of and new.points / max(new.out_of, 1) < old.points / old.out_of)


@given(st.lists(st.tuples(CHAINS, CHOSEN), max_size=6))
def test_a_total_leaves_dropped_questions_out(lines):
    found = [earned(BODY, option, chain=chain) for chain, option in lines]

    total = sum_of(found)

    assert total == Earned(Decimal(found.count(RIGHT)), len(found) - found.count(DROPPED))
    assert 0 <= total.points <= total.out_of


@pytest.mark.parametrize(
    ("old", "new", "way", "words"),
    [
        ((6, 10), (7, 10), Direction.UP, "from 6 to 7 of 10"),
        ((6, 10), (5, 10), Direction.DOWN, "from 6 to 5 of 10"),
        ((6, 10), (6, 9), Direction.UP, "from 6 of 10 to 6 of 9"),
        ((10, 10), (9, 9), Direction.SAME, "from 10 of 10 to 9 of 9"),
        ((1, 1), (0, 0), Direction.SAME, "from 1 of 1 to 0 of 0"),
    ],
)
def test_a_change_has_a_direction_and_words(old, new, way, words):
    before, after = (Earned(Decimal(points), out_of) for points, out_of in (old, new))

    assert (direction(before, after), in_words(before, after)) == (way, words)


@pytest.mark.parametrize(
    ("chain", "right"),
    [((), {KEY}), ((CORRECTED,), {OTHER}), ((BOTH,), {KEY, OTHER}), ((CORRECTED, DROP), {OTHER}), ((FULL,), {KEY})],
)
def test_what_is_right_now(chain, right):
    assert set(right_options(BODY, chain=chain)) == right


def explained(chain):
    body = overlaid(BODY, chain=chain)
    return {choice.id: (choice.is_right, choice.why) for choice in explained_choices(body, order=OPTIONS, chosen=None)}


def test_a_corrected_key_is_explained_by_its_note():
    before = explained([])

    assert explained([CORRECTED]) == before | {
        KEY: (False, "It is the other one."),
        OTHER: (True, "It is the other one."),
    }
    assert overlaid(BODY, chain=[CORRECTED])["key"] == OTHER


def test_of_two_right_answers_the_new_one_is_explained_by_the_note():
    assert explained([BOTH]) == explained([]) | {OTHER: (True, "Both are right.")}
    assert overlaid(BODY, chain=[BOTH])["key"] == KEY


def test_a_key_set_right_again_has_its_own_explanation_back():
    back = Regrading(policy=Policy.CORRECT_KEY, options=(KEY,), note="It was right after all.")

    assert explained([CORRECTED, back]) == explained([])


@pytest.mark.parametrize("chain", [(), (DROP,), (FULL, DROP)])
def test_what_names_no_option_leaves_the_body_alone(chain):
    assert overlaid(BODY, chain=chain) is BODY


def test_a_regrading_says_what_it_did_and_why():
    assert [spoken(each) for each in (CORRECTED, BOTH, DROP, FULL)] == [
        "The right answer to this question was corrected. It is the other one.",
        "More than one answer to this question is accepted. Both are right.",
        "This question no longer counts. It was unclear.",
        "Everybody has the point for this question. Nobody could know.",
    ]


@pytest.mark.parametrize("regrading", [CORRECTED, BOTH, DROP, FULL])
def test_a_fit_regrading_passes(regrading):
    check_fit(BODY, regrading, chain=())


@pytest.mark.parametrize(
    ("policy", "options", "chain", "words"),
    [
        (Policy.DROP, (OTHER,), (), "names no answers"),
        (Policy.FULL_MARKS, (OTHER,), (), "names no answers"),
        (Policy.CORRECT_KEY, ("x",), (), "no answer of this question"),
        (Policy.CORRECT_KEY, (), (), "the one right answer"),
        (Policy.CORRECT_KEY, (OTHER, THIRD), (), "the one right answer"),
        (Policy.CORRECT_KEY, (KEY,), (), "as right already"),
        (Policy.CORRECT_KEY, (OTHER,), (CORRECTED,), "as right already"),
        (Policy.ACCEPT, (OTHER,), (), "two or more"),
        (Policy.ACCEPT, (OTHER, KEY), (BOTH,), "as right already"),
    ],
)
def test_an_unfit_regrading_is_refused_in_words(policy, options, chain, words):
    with pytest.raises(UnfitRegrading, match=words):
        check_fit(BODY, Regrading(policy=policy, options=options), chain=chain)


def test_every_order_of_options_names_the_same_answers():
    for options in permutations((KEY, OTHER, THIRD)):
        regrading = Regrading(policy=Policy.ACCEPT, options=options)
        assert [earned(BODY, option, chain=[regrading]).points for option in OPTIONS] == [
            int(option in options) for option in OPTIONS
        ]
