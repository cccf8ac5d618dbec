"""How the work of a method moves, step by step: drawn twice, wide for a desk and tall for a phone.

The wide drawing runs left to right and, where a row is full, back from right to left below it. Work that returns to
an earlier step goes along lanes between the rows, so that no line crosses a box.
"""

from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from math import ceil

from opsmethods.domain.drawing import LEADING, SMALL, STRONG, Arrow, Glyph, Label, Point, block

ROUND, DASHED, FILLED = {"order", "deliver"}, {"wait", "reset"}, {"make"}
WIDE, TALL = 640, 288
IN_A_ROW, WIDEST_BOX = 4, 200
EDGE, PAD, SIGN = 4, 10, 22
GAP, DROP = 22, 36
LANE, FIRST_LANE, ASIDE = 12, 18, 20
Loop = tuple[int, int]


@dataclass(frozen=True, slots=True)
class StepFact:
    """A step as the notes have it: `word` says its kind, `back` is the code of an earlier step, or empty."""

    code: str
    kind: str
    word: str
    text: str
    back: str = ""


@dataclass(frozen=True, slots=True)
class Box:
    kind: str
    x: int
    y: int
    width: int
    height: int
    glyph: Glyph
    labels: tuple[Label, ...]

    @property
    def radius(self) -> int:
        return 18 if self.kind in ROUND else 5

    @property
    def is_dashed(self) -> bool:
        return self.kind in DASHED

    @property
    def is_filled(self) -> bool:
        return self.kind in FILLED

    @property
    def middle(self) -> Point:
        return self.x + self.width // 2, self.y + self.height // 2

    @property
    def bottom(self) -> int:
        return self.y + self.height


@dataclass(frozen=True, slots=True)
class ProcessDrawing:
    width: int
    height: int
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]


@dataclass(frozen=True, slots=True)
class ListedStep:
    """A step in words; `back_to` is the number of the step that the work returns to after it, or 0."""

    number: int
    word: str
    text: str
    back_to: int


@dataclass(frozen=True, slots=True)
class Process:
    title: str
    steps: tuple[ListedStep, ...]
    wide: ProcessDrawing
    tall: ProcessDrawing

    @property
    def goes_back(self) -> bool:
        return any(step.back_to for step in self.steps)

    @property
    def description(self) -> str:
        told = [f"{step.number}. {step.word}: {step.text}." for step in self.steps]
        told += [f"After step {step.number} the work goes back to step {step.back_to}." for step in self.returning]
        return " ".join(told)

    @property
    def returning(self) -> tuple[ListedStep, ...]:
        return tuple(step for step in self.steps if step.back_to)


def process(title: str, steps: tuple[StepFact, ...]) -> Process:
    """At least one step. A step that goes back to anything but an earlier one goes on."""
    places = {step.code: index for index, step in enumerate(steps)}
    found = ((index, places.get(step.back, index)) for index, step in enumerate(steps))
    loops = tuple((start, end) for start, end in found if end < start)
    back_to = {start: end + 1 for start, end in loops}
    listed = (ListedStep(i + 1, step.word, step.text, back_to.get(i, 0)) for i, step in enumerate(steps))
    return Process(title, tuple(listed), wide=drawn_wide(steps, loops), tall=drawn_tall(steps, loops))


# --- Tall: one box below the other, lanes at the right ---------------------------------------------


def drawn_tall(steps: tuple[StepFact, ...], loops: tuple[Loop, ...]) -> ProcessDrawing:
    width = TALL - 2 * EDGE - (FIRST_LANE + LANE * len(loops) - LANE // 2 if loops else 0)
    boxes: list[Box] = []
    for number, step in enumerate(steps, start=1):
        y = boxes[-1].bottom + DROP if boxes else EDGE
        boxes.append(_flat_box(number, step, x=EDGE, y=y, width=width))
    arrows = [Arrow(((one.middle[0], one.bottom), (one.middle[0], two.y))) for one, two in pairwise(boxes)]
    for lane, (start, end) in enumerate(loops):
        x = EDGE + width + FIRST_LANE + LANE * lane
        (_, leave), (_, arrive) = boxes[start].middle, boxes[end].middle
        right = EDGE + width
        arrows.append(Arrow(((right, leave - 8), (x, leave - 8), (x, arrive + 8), (right, arrive + 8)), is_back=True))
    return ProcessDrawing(TALL, boxes[-1].bottom + EDGE, tuple(boxes), tuple(arrows))


def _flat_box(number: int, step: StepFact, *, x: int, y: int, width: int) -> Box:
    """The sign beside the words."""
    left = x + PAD + SIGN + PAD
    room = x + width - PAD - left
    kind = block(f"{number}. {step.word}", x=left, y=y + PAD + 12, width=room)
    text = block(step.text, x=left, y=y + PAD + 12 + LEADING * len(kind), width=room, kind=STRONG)
    height = 2 * PAD + LEADING * (len(kind) + len(text))
    glyph = Glyph(f"k-{step.kind}", x + PAD, y + (height - SIGN) // 2, SIGN)
    return Box(step.kind, x, y, width, height, glyph, kind + text)


# --- Wide: rows, with lanes below each --------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Rows:
    """How steps are put in rows, and which lanes the loops take: lane n runs below row n."""

    columns: int
    loops: tuple[Loop, ...]

    def row(self, index: int) -> int:
        return index // self.columns

    def column(self, index: int) -> int:
        place = index % self.columns
        return place if self.row(index) % 2 == 0 else self.columns - 1 - place

    def lanes(self, loop: Loop) -> tuple[int, ...]:
        low, high = (self.row(index) for index in loop)
        return (low,) if low == high else (high,) if low == high + 1 else (low - 1, high)

    @property
    def far(self) -> tuple[Loop, ...]:
        """Loops past a whole row: they climb at the left edge."""
        return tuple(loop for loop in self.loops if len(self.lanes(loop)) == 2)

    @property
    def taken(self) -> Counter[int]:
        return Counter(lane for loop in self.loops for lane in self.lanes(loop))

    def turn(self, lane: int, loop: Loop) -> int:
        """Which of the lines in its lane a loop takes."""
        before = self.loops[: self.loops.index(loop)]
        return sum(lane in self.lanes(other) for other in before)


def drawn_wide(steps: tuple[StepFact, ...], loops: tuple[Loop, ...]) -> ProcessDrawing:
    rows = Rows(ceil(len(steps) / ceil(len(steps) / IN_A_ROW)), loops)
    boxes = _boxes_in_rows(steps, rows)
    arrows = [_forward(one, two) for one, two in pairwise(boxes)]
    arrows += [_backward(loop, boxes, rows) for loop in loops]
    last = rows.row(len(steps) - 1)
    under = FIRST_LANE + LANE * rows.taken[last] if rows.taken[last] else 0
    height = max(box.bottom for box in boxes) + under + EDGE
    return ProcessDrawing(WIDE, height, tuple(boxes), tuple(arrows))


def _boxes_in_rows(steps: tuple[StepFact, ...], rows: Rows) -> list[Box]:
    """Boxes of a row are as high as the highest of them."""
    side = FIRST_LANE + LANE * len(rows.far) if rows.far else 0
    width = min(WIDEST_BOX, (WIDE - 2 * EDGE - side - GAP * (rows.columns - 1)) // rows.columns)
    boxes: list[Box] = []
    y = EDGE
    for start in range(0, len(steps), rows.columns):
        places = range(start, min(start + rows.columns, len(steps)))
        lefts = [EDGE + side + rows.column(index) * (width + GAP) for index in places]
        height = max(_high_box(0, steps[index], x=0, y=y, width=width).height for index in places)
        boxes += [
            _high_box(index + 1, steps[index], x=x, y=y, width=width, least=height)
            for index, x in zip(places, lefts, strict=True)
        ]
        y += height + DROP + LANE * rows.taken[rows.row(start)]
    return boxes


def _high_box(number: int, step: StepFact, *, x: int, y: int, width: int, least: int = 0) -> Box:
    """The sign above the words."""
    top = y + PAD + SIGN + PAD + 8
    kind = block(step.word, x=x + PAD, y=top, width=width - 2 * PAD)
    text = block(step.text, x=x + PAD, y=top + LEADING * len(kind), width=width - 2 * PAD, kind=STRONG)
    height = 2 * PAD + SIGN + 8 + LEADING * (len(kind) + len(text))
    count = Label(x + width - PAD, y + PAD + 14, str(number), SMALL, "end")
    glyph = Glyph(f"k-{step.kind}", x + PAD, y + PAD, SIGN)
    return Box(step.kind, x, y, width, max(height, least), glyph, (count, *kind, *text))


def _forward(one: Box, two: Box) -> Arrow:
    (x, y), (to, below) = one.middle, two.middle
    if below > one.bottom:
        return Arrow(((x, one.bottom), (x, two.y)))
    ends = (one.x + one.width, two.x) if to > x else (one.x, two.x + two.width)
    return Arrow(((ends[0], y), (ends[1], y)))


def _backward(loop: Loop, boxes: list[Box], rows: Rows) -> Arrow:
    """Beside the middle of both boxes, where the way on from one row to the next may be."""
    start, end = (boxes[index] for index in loop)
    first, *more = rows.lanes(loop)
    leave = start.bottom if rows.row(loop[0]) == first else start.y
    towards = ASIDE if end.middle[0] > start.middle[0] else -ASIDE
    away, home = start.middle[0] + towards, end.middle[0] - (towards if end.x != start.x else ASIDE)
    level = _lane(first, loop, boxes, rows)
    points = [(away, leave), (away, level)]
    for lane in more:
        side = EDGE + LANE * rows.far.index(loop)
        points += [(side, level), (side, level := _lane(lane, loop, boxes, rows))]
    return Arrow((*points, (home, level), (home, end.bottom)), is_back=True)


def _lane(lane: int, loop: Loop, boxes: list[Box], rows: Rows) -> int:
    bottom = max(box.bottom for index, box in enumerate(boxes) if rows.row(index) == lane)
    return bottom + FIRST_LANE + LANE * rows.turn(lane, loop)
