from collections.abc import Iterator
from dataclasses import dataclass
from math import exp
from random import Random
from statistics import fmean, median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from essays.domain.placement import MOST, SCALE, TOP, Anchor, Comparison, Placement, next_anchor, place

# Fifteen samples, three to a prompt: p1w to p5e.
TOTALS = (5, 12, 19, 5, 13, 18, 6, 13, 19, 6, 13, 19, 4, 12, 18)
SAMPLES = {f"p{place // 3 + 1}{'wse'[place % 3]}": total for place, total in enumerate(TOTALS)}

COMPARISONS = st.lists(
    st.builds(Comparison, st.sampled_from(sorted(SAMPLES)), st.integers(0, TOP), st.booleans()), max_size=40
)


def chosen(**wins):
    """Choices between one's own essay and samples, by id: whether it was the better one."""
    return [Comparison(sample, SAMPLES[sample], own_is_better) for sample, own_is_better in wins.items()]


def anchors(own=1):
    return [Anchor(sample, total, same_prompt=sample[1] == str(own)) for sample, total in SAMPLES.items()]


@pytest.mark.parametrize(
    ("comparisons", "expected", "words"),
    [
        ([], Placement(10.0, 1.0, 19.0, 0), "Nothing compared yet"),
        (
            chosen(p1w=True, p1s=False, p1e=False),
            Placement(8.4, 2.0, 15.3, 3),
            "Your choices put this essay between 2 and 16 of 20",
        ),
        (
            chosen(p1w=True, p1s=True, p1e=True),
            Placement(18.0, 13.4, 19.9, 3),
            "Your choices put this essay between 13 and 20 of 20",
        ),
        (
            chosen(p1w=True, p1s=True, p1e=False, p2s=False, p5s=True, p3s=False),
            Placement(12.4, 8.2, 16.6, 6),
            "Your choices put this essay between 8 and 17 of 20",
        ),
    ],
)
def test_an_essay_is_placed_where_its_choices_put_it(comparisons, expected, words):
    found = place(comparisons)

    assert (found, found.words) == (expected, words)


@pytest.mark.parametrize("total", [-1, 21])
@pytest.mark.parametrize("kind", [lambda total: Anchor("a", total), lambda total: Comparison("a", total, True)])
def test_a_total_off_the_scale_is_refused(kind, total):
    with pytest.raises(ValueError, match=f"a total is from 0 to 20 marks, not {total}"):
        kind(total)


@given(COMPARISONS)
def test_any_answers_give_an_interval_on_the_scale(comparisons):
    found = place(comparisons)

    assert 0 <= found.low <= found.estimate <= found.high <= TOP
    assert found.n == len(comparisons)


@given(COMPARISONS, st.randoms(use_true_random=False))
def test_the_order_of_choices_changes_nothing(comparisons, rng):
    assert place(rng.sample(comparisons, len(comparisons))) == place(comparisons)


@given(COMPARISONS, st.integers(0, TOP))
def test_one_more_win_never_lowers_an_essay(comparisons, quality):
    before, after = place(comparisons), place([*comparisons, Comparison("p1s", quality, own_is_better=True)])

    assert after.low >= before.low
    assert after.estimate >= before.estimate
    assert after.high >= before.high


@given(COMPARISONS)
def test_a_scale_turned_round_turns_the_placement_round(comparisons):
    turned = place([Comparison(one.anchor, TOP - one.quality, not one.own_is_better) for one in comparisons])

    found = place(comparisons)

    assert [turned.low, turned.estimate, turned.high] == pytest.approx(
        [TOP - found.high, TOP - found.estimate, TOP - found.low], abs=0.11
    )


def test_contradictory_answers_leave_the_interval_as_wide():
    straight = place(chosen(p1w=True, p2w=True, p1s=False, p2s=False))
    crossed = place(chosen(p1w=False, p2w=False, p1s=True, p2s=True))

    assert crossed == straight


def test_a_surprise_widens_the_interval():
    wins = chosen(p1w=True, p1s=True, p1e=True, p2e=True, p3e=True)

    before, after = place(wins), place([*wins, *chosen(p2w=False)])

    assert after.high - after.low > before.high - before.low


def test_the_samples_of_the_same_prompt_come_first():
    comparisons = []

    for _ in range(3):
        anchor = next_anchor(anchors(own=4), comparisons)
        comparisons.append(Comparison(anchor.exemplar, anchor.quality, own_is_better=False))

    assert [comparison.anchor for comparison in comparisons] == ["p4s", "p4w", "p4e"]


def test_of_equal_samples_the_first_by_id_is_asked():
    middling = [Anchor("c", 12), Anchor("a", 12), Anchor("b", 12), Anchor("d", 19)]

    assert next_anchor(middling, []) == Anchor("a", 12)


@pytest.mark.parametrize(("own_is_better", "expected"), [(True, "p1e"), (False, "p1w")])
def test_the_next_sample_lies_where_the_essay_may_be(own_is_better, expected):
    own = [Anchor(sample, SAMPLES[sample]) for sample in ("p1w", "p1s", "p1e")]

    assert next_anchor(own, chosen(p1s=own_is_better)).exemplar == expected


def test_nothing_is_asked_when_nothing_is_left():
    assert next_anchor([Anchor("p1w", 5)], chosen(p1w=True)) is None
    assert next_anchor([], []) is None


@given(st.integers(1, 5), st.integers(0, 2**32))
def test_twelve_samples_are_asked_once_each(own, seed):
    asked = [comparison.anchor for comparison in judged(Random(seed), own=own, theta=10, scale=SCALE)]

    assert (len(asked), len(set(asked))) == (MOST, MOST)
    assert {sample[1] for sample in asked[:3]} == {str(own)}


@dataclass(frozen=True, slots=True)
class Found:
    covered: float
    width: float
    error: float
    shift: float


def judged(rng, *, own, theta, scale) -> list[Comparison]:
    """Twelve choices of a judge who sees an essay of `theta` marks with the noise of this scale."""
    comparisons = []
    while (anchor := next_anchor(anchors(own), comparisons)) is not None:
        chance = 1 / (1 + exp((anchor.quality - theta) / scale))
        comparisons.append(Comparison(anchor.exemplar, anchor.quality, rng.random() < chance))
    return comparisons


def essays(rng, n, *, scale, kindness) -> Iterator[tuple[float, Placement]]:
    for _ in range(n):
        theta = rng.uniform(0, TOP)
        yield theta, place(judged(rng, own=rng.randint(1, 5), theta=theta + kindness, scale=scale))


def simulated(n, *, scale=SCALE, kindness=0.0) -> Found:
    """Essays of every mark. `kindness`: by how many marks the judge sees the own essay better than it is."""
    found = list(essays(Random(n), n, scale=scale, kindness=kindness))
    return Found(
        covered=fmean(one.low <= theta <= one.high for theta, one in found),
        width=median(one.high - one.low for _, one in found),
        error=fmean(abs(one.estimate - theta) for theta, one in found),
        shift=fmean(one.estimate - theta for theta, one in found),
    )


@pytest.mark.parametrize(("n", "margin"), [(200, 0.06), pytest.param(4000, 0.03, marks=pytest.mark.full)])
def test_intervals_hold_the_true_mark_as_often_as_they_say(n, margin):
    found = simulated(n)

    assert found.covered == pytest.approx(0.90, abs=margin)
    assert found.shift == pytest.approx(0, abs=5 * margin)
    assert found.width <= TOP / 2


@pytest.mark.full
@pytest.mark.parametrize(
    ("judge", "covered"),
    [({"scale": SCALE * 1.5}, 0.82), ({"scale": SCALE / 1.5}, 0.95), ({"kindness": 2}, 0.77)],
    ids=["noisier", "sharper", "kinder"],
)
def test_another_judge_than_assumed_costs_this_much(judge, covered):
    found = simulated(4000, **judge)

    assert found.covered == pytest.approx(covered, abs=0.03)
    assert found.width <= TOP / 2
