"""Methods on a map: boxes where the ranges are, every name in its box, no name on another."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opsmethods.domain.maps import Area, Axis, Map, MapBox, Place, Range, map_of_places, said

LEVELS = ("Very low", "Low", "Medium", "High", "Very high")
VOLUME, VARIETY = Axis("Volume", 1, LEVELS), Axis("Variety of versions", 1, LEVELS)
NAMES = ("Job", "Batch production", "Mass customisation", "Internationalisation")


def place(slot: int, across: tuple[int, int], up: tuple[int, int], name: str = "Batch production") -> Place:
    return Place(f"m{slot}", name, slot, Range(across[0], across[0], across[1]), Range(up[0], up[0], up[1]))


FOUR = (
    place(1, (1, 1), (4, 5), "Job production"),
    place(2, (2, 3), (3, 3), "Batch production"),
    place(3, (5, 5), (1, 1), "Flow production"),
    place(4, (4, 5), (4, 5), "Mass customisation"),
)


@st.composite
def any_map(draw) -> Map:
    """Two to four methods anywhere on scales of two to seven levels that need not start at 1."""
    axes = []
    for label in ("Across", "Up"):
        low, count = draw(st.integers(-2, 3)), draw(st.integers(2, 7))
        axes.append(Axis(label, low, tuple(draw(st.sampled_from(LEVELS)) for _ in range(count))))
    places = []
    for slot in range(1, draw(st.integers(2, 4)) + 1):
        spans = []
        for axis in axes:
            top = axis.scale_low + len(axis.words) - 1
            spans.append(tuple(sorted(draw(st.integers(axis.scale_low, top)) for _ in range(2))))
        places.append(place(slot, *spans, draw(st.sampled_from(NAMES))))
    return map_of_places(*axes, tuple(places))


def boxes_of(whole: Map) -> list[tuple[MapBox, ...]]:
    return [whole.wide.boxes, whole.tall.boxes]


@given(any_map())
def test_everything_is_inside_the_drawing(whole):
    for drawing in (whole.wide, whole.tall):
        sheet = Area(0, 0, drawing.width, drawing.height)
        assert all(sheet.holds(box.area) for box in drawing.boxes)
        assert [
            label
            for label in drawing.labels
            if not (label.left >= 0 and label.left + label.width <= drawing.width and 0 < label.y < drawing.height)
        ] == []
        points = [point for arrow in (*drawing.lines, *drawing.axes) for point in arrow.points]
        assert all(0 < x < drawing.width and 0 < y < drawing.height for x, y in points)


@given(any_map())
def test_signs_are_in_their_boxes_and_apart(whole):
    for boxes in boxes_of(whole):
        assert all(box.range.holds(box.area) and box.range.holds(box.sign) for box in boxes)
        assert not any(one.sign.meets(other.sign) for one, other in combinations(boxes, 2))


@given(any_map())
def test_names_are_within_their_signs(whole):
    for box in whole.wide.boxes:
        labels = [Area(label.left, label.y - 11, label.width, 12) for label in box.labels]
        assert " ".join(label.text for label in box.labels).replace("- ", "") == box.place.name
        assert all(box.sign.holds(label) for label in labels)


@given(any_map())
def test_no_two_boxes_have_the_same_edge(whole):
    """Those of the same range are drawn inside one another."""
    for boxes in boxes_of(whole):
        assert len({box.area for box in boxes}) == len(boxes)


@given(any_map())
def test_boxes_touch_only_where_ranges_do(whole):
    def share(one: Range, other: Range) -> bool:
        return one.low <= other.high and other.low <= one.high

    for boxes in boxes_of(whole):
        for one, other in combinations(boxes, 2):
            both = share(one.place.across, other.place.across) and share(one.place.up, other.place.up)
            assert one.area.meets(other.area) == both


def test_a_box_covers_its_range_on_both_axes():
    whole = map_of_places(VOLUME, VARIETY, FOUR)

    width, height = 109, 76
    left, top = 86, 26
    assert [box.area for box in whole.wide.boxes] == [
        Area(left + 4, top + 4, width - 8, 2 * height - 8),
        Area(left + width + 4, top + 2 * height + 4, 2 * width - 8, height - 8),
        Area(left + 4 * width + 4, top + 4 * height + 4, width - 8, height - 8),
        Area(left + 3 * width + 4, top + 4, 2 * width - 8, 2 * height - 8),
    ]


def test_a_wide_map_has_all_words_and_names_a_tall_one_the_ends():
    whole = map_of_places(VOLUME, VARIETY, FOUR)

    assert sorted(label.text for label in whole.wide.labels) == sorted(
        [*LEVELS, *LEVELS, "Volume", "Variety of versions"]
    )
    assert [label.text for label in whole.tall.labels] == [
        "Variety of versions",
        *("Very", "low", "Very", "high"),
        *("Very low", "Very high"),
        "Volume",
    ]
    assert [box.labels for box in whole.tall.boxes] == [()] * 4


def test_more_methods_in_one_place_than_there_is_room_for_are_drawn_all_the_same():
    crowd = tuple(place(slot, (1, 1), (1, 1), "Mass customisation of shoes") for slot in range(1, 9))

    for boxes in boxes_of(map_of_places(VOLUME, VARIETY, crowd)):
        assert len(boxes) == 8
        assert min(min(box.area.width, box.area.height) for box in boxes) > 0


def test_a_map_is_told_in_words():
    whole = map_of_places(VOLUME, VARIETY, FOUR[:2])

    assert whole.title == "Volume and variety of versions"
    assert [(row.across, row.up) for row in whole.rows] == [
        ("Very low", "High to very high"),
        ("Low to medium", "Medium"),
    ]
    assert whole.description == (
        "Volume runs across, variety of versions up. Job production: very low across, high to very high up. "
        "Batch production: low to medium across, medium up."
    )


@pytest.mark.parametrize(("span", "words"), [(Range(3, 3, 3), "Medium"), (Range(2, 2, 3), "Low to medium")])
def test_a_range_is_said(span, words):
    assert said(VOLUME, span) == words
