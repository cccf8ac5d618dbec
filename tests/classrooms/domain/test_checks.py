import random

import pytest

from classrooms.domain.checks import AgreementRow, AgreementTable
from essays.domain.agreement import Scope, agreement

MIXED = [(1, 1), (2, 3), (3, 3), (4, 2)] * 13


def row(pairs, *, resamples=20):
    figures = agreement(pairs, maximum=4, scope=Scope.GROUP, rng=random.Random(1), resamples=resamples)
    return AgreementRow("C1 Knowledge", 4, figures)


@pytest.mark.parametrize(
    ("pairs", "words"),
    [
        ([], ""),
        ([(3, 2), (2, 2)], "students gave themselves 0.5 more on average"),
        ([(1, 3)], "students gave themselves 2.0 less on average"),
        ([(3, 2), (2, 3)], "students gave themselves the same on average"),
    ],
)
def test_bias_is_told_with_its_direction(pairs, words):
    assert row(pairs).bias_words == words


def test_agreement_is_told_in_counts():
    assert row([(3, 3), (2, 3), (4, 1)]).count_words == "1 of 3 the same mark, 2 of 3 within one"


def test_kappa_is_told_with_its_interval_from_50_pairs():
    few, enough = row(MIXED[:49]), row(MIXED)

    low, high = enough.figures.interval
    assert few.kappa_words == ""
    assert enough.kappa_words == f"{enough.figures.kappa:.2f} (likely between {low:.2f} and {high:.2f})"


def test_kappa_without_an_interval_says_so():
    assert row(MIXED, resamples=0).kappa_words == "0.38, too uncertain for an interval"


@pytest.mark.parametrize(("n", "missing"), [(0, 50), (12, 38), (50, 0), (51, 0)])
def test_the_table_says_how_many_pairs_are_missing(n, missing):
    assert AgreementTable((), n=n, self_marked=60, by_lot=False).missing == missing
