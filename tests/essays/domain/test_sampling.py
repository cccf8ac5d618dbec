from dataclasses import replace
from math import sqrt
from random import Random
from statistics import correlation, mean, stdev

import pytest
from hypothesis import given
from hypothesis import strategies as st

from essays.domain.agreement import quadratic_kappa
from essays.domain.sampling import (
    CriterionRecord,
    Expected,
    Moderated,
    Pick,
    Script,
    Training,
    expected_difference,
    open_first,
    shrunken_bias,
)
from tests.essays.domain.simulated_markers import CODES, Marked, World, a_student, marks, school

PLAIN = CriterionRecord("C3", marks_per_level=2, sentences=1, is_above_evidence=False)
BARE = replace(PLAIN, sentences=0)
BOLD = replace(BARE, is_above_evidence=True)
GENEROUS = Training(n=6, signed=1.2, absolute=1.6)
NEW = Script("a", (PLAIN,), days=None)
KNOWN = Script("b", (PLAIN,), days=0)
BOTH = ("severe by 1.0 on average in training (n=9)", "severe by 0.5 on average against the teacher (n=2)")

TRAININGS = st.builds(Training, st.integers(1, 20), st.floats(-2, 2), st.floats(2, 4))
RECORDS = st.builds(
    CriterionRecord,
    st.sampled_from(CODES),
    st.sampled_from([4 / 3, 2.0]),
    st.integers(0, 3),
    st.booleans(),
    st.just(Training()) | TRAININGS,
    st.just(Moderated()) | st.builds(Moderated, st.integers(1, 9), st.floats(-3, 3)),
)
SCRIPTS = st.lists(
    st.builds(
        Script, st.text("abc", max_size=3), st.lists(RECORDS, max_size=4).map(tuple), st.none() | st.integers(0, 200)
    ),
    max_size=12,
    unique_by=lambda script: script.key,
)
SHARES = st.sampled_from([0, 0.1, 0.3, 0.5, 1])
SEEDS = st.integers(0, 5)


def keys(picks, *, drawn):
    return [pick.key for pick in picks if pick.random is drawn]


def test_expected_difference_worked_by_hand():
    script = replace(NEW, criteria=(replace(BARE, training=GENEROUS),))

    expected = expected_difference(script)

    assert round(expected.levels, 10) == 0.9
    assert expected.reasons == (
        "C3: was generous by 1.2 on average in training (n=6)",
        "no teacher has marked anything of this student yet",
        "one of its marks has no sentence",
    )


def test_expected_difference_of_somebody_known_and_well_evidenced_is_the_usual_one():
    assert expected_difference(KNOWN) == Expected(0.4, ())


@pytest.mark.parametrize(
    ("records", "reasons"),
    [
        ((BARE, PLAIN), ("one of its marks has no sentence",)),
        ((BARE, BARE), ("two of its marks have no sentence",)),
        ((BARE,) * 5, ("5 of its marks have no sentence",)),
        (
            (BOLD, BARE),
            ("one of its marks is above what the evidence supports", "two of its marks have no sentence"),
        ),
        (
            (BOLD, BOLD, BOLD),
            ("three of its marks are above what the evidence supports", "three of its marks have no sentence"),
        ),
        (
            (replace(PLAIN, moderated=Moderated(n=3, signed=-1.5)),),
            ("C3: was generous by 1.5 on average against the teacher (n=3)",),
        ),
        (
            (replace(PLAIN, training=Training(9, -1.0, 1.0), moderated=Moderated(2, 0.5)),),
            ("C3: was " + " and ".join(BOTH),),
        ),
        ((replace(PLAIN, training=Training(9, 1.0, 1.0), moderated=Moderated(4, 1.2)),), ()),
        (
            (replace(PLAIN, training=Training(9, 0.0, 2.0)),),
            ("C3: was off by 2.0 on average in training (n=9)",),
        ),
    ],
    ids=["one bare", "two bare", "five bare", "one bold", "bold", "moderated", "both", "contrary", "scattered"],
)
def test_reasons_are_given_in_words_weightiest_first(records, reasons):
    assert expected_difference(replace(KNOWN, criteria=records)).reasons == reasons


@pytest.mark.parametrize(
    ("days", "levels", "reasons"),
    [
        (0, 0.4, ()),
        (29, 0.4967, ()),
        (30, 0.5, ("a teacher last marked this student 30 days ago",)),
        (60, 0.6, ("a teacher last marked this student 60 days ago",)),
        (400, 0.6, ("a teacher last marked this student 400 days ago",)),
        (None, 0.6, ("no teacher has marked anything of this student yet",)),
    ],
)
def test_time_without_a_teacher_counts_up_to_sixty_days(days, levels, reasons):
    expected = expected_difference(replace(KNOWN, days=days))

    assert (round(expected.levels, 4), expected.reasons) == (levels, reasons)


@pytest.mark.parametrize(
    ("training", "moderated", "bias"),
    [
        (Training(), Moderated(), 0),
        (GENEROUS, Moderated(), 0.6),
        (Training(), Moderated(n=3, signed=-1.2), 0.6),
        (Training(), Moderated(n=3, signed=1.2), -0.6),
        (GENEROUS, Moderated(n=3, signed=1.2), 0),
        (Training(n=600, signed=1.2, absolute=1.2), Moderated(), 1.1881),
    ],
    ids=["nothing known", "training", "generous", "severe", "one against the other", "long known"],
)
def test_bias_is_drawn_to_none_the_less_is_known(training, moderated, bias):
    record = replace(PLAIN, training=training, moderated=moderated)

    assert round(shrunken_bias(record), 4) == bias


def test_a_fifth_is_drawn_by_lot_and_a_share_is_picked_from_the_rest():
    scripts = [replace(NEW, key=f"s{number:02}", days=number) for number in range(30)]

    picks = open_first(scripts, share=0.3, rng=Random(4))

    lot = Random(4).sample([script.key for script in scripts], 6)
    rest = [script.key for script in reversed(scripts) if script.key not in lot]
    assert (keys(picks, drawn=True), keys(picks, drawn=False)) == (lot, rest[:9])
    assert picks[0] == Pick(rest[0], expected_difference(scripts[int(rest[0][1:])]), random=False)


def test_equal_expectations_stand_in_order_of_their_keys():
    scripts = [replace(NEW, key=key) for key in "hgfedcba"]

    picks = open_first(scripts, share=1, rng=Random(1))

    assert keys(picks, drawn=False) == sorted(keys(picks, drawn=False))
    assert len(keys(picks, drawn=False)) == 6


@pytest.mark.parametrize(("n", "drawn"), [(0, 0), (1, 1), (5, 1), (6, 2), (35, 7)])
def test_the_lot_is_a_fifth_rounded_up(n, drawn):
    picks = open_first([replace(NEW, key=str(number)) for number in range(n)], share=0, rng=Random(1))

    assert ([pick.random for pick in picks], len(picks)) == ([True] * drawn, drawn)


@pytest.mark.parametrize("share", [-0.1, 1.1])
def test_a_share_beyond_all_is_refused(share):
    with pytest.raises(ValueError, match="is no share"):
        open_first([NEW], share=share, rng=Random(1))


def test_a_script_given_twice_is_refused():
    with pytest.raises(ValueError, match="a script stands more than once"):
        open_first([NEW, NEW], share=0.3, rng=Random(1))


@given(SCRIPTS, SHARES, SEEDS, st.randoms(use_true_random=False))
def test_the_same_seed_gives_the_same_picks_in_whatever_order_scripts_come(scripts, share, seed, rng):
    mixed = rng.sample(scripts, len(scripts))

    assert open_first(mixed, share=share, rng=Random(seed)) == open_first(scripts, share=share, rng=Random(seed))


@given(SCRIPTS, SHARES, SEEDS)
def test_nothing_is_picked_twice_and_nothing_left_out_is_expected_to_be_further_off(scripts, share, seed):
    picks = open_first(scripts, share=share, rng=Random(seed))

    levels = [pick.expected.levels for pick in picks if not pick.random]
    left = {script.key: script for script in scripts}.keys() - {pick.key for pick in picks}
    assert len({pick.key for pick in picks}) == len(picks)
    assert levels == sorted(levels, reverse=True)
    assert all(
        expected_difference(script).levels <= min(levels, default=9e9) for script in scripts if script.key in left
    )


@given(SCRIPTS, SEEDS)
def test_the_lot_does_not_look_at_what_is_expected(scripts, seed):
    blank = [replace(script, criteria=(), days=None) for script in scripts]

    drawn = [keys(open_first(each, share=0, rng=Random(seed)), drawn=True) for each in (scripts, blank)]

    assert drawn[0] == drawn[1]


@given(st.lists(RECORDS, max_size=4), st.none() | st.integers(0, 200))
def test_expected_difference_is_never_negative(records, days):
    assert expected_difference(Script("a", tuple(records), days)).levels >= 0


@given(RECORDS)
def test_less_evidence_never_lowers_what_is_expected(record):
    steps = [
        replace(record, sentences=1, is_above_evidence=False),
        replace(record, sentences=0, is_above_evidence=False),
        replace(record, sentences=0, is_above_evidence=True),
    ]

    levels = [expected_difference(replace(KNOWN, criteria=(step,))).levels for step in steps]

    assert levels == sorted(levels)


# What simulated schools show: the figures stand in docs/domain/moderation.md.


def opened(seed, *, scripts, world=World()):  # noqa: B008 (frozen)
    """All scripts of a school, those picked for their expected difference, and those drawn by lot."""
    rng = Random(seed)
    everybody = school(rng, scripts=scripts, world=world)
    by_key = {marked.script.key: marked for marked in everybody}
    picks = open_first([marked.script for marked in everybody], share=0.3, rng=rng)
    picked, lot = ([by_key[key] for key in keys(picks, drawn=drawn)] for drawn in (False, True))
    return everybody, picked, lot


def far_off(scripts):
    """The share of scripts with a criterion whose marks are more than one level apart."""
    return mean(marked.is_far_off for marked in scripts)


def kappa(scripts):
    return quadratic_kappa([(sum(marked.own), sum(marked.teacher)) for marked in scripts], maximum=20)


def in_errors(differences):
    """The mean of differences in standard errors."""
    return mean(differences) / stdev(differences) * sqrt(len(differences))


SIZES = [
    pytest.param(20, 250, id="some"),
    pytest.param(200, 500, id="many", marks=pytest.mark.full),
]


@pytest.mark.parametrize(("seeds", "scripts"), SIZES)
def test_simulated_schools_show_what_the_page_says(seeds, scripts):
    schools = [opened(seed, scripts=scripts) for seed in range(seeds)]

    gains = [far_off(picked) - far_off(everybody) for everybody, picked, _ in schools]
    skew_of_lot = [kappa(lot) - kappa(everybody) for everybody, _, lot in schools]
    skew_of_picked = [kappa(picked) - kappa(everybody) for everybody, picked, _ in schools]
    assert 0.07 <= mean(gains) <= 0.10
    assert abs(in_errors(skew_of_lot)) <= 2
    assert in_errors(skew_of_picked) < -4


def test_simulated_students_are_those_of_the_studies():
    everybody = school(Random(1), scripts=4000)

    biases, links = [], []
    for place in range(len(CODES)):
        own, teacher = ([getattr(marked, who)[place] for marked in everybody] for who in ("own", "teacher"))
        biases.append((mean(own) - mean(teacher)) / stdev(teacher))
        links.append(correlation(own, teacher))
    assert all(0.17 <= bias <= 0.24 for bias in biases)
    assert all(0.38 <= link <= 0.47 for link in links)


@pytest.mark.full
def test_how_much_knowing_a_student_wholly_would_find():
    rng, world, risks, found = Random(3), World(), [], []
    for _ in range(3000):
        student = a_student(rng, world)
        once, *others = (Marked(KNOWN, *marks(rng, student, world)).is_far_off for _ in range(61))
        risks.append(mean(others))
        found.append(once)

    riskiest = sorted(range(3000), key=risks.__getitem__, reverse=True)[:900]

    assert 0.15 <= mean(found[place] for place in riskiest) - mean(found) <= 0.23
