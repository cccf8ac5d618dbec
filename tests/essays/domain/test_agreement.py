from dataclasses import replace
from random import Random
from statistics import mean

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import cohen_kappa_score

from essays.domain.agreement import Agreement, Scope, agreement, kappa_interval, quadratic_kappa
from tests.essays.domain.simulated_markers import school

WORKED = [(1, 1), (2, 3), (3, 3), (4, 2)]
MAXIMUM = 6
MARK = st.integers(0, MAXIMUM)
PAIRS = st.lists(st.tuples(MARK, MARK), max_size=12)


def constant(pairs):
    """Whether a marker gave one single mark."""
    return any(len(set(marks)) == 1 for marks in zip(*pairs, strict=True))


def table(rng):
    """Pairs of a criterion or a total as they come, some of markers who give one mark to all."""
    maximum = rng.choice((4, 6, 20))
    spread = rng.choice((0, 1, maximum))
    lowest = rng.randint(0, maximum - spread)
    own = [rng.randint(lowest, lowest + spread) for _ in range(rng.randint(1, 60))]
    if rng.random() < 0.5:
        return maximum, [(mark, rng.randint(0, maximum)) for mark in own]
    return maximum, [(min(maximum, max(0, mark + rng.randint(-1, 2))), mark) for mark in own]


def test_agreement_worked_by_hand():
    found = agreement(WORKED, maximum=4, scope=Scope.STUDENT, rng=Random(1), resamples=0)

    assert found == Agreement(
        scope=Scope.STUDENT,
        n=4,
        bias=0.25,
        distance=0.75,
        exact=2,
        adjacent=3,
        kappa=0.375,
        interval=None,
        undefined=0,
        resamples=0,
    )


def test_agreement_of_nothing_is_not_defined():
    found = agreement([], maximum=4, scope=Scope.GROUP, rng=Random(1), resamples=50)

    assert found == Agreement(Scope.GROUP, 0, None, None, 0, 0, None, None, undefined=50, resamples=50)


def test_kappa_is_that_of_scikit_learn_on_a_thousand_tables():
    rng = Random(20)
    tables = [table(rng) for _ in range(1000)]

    found = [quadratic_kappa(pairs, maximum=maximum) for maximum, pairs in tables]

    assert [kappa is None for kappa in found] == [constant(pairs) for _, pairs in tables]
    assert 100 < found.count(None) < 500
    for kappa, (maximum, pairs) in zip(found, tables, strict=True):
        if kappa is not None:
            own, teacher = zip(*pairs, strict=True)
            theirs = cohen_kappa_score(own, teacher, weights="quadratic", labels=range(maximum + 1))
            assert kappa == pytest.approx(theirs, rel=0, abs=1e-12)


@pytest.mark.parametrize(
    "pairs",
    [[], [(2, 2)], [(3, 3), (3, 3)], [(3, 2), (3, 3), (3, 4)], [(2, 3), (4, 3)]],
    ids=["nothing", "one pair", "both always the same", "own always the same", "teacher always the same"],
)
def test_kappa_of_one_single_mark_is_not_defined(pairs):
    assert quadratic_kappa(pairs, maximum=4) is None


@pytest.mark.parametrize("pair", [(5, 4), (4, 5), (-1, 0), (0, -1)])
def test_kappa_refuses_marks_that_cannot_be_given(pair):
    with pytest.raises(ValueError, match="a mark is not between 0 and 4"):
        quadratic_kappa([(1, 2), pair], maximum=4)


@given(PAIRS)
def test_kappa_lies_between_minus_one_and_one_and_is_the_same_both_ways(pairs):
    found = quadratic_kappa(pairs, maximum=MAXIMUM)

    assert found == quadratic_kappa([(teacher, own) for own, teacher in pairs], maximum=MAXIMUM)
    assert found is None or -1 <= found <= 1


@given(PAIRS)
def test_kappa_does_not_depend_on_how_many_marks_were_possible(pairs):
    assert quadratic_kappa(pairs, maximum=MAXIMUM) == quadratic_kappa(pairs, maximum=20)


@given(st.lists(MARK, min_size=2).filter(lambda marks: len(set(marks)) > 1))
def test_kappa_of_equal_marks_is_one(marks):
    assert quadratic_kappa([(mark, mark) for mark in marks], maximum=MAXIMUM) == 1


@given(PAIRS.filter(bool))
def test_distance_is_never_less_than_bias_and_exact_pairs_are_adjacent(pairs):
    found = agreement(pairs, maximum=MAXIMUM, scope=Scope.STUDENT, rng=Random(1), resamples=5)

    assert abs(found.bias) <= found.distance <= MAXIMUM
    assert found.exact <= found.adjacent <= found.n


def test_the_interval_of_the_docstring():
    (low, high), undefined = kappa_interval(WORKED * 20, rng=Random(1))

    assert (round(low, 1), round(high, 1), undefined) == (0.2, 0.5, 0)


def test_the_interval_comes_again_from_the_same_seed():
    first, second, other = (kappa_interval(WORKED * 5, rng=Random(seed)) for seed in (1, 1, 2))

    assert first == second
    assert first != other


def test_the_interval_leaves_out_resamples_without_kappa():
    pairs = [*[(3, 3)] * 19, (1, 2)]

    interval, undefined = kappa_interval(pairs, rng=Random(1))

    assert 0.30 < undefined / 1000 < 0.42
    assert tuple(round(limit, 2) for limit in interval) == (0.76, 0.79)


def test_the_interval_is_not_defined_when_fewer_than_half_of_the_resamples_are():
    pairs = [*[(3, 3)] * 19, (1, 3), (3, 1)]

    interval, undefined = kappa_interval(pairs, rng=Random(1))

    assert quadratic_kappa(pairs, maximum=4) is not None
    assert interval is None
    assert 500 < undefined < 1000


@pytest.mark.parametrize(
    ("n", "runs", "everybody"),
    [
        pytest.param(50, 40, 2000, id="group"),
        pytest.param(20, 400, 20_000, id="twenty", marks=pytest.mark.full),
        pytest.param(50, 400, 20_000, id="fifty", marks=pytest.mark.full),
    ],
)
def test_the_interval_holds_the_kappa_of_everybody_nearly_as_often_as_it_says(n, runs, everybody):
    pairs = [(sum(marked.own), sum(marked.teacher)) for marked in school(Random(1), scripts=everybody)]
    truth, rng = quadratic_kappa(pairs, maximum=20), Random(2)

    intervals = [kappa_interval(rng.sample(pairs, n), rng=rng, resamples=300)[0] for _ in range(runs)]

    assert 0.88 <= mean(low <= truth <= high for low, high in intervals) <= 0.97


@pytest.mark.parametrize(
    ("scope", "n", "shown"),
    [(Scope.STUDENT, 19, False), (Scope.STUDENT, 20, True), (Scope.GROUP, 49, False), (Scope.GROUP, 50, True)],
)
def test_kappa_is_shown_from_twenty_scripts_of_a_student_or_fifty_pairs_of_a_group(scope, n, shown):
    found = agreement((WORKED * 13)[:n], maximum=4, scope=scope, rng=Random(1), resamples=5)

    assert found.kappa_is_shown is shown
    assert not replace(found, kappa=None).kappa_is_shown


@pytest.mark.parametrize(("n", "shown"), [(9, False), (10, True)])
def test_shares_are_shown_from_ten_pairs(n, shown):
    found = agreement((WORKED * 3)[:n], maximum=4, scope=Scope.STUDENT, rng=Random(1), resamples=5)

    assert found.is_shown_in_per_cent is shown
