from dataclasses import replace
from fractions import Fraction
from itertools import combinations, product
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from essays.domain.training import (
    Calibration,
    CriterionDifference,
    Gate,
    Offer,
    Trial,
    calibration,
    choose_exemplar,
    differences,
    gate,
    limit_for,
)

MAXIMA = {"C1": 4, "C2": 4, "C3": 6, "C4": 6}
LIMITS = {code: limit_for(maximum) for code, maximum in MAXIMA.items()}
BANDS = ("Weak", "Secure", "Excellent")
# Fifteen samples, three to a prompt: p1w to p5e.
OFFERS = [Offer(f"p{prompt}{band[0].lower()}", prompt, band) for prompt in range(1, 6) for band in BANDS]
PROMPTS = {offer.exemplar: offer.prompt for offer in OFFERS}
# Their marks on C1 to C4.
MARKS = dict(
    zip(
        PROMPTS,
        "2111 3342 4465 2111 3343 4455 2121 3343 4465 2211 3343 4456 1111 3333 4455".split(),  # noqa: SIM905
        strict=True,
    )
)

NEAR = Trial("p1w", "C1", level=2, mark=4, sample_level=1, sample_mark=2)
FAR = replace(NEAR, level=3)

TRIALS = st.lists(
    st.builds(
        Trial,
        exemplar=st.sampled_from(sorted(PROMPTS)),
        code=st.sampled_from(sorted(MAXIMA)),
        level=st.integers(0, 3),
        mark=st.integers(0, 6),
        sample_level=st.integers(0, 3),
        sample_mark=st.integers(0, 6),
    ),
    max_size=60,
    unique_by=lambda trial: (trial.exemplar, trial.code),
)


def off(code, *signed, exemplars=tuple(PROMPTS)):
    """Trials of one criterion whose marks differ from those of the samples by so much."""
    return [Trial(exemplar, code, 1, 3 + by, 1, 3) for exemplar, by in zip(exemplars, signed, strict=False)]


def others(code, n):
    """Trials of the other criteria that agree with n samples."""
    return [trial for other in MAXIMA if other != code for trial in off(other, *[0] * n)]


@pytest.mark.parametrize(("mark", "signed"), [(4, 2), (2, 0), (0, -2)])
def test_a_difference_is_plus_where_one_is_generous(mark, signed):
    assert replace(NEAR, mark=mark).signed == signed


@pytest.mark.parametrize(("level", "within"), [(0, True), (1, True), (2, True), (3, False)])
def test_the_next_level_is_near_enough(level, within):
    assert replace(NEAR, level=level).within_one_level is within


@pytest.mark.parametrize(
    ("trials", "expected", "words"),
    [
        ([], Gate(0, 2, passed=False, open=False), "0 of 2 marked"),
        ([NEAR], Gate(1, 2, passed=False, open=False), "1 of 2 marked"),
        ([FAR], Gate(1, 3, passed=False, open=False), "1 of 2 marked"),
        ([NEAR, NEAR], Gate(2, 2, passed=True, open=True), "Both within one level"),
        ([NEAR, FAR], Gate(2, 3, passed=False, open=False), "Not both within one level: mark a third"),
        ([FAR, FAR], Gate(2, 3, passed=False, open=False), "Not both within one level: mark a third"),
        (
            [FAR, NEAR, FAR],
            Gate(3, 3, passed=False, open=True),
            "Three marked: go on, and compare with the samples again after your own",
        ),
        ([NEAR, NEAR, FAR], Gate(3, 2, passed=True, open=True), "Both within one level"),
    ],
)
def test_a_criterion_opens_after_two_or_three(trials, expected, words):
    found = gate(trials)

    assert (found, found.words) == (expected, words)


@pytest.mark.parametrize("trials", [[], [NEAR], [NEAR, FAR]])
def test_nobody_is_stuck_where_no_sample_is_left(trials):
    found = gate(trials, any_left=False)

    assert (found.open, found.passed) == (True, False)
    assert found.words == "No other sample to mark: go on, and compare with the samples again after your own"


@given(st.lists(st.sampled_from([NEAR, FAR]), max_size=5), st.booleans())
def test_one_more_trial_never_closes_a_criterion(trials, any_left):
    gates = [gate(trials[:done], any_left=any_left) for done in range(len(trials) + 1)]

    opens, passes = [one.open for one in gates], [one.passed for one in gates]
    assert opens[2:] == sorted(opens[2:])
    assert passes == sorted(passes)
    assert all(one.open for one in gates if one.passed or one.done >= 3)


@given(TRIALS)
def test_the_two_first_trials_may_change_places(trials):
    assert gate([*reversed(trials[:2]), *trials[2:]]).passed is gate(trials).passed


@given(st.integers(1, 5), st.integers(0, 2**32))
def test_three_samples_come_from_three_bands_and_three_prompts(own, seed):
    rng, offers, done = Random(seed), [offer for offer in OFFERS if offer.prompt != own], []

    for _ in range(3):
        done.append(choose_exemplar(offers, done, rng=rng))

    chosen = [offer for offer in offers if offer.exemplar in done]
    assert (len({offer.band for offer in chosen}), len({offer.prompt for offer in chosen})) == (3, 3)


@given(st.lists(st.sampled_from(OFFERS), unique=True), st.data())
def test_every_sample_is_chosen_once(offers, data):
    rng, done = data.draw(st.randoms(use_true_random=False)), []

    while (exemplar := choose_exemplar(offers, done, rng=rng)) is not None:
        done.append(exemplar)

    assert sorted(done) == sorted(offer.exemplar for offer in offers)


def test_the_first_sample_may_be_any():
    first = {choose_exemplar(OFFERS, (), rng=Random(seed)) for seed in range(300)}

    assert first == set(PROMPTS)


def test_the_choice_depends_on_the_lot_and_not_on_the_order_of_offers():
    straight, mixed = (choose_exemplar(offers, {"p2s"}, rng=Random(7)) for offers in (OFFERS, OFFERS[::-1]))

    assert straight == mixed


@pytest.mark.parametrize(
    ("offers", "expected"),
    [
        ([Offer("a", 1, "Weak"), Offer("b", 2, "Weak"), Offer("c", 1, "Secure")], "c"),
        ([Offer("a", 1, "Weak"), Offer("b", 2, "Weak"), Offer("c", 1, "Weak")], "b"),
        ([Offer("a", 1, "Weak"), Offer("b", 1, "Weak")], "b"),
        ([Offer("a", 1, "Weak")], None),
        ([], None),
    ],
)
def test_another_band_counts_before_another_prompt(offers, expected):
    assert choose_exemplar(offers, ["a"], rng=Random(1)) == expected


def test_differences_of_the_docstring():
    trials = [replace(NEAR, mark=mark, sample_mark=sample) for mark, sample in [(3, 2), (4, 4), (2, 4)]]

    assert differences(trials) == (CriterionDifference("C1", 3, Fraction(-1, 3), Fraction(1)),)


def test_differences_of_nothing():
    assert differences([]) == ()


@given(TRIALS, st.randoms(use_true_random=False))
def test_the_order_of_trials_changes_no_figure(trials, rng):
    mixed = rng.sample(trials, len(trials))

    assert differences(mixed) == differences(trials)
    assert calibration(mixed, limits=LIMITS, prompts=PROMPTS) == calibration(trials, limits=LIMITS, prompts=PROMPTS)


@given(TRIALS)
def test_a_mean_difference_is_never_larger_than_the_mean_of_the_sizes(trials):
    found = differences(trials)

    assert all(abs(one.signed_mean) <= one.absolute_mean for one in found)
    assert sum(one.n for one in found) == len(trials)


@given(TRIALS)
def test_strictness_is_generosity_mirrored(trials):
    turned = [replace(trial, mark=trial.sample_mark, sample_mark=trial.mark) for trial in trials]

    assert [(one.signed_mean, one.absolute_mean) for one in differences(turned)] == [
        (-one.signed_mean, one.absolute_mean) for one in differences(trials)
    ]


@pytest.mark.parametrize(("maximum", "limit"), [(3, "0.8"), (4, "0.8"), (5, "1.0"), (6, "1.0")])
def test_longer_criteria_may_be_further_off(maximum, limit):
    assert limit_for(maximum) == Fraction(limit)


@pytest.mark.parametrize(
    ("code", "signed", "missing"),
    [
        ("C1", [0] * 6, []),
        ("C1", [1, 1, 1, 1, -1, -1, -1, -1, 0, 0], []),
        ("C1", [1, 1, -1, -1, 0, 0], []),
        ("C1", [1, 1, 1, -1, -1, -2, 1, -1, 0, 0], ["C1: 0.9 marks away on average, at most 0.8"]),
        ("C1", [1, 1, 1, -1, -1, 0, 0], []),
        ("C1", [1, 1, 1, 1, -1, 0], ["C1: 0.83 marks away on average, at most 0.8"]),
        ("C3", [1, 1, 1, -1, -1, -1], []),
        ("C3", [1, 1, 1, 1, -2, -2], ["C3: 1.3 marks away on average, at most 1.0"]),
        ("C4", [1, 1, 1, 0, 0, 0], []),
        ("C4", [-1, -1, -1, 0, 0, 0], []),
        ("C4", [1, 1, 1, 1, 0, 0], ["C4: 0.7 marks too generous on average, at most 0.5"]),
        ("C4", [1, 1, 1, 1, 0, 0, 0], ["C4: 0.6 marks too generous on average, at most 0.5"]),
        ("C4", [-1, -1, -1, -1, -1, 0, 0, 0, 0], ["C4: 0.6 marks too strict on average, at most 0.5"]),
        ("C4", [-1] * 7 + [0] * 6, ["C4: 0.54 marks too strict on average, at most 0.5"]),
        (
            "C2",
            [2, 2, 2, 2, 2, 2],
            ["C2: 2.0 marks away on average, at most 0.8", "C2: 2.0 marks too generous on average, at most 0.5"],
        ),
    ],
)
def test_every_criterion_must_hold_its_limits(code, signed, missing):
    trials = [*off(code, *signed), *others(code, len(signed))]

    found = calibration(trials, limits=LIMITS, prompts=PROMPTS)

    assert found == Calibration(len(signed), differences(trials), tuple(missing))
    assert found.calibrated is (not missing)


def test_samples_of_two_prompts_are_wanted():
    trials = off("C1", *[0] * 5)
    one_prompt = dict.fromkeys(PROMPTS, 1)

    few = calibration(trials, limits={"C1": LIMITS["C1"]}, prompts=PROMPTS)
    same = calibration(off("C1", *[0] * 6), limits={"C1": LIMITS["C1"]}, prompts=one_prompt)
    none = calibration([], limits=LIMITS, prompts=PROMPTS)

    assert (few.missing, few.calibrated) == (("5 of 6 samples marked on every criterion",), False)
    assert (same.missing, same.calibrated) == (("1 of 2 prompts covered by them",), False)
    assert none.missing == ("0 of 6 samples marked on every criterion", "0 of 2 prompts covered by them")


def test_a_sample_counts_when_all_its_criteria_are_marked():
    trials = [*off("C1", *[0] * 6), *others("C1", 5)]

    assert calibration(trials, limits=LIMITS, prompts=PROMPTS).complete == 5


def test_nothing_is_judged_before_the_samples_are_complete():
    trials = [*off("C1", *[2] * 5), *others("C1", 5)]

    assert calibration(trials, limits=LIMITS, prompts=PROMPTS).missing == ("5 of 6 samples marked on every criterion",)


def test_leaving_off_does_not_hide_a_bad_mark():
    trials = [*off("C1", 0, 0, 0, 0, 0, 0, 4, -4), *others("C1", 6)]

    found = calibration(trials, limits=LIMITS, prompts=PROMPTS)

    assert (found.complete, found.missing) == (6, ("C1: 1.0 marks away on average, at most 0.8",))


def test_a_criterion_without_a_limit_is_no_part_of_it():
    trials = [*off("C1", *[0] * 6), *off("R", *[3] * 6)]

    found = calibration(trials, limits={"C1": LIMITS["C1"]}, prompts=PROMPTS)

    assert (found.calibrated, [one.code for one in found.differences]) == (True, ["C1"])


def test_a_sample_without_a_prompt_is_refused():
    with pytest.raises(KeyError, match="p1w"):
        calibration(off("C1", 0), limits={"C1": LIMITS["C1"]}, prompts={})


@given(st.sampled_from(sorted(MAXIMA)), st.integers(6, 15), st.data())
def test_the_borders_are_exact(code, n, data):
    signed = data.draw(st.lists(st.integers(-2, 2), min_size=n, max_size=n))

    found = calibration([*off(code, *signed), *others(code, n)], limits=LIMITS, prompts=PROMPTS)

    tenths = 8 if MAXIMA[code] == 4 else 10
    assert found.calibrated is (10 * sum(map(abs, signed)) <= tenths * n and 2 * abs(sum(signed)) <= n)


def marked(prompts, mark):
    """Trials of every sample of these prompts; `mark` gives the own mark for a code and the sample's mark."""
    return [
        Trial(exemplar, code, 0, mark(code, int(sample)), 0, int(sample))
        for exemplar, samples in MARKS.items()
        for code, sample in zip(MAXIMA, samples, strict=True)
        if PROMPTS[exemplar] in prompts
    ]


@pytest.mark.parametrize("always", range(7))
def test_who_always_chooses_the_same_mark_is_never_calibrated(always):
    choices = [*combinations(range(1, 6), 2), range(1, 6)]
    trials = [marked(prompts, lambda code, sample: min(always, MAXIMA[code])) for prompts in choices]

    passing = {
        code
        for code, some in product(MAXIMA, trials)
        if calibration(some, limits={code: LIMITS[code]}, prompts=PROMPTS).calibrated
    }

    assert passing == ({"C1"} if always == 3 else set())


@pytest.mark.parametrize(("scatter", "least", "most"), [(1 / 16, 0.97, 1), (1 / 8, 0.78, 0.92), (1 / 4, 0.08, 0.22)])
def test_the_more_marks_scatter_the_fewer_are_calibrated(scatter, least, most):
    rng, n = Random(1), 400

    def mark(code, sample):
        return min(MAXIMA[code], max(0, round(rng.gauss(sample, scatter * MAXIMA[code]))))

    found = [calibration(marked((1, 2), mark), limits=LIMITS, prompts=PROMPTS).calibrated for _ in range(n)]

    assert least <= sum(found) / n <= most
