from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from essays.domain.marking import NO_EVIDENCE, Judgement, Limit, Line, Total, total

ONE = Judgement("C1", chosen=3, maximum=4, unevidenced_maximum=1, evidenced=True)


@st.composite
def judgements(draw):
    maximum = draw(st.integers(1, 10))
    caps = st.builds(Limit, maximum=st.integers(0, maximum - 1), reason=st.sampled_from(["No firm.", "No link."]))
    return Judgement(
        code=draw(st.sampled_from(["C1", "C2", "K"])),
        chosen=draw(st.integers(0, maximum)),
        maximum=maximum,
        unevidenced_maximum=draw(st.integers(0, maximum - 1)),
        evidenced=draw(st.booleans()),
        caps=tuple(draw(st.lists(caps, max_size=3))),
    )


ESSAYS = st.lists(judgements(), max_size=6)


@pytest.mark.parametrize(
    ("judgement", "points", "reason"),
    [
        (ONE, 3, ""),
        (replace(ONE, evidenced=False), 1, f"Held at 1. {NO_EVIDENCE}"),
        (replace(ONE, chosen=1, evidenced=False), 1, ""),
        (replace(ONE, caps=(Limit(2, "No firm."),)), 2, "Held at 2. No firm."),
        (replace(ONE, chosen=1, caps=(Limit(2, "No firm."),)), 1, ""),
        (replace(ONE, caps=(Limit(2, "No firm."), Limit(0, "Nothing."))), 0, "Held at 0. Nothing."),
        (replace(ONE, evidenced=False, caps=(Limit(2, "No firm."),)), 1, f"Held at 1. {NO_EVIDENCE}"),
    ],
)
def test_a_self_mark_is_held_by_the_lowest_rule(judgement, points, reason):
    assert total([judgement], evidence_binds=True) == Total((Line("C1", judgement.chosen, points, reason),), out_of=4)


def test_a_teacher_needs_no_evidence():
    assert total([replace(ONE, evidenced=False)], evidence_binds=False).points == 3


def test_the_worked_example_of_the_docstring():
    essay = [
        replace(ONE, code="C1"),
        replace(ONE, code="C2", evidenced=False),
        Judgement("C3", 5, 6, 2, evidenced=True, caps=(Limit(4, "No sentence compares."),)),
        Judgement("C4", 4, 6, 2, evidenced=True),
    ]

    assert (total(essay, evidence_binds=True).points, total(essay, evidence_binds=False).points) == (12, 14)
    assert total(essay, evidence_binds=True).out_of == 20


@given(ESSAYS, st.booleans())
def test_rules_never_raise_a_mark(essay, binds):
    assert all(0 <= line.points <= line.chosen for line in total(essay, evidence_binds=binds).lines)


@given(ESSAYS, st.booleans())
def test_the_total_is_the_sum_of_its_lines(essay, binds):
    result = total(essay, evidence_binds=binds)

    assert result.points == sum(line.points for line in result.lines)
    assert result.points <= result.out_of


@given(ESSAYS, st.booleans(), st.randoms(use_true_random=False))
def test_the_order_of_criteria_and_caps_changes_nothing(essay, binds, rng):
    shuffled = [replace(each, caps=tuple(rng.sample(each.caps, len(each.caps)))) for each in essay]
    rng.shuffle(shuffled)

    mixed, straight = total(shuffled, evidence_binds=binds), total(essay, evidence_binds=binds)

    key = repr
    assert sorted(mixed.lines, key=key) == sorted(straight.lines, key=key)
    assert (mixed.points, mixed.out_of) == (straight.points, straight.out_of)


@given(ESSAYS)
def test_one_more_cap_never_helps(essay):
    capped = [replace(each, caps=(*each.caps, Limit(1, "One more."))) for each in essay]

    assert total(capped, evidence_binds=True).points <= total(essay, evidence_binds=True).points


@given(ESSAYS)
def test_a_reason_stands_exactly_where_a_mark_was_lowered(essay):
    assert all((line.points < line.chosen) == bool(line.reason) for line in total(essay, evidence_binds=True).lines)
