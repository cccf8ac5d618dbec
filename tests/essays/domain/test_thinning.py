from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from essays.domain.thinning import Kept, settled_until, surplus

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
LATER = START + timedelta(days=1)
FIRST = Kept(1, START, "autosave", superseded=False, handed_in=False)
OPENING = "Job production makes a single item to one client's requirements, so labour time cannot be shared. "


def saved(number, seconds, **changes):
    return replace(FIRST, id=number, at=START + timedelta(seconds=seconds), **changes)


@st.composite
def drafts(draw):
    seconds = draw(st.lists(st.integers(-30, 3000), max_size=25))
    return [
        saved(
            number,
            second,
            cause=draw(st.sampled_from(["autosave", "autosave", "save", "restore"])),
            superseded=draw(st.integers(0, 4)) == 0,
            handed_in=draw(st.integers(0, 4)) == 0,
        )
        for number, second in enumerate(seconds, start=1)
    ]


def thinned(draft, until=LATER):
    going = surplus(draft, until=until)
    return [version for version in draft if version.id not in going]


def test_nothing_is_deleted_of_nothing():
    assert surplus([], until=LATER) == frozenset()


def test_the_first_and_the_last_of_each_five_minutes_stay():
    draft = [saved(1, 0), saved(2, 10), saved(3, 299), saved(4, 300), saved(5, 310), saved(6, 900)]

    assert surplus(draft, until=LATER) == {2, 4}


def test_the_worked_example_of_the_docstring():
    draft = [saved(number + 1, 10 * number) for number in range(60)]

    assert [version.at - START for version in thinned(draft)] == [
        timedelta(0),
        timedelta(minutes=4, seconds=50),
        timedelta(minutes=9, seconds=50),
    ]


@pytest.mark.parametrize("needed", [{"cause": "restore"}, {"superseded": True}, {"handed_in": True}])
def test_what_cannot_be_made_again_stays(needed):
    draft = [saved(1, 0), saved(2, 10, **needed), saved(3, 20), saved(4, 30)]

    assert surplus(draft, until=LATER) == {3}


def test_a_version_set_aside_does_not_take_the_place_of_the_text():
    draft = [saved(1, 0), saved(2, 10), saved(3, 20), saved(4, 30, superseded=True)]

    assert surplus(draft, until=LATER) == {2}


def test_what_was_saved_after_the_hand_in_is_not_thinned():
    draft = [saved(1, 0), saved(2, 10), saved(3, 20), saved(4, 30)]

    assert surplus(draft, until=START + timedelta(seconds=15)) == {2}


def test_hand_ins_settle_after_a_day():
    earlier, latest = START, START + timedelta(hours=3)

    assert settled_until([earlier, latest], now=START + timedelta(hours=23)) is None
    assert settled_until([earlier, latest], now=START + timedelta(hours=24)) == earlier
    assert settled_until([latest, earlier], now=START + timedelta(hours=27)) == latest


@given(drafts(), st.integers(0, 3000))
def test_thinning_again_deletes_nothing(draft, seconds):
    until = START + timedelta(seconds=seconds)

    assert surplus(thinned(draft, until), until=until) == frozenset()


@given(drafts(), st.integers(0, 3000))
def test_thinning_in_two_steps_is_thinning_once(draft, seconds):
    assert thinned(thinned(draft, START + timedelta(seconds=seconds))) == thinned(draft)


@given(drafts())
def test_the_current_text_the_first_and_the_needed_versions_stay(draft):
    current = [version for version in draft if not version.superseded][-1:]
    needed = [version for version in draft if version.superseded or version.handed_in or version.cause == "restore"]

    assert {version.id for version in [*draft[:1], *draft[-1:], *current, *needed]} <= {
        version.id for version in thinned(draft)
    }


def test_an_essay_of_forty_minutes_is_stored_in_under_300_kilobytes():
    words = (OPENING * 70).split()
    texts = {number: " ".join(words[: number * 25 // 6]) for number in range(1, 241)}
    draft = [saved(number, 10 * number) for number in texts]

    sizes = [len(texts[version.id].encode()) for version in draft]
    stored = sum(len(texts[version.id].encode()) for version in thinned(draft))

    assert len(texts[240].split()) == 1000
    assert (sum(sizes), stored) == (737_036, 27_567)
    assert stored <= 300_000
