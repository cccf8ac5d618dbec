import pytest

from quizzes.domain.measures import Discrimination, Flag, Share, flags_of

SOUND = Discrimination(0.4, 100)


@pytest.mark.parametrize(
    ("right", "n", "chance", "flags"),
    [
        (0, 59, 0.25, ()),
        (14, 60, 0.25, (Flag.BELOW_CHANCE,)),
        (15, 60, 0.25, (Flag.HARD,)),
        (17, 60, 0.25, (Flag.HARD,)),
        (18, 60, 0.25, ()),
        (19, 60, 1 / 3, (Flag.BELOW_CHANCE,)),
        (20, 60, 1 / 3, ()),
        (54, 60, 0.25, ()),
        (55, 60, 0.25, (Flag.EASY,)),
    ],
)
def test_flags_of_facility(right, n, chance, flags):
    assert flags_of(Share(right, n), SOUND, chance=chance) == flags


@pytest.mark.parametrize(
    ("value", "n", "flags"),
    [
        (None, 100, ()),
        (-0.5, 59, ()),
        (0.10, 60, ()),
        (0.09, 60, (Flag.LOW,)),
        (0.0, 100, (Flag.LOW,)),
        (-0.01, 60, (Flag.NEGATIVE,)),
        (-0.01, 99, (Flag.NEGATIVE,)),
        (-0.01, 100, (Flag.NEGATIVE, Flag.WITHDRAW)),
    ],
)
def test_flags_of_discrimination(value, n, flags):
    assert flags_of(Share(50, 100), Discrimination(value, n), chance=0.25) == flags


def test_a_wrong_key_is_flagged_twice_over():
    flags = flags_of(Share(20, 100), Discrimination(-0.05, 100), chance=0.25)

    assert flags == (Flag.BELOW_CHANCE, Flag.NEGATIVE, Flag.WITHDRAW)
