"""Methods on a map of two dimensions: each is a box over the range that textbooks give it, on both.

Drawn twice. Wide, every level has its word and every box its name; tall, for a phone, the ends have words and the
boxes signs, and the names stand in a key.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import count

from opsmethods.domain.drawing import LEADING, STRONG, Arrow, Glyph, Label, block

AIR, BASELINE = 9, 14
SEARCH, GROW, GROWTHS = 6, 16, 24


@dataclass(frozen=True, slots=True)
class Axis:
    """A dimension: `words` has one for each level from the lowest."""

    label: str
    scale_low: int
    words: tuple[str, ...]

    def step(self, level: int) -> int:
        return level - self.scale_low

    def word(self, level: int) -> str:
        return self.words[self.step(level)]


@dataclass(frozen=True, slots=True)
class Range:
    """`level` is what is taught, `low` to `high` where textbooks put it."""

    low: int
    level: int
    high: int

    @property
    def steps(self) -> int:
        return self.high - self.low + 1


@dataclass(frozen=True, slots=True)
class Place:
    """Where a method is on both dimensions."""

    slug: str
    name: str
    slot: int
    across: Range
    up: Range

    @property
    def glyph(self) -> str:
        return f"g-{self.slot}"


@dataclass(frozen=True, slots=True)
class Area:
    x: int
    y: int
    width: int
    height: int

    def meets(self, other: "Area") -> bool:
        return (
            self.x < other.x + other.width
            and other.x < self.x + self.width
            and self.y < other.y + other.height
            and other.y < self.y + self.height
        )

    def holds(self, other: "Area") -> bool:
        return (
            self.x <= other.x
            and self.y <= other.y
            and other.x + other.width <= self.x + self.width
            and other.y + other.height <= self.y + self.height
        )

    def within(self, margin: int) -> "Area":
        return Area(self.x + margin, self.y + margin, self.width - 2 * margin, self.height - 2 * margin)


@dataclass(frozen=True, slots=True)
class MapBox:
    """`range` is the area of its levels, `area` that of the box in it, `sign` what glyph and name take."""

    place: Place
    range: Area
    area: Area
    sign: Area
    glyph: Glyph
    labels: tuple[Label, ...]


@dataclass(frozen=True, slots=True)
class MapDrawing:
    """`lines` are the borders between levels, `axes` their two arrows."""

    width: int
    height: int
    boxes: tuple[MapBox, ...]
    lines: tuple[Arrow, ...]
    axes: tuple[Arrow, Arrow]
    labels: tuple[Label, ...]


@dataclass(frozen=True, slots=True)
class MapRow:
    """A method in words."""

    place: Place
    across: str
    up: str


@dataclass(frozen=True, slots=True)
class Map:
    across: Axis
    up: Axis
    rows: tuple[MapRow, ...]
    wide: MapDrawing
    tall: MapDrawing

    @property
    def title(self) -> str:
        return f"{self.across.label} and {self.up.label[:1].lower()}{self.up.label[1:]}"

    @property
    def description(self) -> str:
        told = (f"{row.place.name}: {row.across.lower()} across, {row.up.lower()} up." for row in self.rows)
        return f"{self.across.label} runs across, {self.up.label[:1].lower()}{self.up.label[1:]} up. {' '.join(told)}"


@dataclass(frozen=True, slots=True)
class Sheet:
    """How much room a drawing has: `left` for the words of the axis that runs up, `least` for the height of a level.

    A box is `inset` from the borders of its levels, each that lies on it by `nest` more; in it glyph and name have a
    margin of `pad`, if that leaves them `room` across.
    """

    width: int
    left: int
    least: int
    inset: int
    nest: int
    pad: int
    sign: int
    room: int
    is_wide: bool


WIDE = Sheet(width=640, left=86, least=60, inset=4, nest=4, pad=5, sign=18, room=48, is_wide=True)
TALL = Sheet(width=288, left=58, least=42, inset=2, nest=3, pad=3, sign=16, room=16, is_wide=False)


def map_of_places(across: Axis, up: Axis, places: tuple[Place, ...]) -> Map:
    rows = (MapRow(place, said(across, place.across), said(up, place.up)) for place in places)
    wide, tall = (drawn(across, up, places, sheet=sheet) for sheet in (WIDE, TALL))
    return Map(across, up, tuple(rows), wide, tall)


def said(axis: Axis, span: Range) -> str:
    """The range in words: Low to medium."""
    low, high = axis.word(span.low), axis.word(span.high)
    return low if low == high else f"{low} to {high[:1].lower()}{high[1:]}"


# --- Drawing --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Grid:
    """Columns and rows of levels, and where they are drawn. Levels grow to the right and upwards."""

    across: Axis
    up: Axis
    sheet: Sheet
    level_height: int

    @property
    def level_width(self) -> int:
        return (self.sheet.width - self.sheet.left - AIR) // len(self.across.words)

    @property
    def title(self) -> tuple[Label, ...]:
        """Of the axis that runs up."""
        return block(self.up.label, x=0, y=BASELINE, width=self.sheet.width, kind=STRONG)

    @property
    def area(self) -> Area:
        width, height = self.level_width * len(self.across.words), self.level_height * len(self.up.words)
        return Area(self.sheet.left, LEADING * len(self.title) + AIR, width, height)

    def box(self, place: Place) -> Area:
        highest = len(self.up.words) - 1 - self.up.step(place.up.high)
        return Area(
            self.area.x + self.across.step(place.across.low) * self.level_width,
            self.area.y + highest * self.level_height,
            place.across.steps * self.level_width,
            place.up.steps * self.level_height,
        )


def drawn(across: Axis, up: Axis, places: tuple[Place, ...], *, sheet: Sheet) -> MapDrawing:
    """Levels are as high as it takes to keep the signs of all boxes apart, within reason."""
    heights = (sheet.least + GROW * growth for growth in range(GROWTHS))
    grids = (Grid(across, up, sheet, height) for height in heights)
    tried = ((grid, boxes) for grid in grids if (boxes := _boxes(grid, places)) is not None)
    grid, boxes = next(tried, None) or _crowded(across, up, places, sheet)
    words = (*grid.title, *_up_words(grid), *_across_words(grid))
    under = _under(grid, max(word.y for word in words))
    return MapDrawing(
        width=sheet.width,
        height=under[-1].y + AIR,
        boxes=boxes,
        lines=tuple(_lines(grid)),
        axes=_axes(grid.area),
        labels=(*words, *under),
    )


def _crowded(across: Axis, up: Axis, places: tuple[Place, ...], sheet: Sheet) -> tuple[Grid, tuple[MapBox, ...]]:
    """More methods in one place than can be told apart: their signs lie on one another."""
    grid = Grid(across, up, sheet, sheet.least + GROW * GROWTHS)
    return grid, tuple(_box(grid, place, ()) for place in places)


def _boxes(grid: Grid, places: tuple[Place, ...]) -> tuple[MapBox, ...] | None:
    """Each box a little inside those it would lie on; None if two signs cannot be kept apart."""
    boxes: list[MapBox] = []
    for place in places:
        box = _box(grid, place, tuple(boxes))
        if not box.range.holds(box.sign) or any(box.sign.meets(other.sign) for other in boxes):
            return None
        boxes.append(box)
    return tuple(boxes)


def _box(grid: Grid, place: Place, others: tuple[MapBox, ...]) -> MapBox:
    """With its sign in the first corner that is free, or further down."""
    sheet, whole = grid.sheet, grid.box(place)
    margin = sheet.inset + sheet.nest * sum(other.area.meets(whole) for other in others)
    area = whole.within(min(margin, (whole.width - sheet.pad) // 2))
    room = area.within(sheet.pad)
    if room.width < sheet.room:
        room = whole.within(sheet.inset)
    names = block(place.name, x=0, y=0, width=room.width, kind=STRONG) if sheet.is_wide else ()
    width = max([sheet.sign, *(name.width for name in names)])
    sign = Area(room.x, room.y, width, sheet.sign + LEADING * len(names))
    free = (spot for spot in _spots(room, sign) if not any(spot.meets(other.sign) for other in others))
    sign = next(free, sign)
    labels = (
        replace(name, x=sign.x, y=sign.y + sheet.sign + LEADING * line - 4) for line, name in enumerate(names, start=1)
    )
    return MapBox(place, whole, area, sign, Glyph(place.glyph, sign.x, sign.y, sheet.sign), tuple(labels))


def _spots(room: Area, sign: Area) -> Iterator[Area]:
    for y in range(room.y, room.y + room.height - sign.height + 1, SEARCH):
        for x in sorted({room.x, room.x + room.width - sign.width}):
            yield replace(sign, x=x, y=y)


def _lines(grid: Grid) -> Iterator[Arrow]:
    area = grid.area
    for step in range(1, len(grid.across.words) + 1):
        x = area.x + step * grid.level_width
        yield Arrow(((x, area.y), (x, area.y + area.height)))
    for step in range(len(grid.up.words)):
        y = area.y + step * grid.level_height
        yield Arrow(((area.x, y), (area.x + area.width, y)))


def _axes(area: Area) -> tuple[Arrow, Arrow]:
    corner = area.x, area.y + area.height
    return Arrow((corner, (area.x + area.width, corner[1]))), Arrow((corner, (area.x, area.y)))


def _across_words(grid: Grid) -> Iterator[Label]:
    """A word under each column; in a tall drawing under the first and the last."""
    area, words = grid.area, grid.across.words
    y = area.y + area.height + LEADING + 2
    if not grid.sheet.is_wide:
        half = area.width // 2 - AIR // 2
        yield from block(words[0], x=area.x, y=y, width=half)
        yield from block(words[-1], x=area.x + area.width, y=y, width=half, anchor="end")
        return
    for step, word in enumerate(words):
        x = area.x + step * grid.level_width + grid.level_width // 2
        yield from block(word, x=x, y=y, width=grid.level_width - 4, anchor="middle")


def _up_words(grid: Grid) -> Iterator[Label]:
    area, words = grid.area, grid.up.words
    for step, word in zip(count(), words, strict=False):
        if grid.sheet.is_wide or step in {0, len(words) - 1}:
            lines = block(word, x=area.x - 8, y=0, width=area.x - 10, anchor="end")
            top = area.y + area.height - (step + 1) * grid.level_height
            start = top + (grid.level_height - LEADING * len(lines)) // 2 + 12
            yield from (replace(line, y=line.y + start) for line in lines)


def _under(grid: Grid, lowest: int) -> tuple[Label, ...]:
    """The title of the axis that runs across, below its words."""
    end = grid.area.x + grid.area.width
    return block(grid.across.label, x=end, y=lowest + LEADING + AIR, width=end, kind=STRONG, anchor="end")
