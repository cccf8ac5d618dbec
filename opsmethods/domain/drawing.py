"""Letters and lines: what every drawing of the notes is made of.

Coordinates are whole units of the drawing's own grid, x to the right and y down. Nobody knows which font a reader
has, so the width of a text is that in a wide one.
"""

from dataclasses import dataclass
from itertools import pairwise

Point = tuple[int, int]

# Hundredths of the font size that letters of a wide bold sans serif take.
WIDTHS = {
    **dict.fromkeys(" '/IJ\\ijl|,-.:;", 37),
    **dict.fromkeys('!()[]frt"*_`', 48),
    **dict.fromkeys("?cszLakvxy", 64),
    **dict.fromkeys("ABCKPRVXZGU", 80),
    **dict.fromkeys("DHNOQw#&+<=>~^", 88),
    **dict.fromkeys("mM%@W", 106),
}
OTHER, FULL_WIDTH, FIRST_FULL_WIDTH = 72, 106, "\u2e80"
STRONG, SMALL = "h", "sm"
SIZES = {STRONG: 14, SMALL: 13}
LEADING = 17
FEWEST = 3
HEAD, HALF_HEAD = 7, 5


@dataclass(frozen=True, slots=True)
class Label:
    """One line of text with its baseline at y. `kind` is STRONG or SMALL."""

    x: int
    y: int
    text: str
    kind: str = SMALL
    anchor: str = "start"

    @property
    def size(self) -> int:
        return SIZES[self.kind]

    @property
    def left(self) -> int:
        return self.x - {"start": 0, "middle": self.width // 2, "end": self.width}[self.anchor]

    @property
    def width(self) -> int:
        return width_of(self.text, size=self.size)


@dataclass(frozen=True, slots=True)
class Glyph:
    """A sign of signs.svg in a square."""

    name: str
    x: int
    y: int
    size: int


@dataclass(frozen=True, slots=True)
class Arrow:
    """A line along these points, each straight across or straight up from the one before, to its head at the last."""

    points: tuple[Point, ...]
    is_back: bool = False

    @property
    def line(self) -> str:
        return "M" + "L".join(f"{x} {y}" for x, y in self.points)

    @property
    def head(self) -> str:
        (x0, y0), (x, y) = self.points[-2:]
        dx, dy = _sign(x - x0), _sign(y - y0)
        one, other = ((x - HEAD * dx + side * dy, y - HEAD * dy + side * dx) for side in (HALF_HEAD, -HALF_HEAD))
        return f"M{one[0]} {one[1]}L{x} {y}L{other[0]} {other[1]}"

    @property
    def parts(self) -> tuple[tuple[Point, Point], ...]:
        return tuple(pairwise(self.points))


def width_of(text: str, *, size: int) -> int:
    """At most, in a font of this size."""
    hundredths = sum(WIDTHS.get(letter, FULL_WIDTH if letter >= FIRST_FULL_WIDTH else OTHER) for letter in text)
    return -(-hundredths * size // 100)


def wrapped(text: str, *, width: int, size: int) -> tuple[str, ...]:
    """The text in lines no wider than this; a word that is wider by itself is broken with a hyphen."""
    lines: list[str] = []
    for word in text.split():
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and width_of(joined, size=size) <= width:
            lines[-1] = joined
        else:
            lines += _broken(word, width=width, size=size)
    return tuple(lines)


def block(text: str, *, x: int, y: int, width: int, kind: str = SMALL, anchor: str = "start") -> tuple[Label, ...]:
    """The text in as many lines as it takes, the first with its baseline at y."""
    lines = wrapped(text, width=width, size=SIZES[kind])
    return tuple(Label(x, y + LEADING * index, line, kind, anchor) for index, line in enumerate(lines))


def _broken(word: str, *, width: int, size: int) -> list[str]:
    """In parts, none of them a letter or two where that can be helped."""
    parts = []
    while width_of(word, size=size) > width and len(word) > 1:
        longest = range(max(1, len(word) - FEWEST), 1, -1)
        end = next((end for end in longest if width_of(f"{word[:end]}-", size=size) <= width), 1)
        parts.append(f"{word[:end]}-")
        word = word[end:]
    return [*parts, word]


def _sign(number: int) -> int:
    return (number > 0) - (number < 0)
