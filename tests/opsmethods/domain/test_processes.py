"""A process drawn: no box on another, nothing outside, every word in its box, no line through a box."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opsmethods.domain.drawing import Label
from opsmethods.domain.processes import Box, ListedStep, ProcessDrawing, StepFact, process

KINDS = {"order": "An order comes", "plan": "Plan", "make": "Make", "wait": "Wait", "reset": "Reset"}


def steps(*rows: tuple[str, str, str]) -> tuple[StepFact, ...]:
    return tuple(
        StepFact(f"S{number}", kind, KINDS[kind], text, back) for number, (kind, text, back) in enumerate(rows, start=1)
    )


BATCH = steps(
    ("plan", "Choose the next version", ""),
    ("make", "Run the first stage", ""),
    ("wait", "Whole set waits", ""),
    ("make", "Run the second stage", ""),
    ("reset", "Clean and reset machines", "S2"),
)


@st.composite
def any_steps(draw) -> tuple[StepFact, ...]:
    """Up to twelve, with long words and short, going back to any earlier one."""
    count = draw(st.integers(1, 12))
    words = st.lists(st.text("aimMW", min_size=1, max_size=15), min_size=1, max_size=5).map(" ".join)
    backs = st.integers(0, 12)
    rows = [(draw(st.sampled_from(sorted(KINDS))), draw(words), f"S{draw(backs)}") for _ in range(count)]
    return steps(*rows)


def overlap(one: Box, other: Box) -> bool:
    return (
        one.x < other.x + other.width and other.x < one.x + one.width and one.y < other.bottom and other.y < one.bottom
    )


def holds(box: Box, label: Label) -> bool:
    return (
        box.x < label.left
        and label.left + label.width < box.x + box.width
        and box.y < label.y - label.size
        and label.y < box.bottom
    )


def crosses(box: Box, part: tuple[tuple[int, int], tuple[int, int]]) -> bool:
    """Whether a straight part of a line goes through the inside of a box."""
    (x0, y0), (x1, y1) = part
    return min(x0, x1) < box.x + box.width and max(x0, x1) > box.x and min(y0, y1) < box.bottom and max(y0, y1) > box.y


def drawings(drawn_steps: tuple[StepFact, ...]) -> list[ProcessDrawing]:
    whole = process("T", drawn_steps)
    return [whole.wide, whole.tall]


@given(any_steps())
def test_no_box_lies_on_another(drawn_steps):
    for drawing in drawings(drawn_steps):
        assert len(drawing.boxes) == len(drawn_steps)
        assert not any(overlap(one, other) for one, other in combinations(drawing.boxes, 2))


@given(any_steps())
def test_everything_is_inside_the_drawing(drawn_steps):
    for drawing in drawings(drawn_steps):
        corners = [(box.x, box.y) for box in drawing.boxes]
        corners += [(box.x + box.width, box.bottom) for box in drawing.boxes]
        corners += [point for arrow in drawing.arrows for point in arrow.points]
        assert [(x, y) for x, y in corners if not (0 < x < drawing.width and 0 < y < drawing.height)] == []


@given(any_steps())
def test_every_word_is_in_its_box(drawn_steps):
    for drawing in drawings(drawn_steps):
        assert [label for box in drawing.boxes for label in box.labels if not holds(box, label)] == []
        assert all(box.x < box.glyph.x < box.glyph.x + box.glyph.size < box.x + box.width for box in drawing.boxes)


@given(any_steps())
def test_no_line_goes_through_a_box(drawn_steps):
    for drawing in drawings(drawn_steps):
        parts = [part for arrow in drawing.arrows for part in arrow.parts]
        assert [(box, part) for box in drawing.boxes for part in parts if crosses(box, part)] == []


@given(any_steps())
def test_lines_are_straight_across_or_up(drawn_steps):
    for drawing in drawings(drawn_steps):
        parts = [part for arrow in drawing.arrows for part in arrow.parts]
        assert all((x0 == x1) or (y0 == y1) for (x0, y0), (x1, y1) in parts)


def touches(box: Box, point: tuple[int, int]) -> bool:
    x, y = point
    return box.x <= x <= box.x + box.width and box.y <= y <= box.bottom


@given(any_steps())
def test_arrows_lead_on_and_back_as_the_steps_say(drawn_steps):
    whole = process("T", drawn_steps)
    on = [(number, number + 1) for number in range(len(drawn_steps) - 1)]
    back = [(step.number - 1, step.back_to - 1) for step in whole.steps if step.back_to]

    for drawing in (whole.wide, whole.tall):
        ends = [
            tuple(next(i for i, box in enumerate(drawing.boxes) if touches(box, arrow.points[end])) for end in (0, -1))
            for arrow in drawing.arrows
        ]
        assert ends == on + back
        assert [arrow.is_back for arrow in drawing.arrows] == [False] * len(on) + [True] * len(back)


@given(any_steps())
def test_loops_of_a_tall_drawing_have_lanes_of_their_own(drawn_steps):
    loops = [arrow for arrow in process("T", drawn_steps).tall.arrows if arrow.is_back]

    assert len({arrow.points[1][0] for arrow in loops}) == len(loops)


def test_rows_of_a_wide_drawing_are_even_and_turn_back():
    boxes = process("T", BATCH).wide.boxes

    assert [(box.x, box.y) for box in boxes] == [(4, 4), (222, 4), (440, 4), (440, 153), (222, 153)]
    assert len({box.height for box in boxes}) == 1


def test_a_step_goes_back_only_to_an_earlier_one():
    rows = steps(("plan", "A", "S1"), ("make", "B", "S3"), ("wait", "C", "S9"), ("make", "D", "S2"))

    assert [step.back_to for step in process("T", rows).steps] == [0, 0, 0, 2]


def test_the_process_is_told_in_words():
    whole = process("How it goes", BATCH)

    assert whole.goes_back
    assert whole.steps[4] == ListedStep(5, "Reset", "Clean and reset machines", 2)
    assert whole.description == (
        "1. Plan: Choose the next version. 2. Make: Run the first stage. 3. Wait: Whole set waits. "
        "4. Make: Run the second stage. 5. Reset: Clean and reset machines. "
        "After step 5 the work goes back to step 2."
    )


def test_a_process_may_have_one_step_only():
    whole = process("T", steps(("make", "Make it", "")))

    assert not whole.goes_back
    assert [drawing.arrows for drawing in (whole.wide, whole.tall)] == [(), ()]


@pytest.mark.parametrize(
    ("kind", "look"), [("order", (18, False, False)), ("wait", (5, True, False)), ("make", (5, False, True))]
)
def test_kinds_differ_in_shape_and_sign(kind, look):
    box = process("T", steps((kind, "A", ""))).wide.boxes[0]

    assert (box.radius, box.is_dashed, box.is_filled) == look
    assert box.glyph.name == f"k-{kind}"
