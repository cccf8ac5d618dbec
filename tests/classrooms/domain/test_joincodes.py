import random

import pytest

from classrooms.domain.joincodes import ALPHABET, LENGTH, LOOK_ALIKES, make_code, normalise, spoken


def test_a_code_comes_from_the_dice():
    assert make_code(random.Random(4)) == make_code(random.Random(4)) != make_code(random.Random(5))


def test_a_code_is_six_signs_of_the_alphabet():
    codes = [make_code(random.Random(seed)) for seed in range(200)]

    assert {len(code) for code in codes} == {LENGTH}
    assert set("".join(codes)) == set(ALPHABET)


def test_no_two_signs_of_the_alphabet_look_alike():
    assert set(ALPHABET).isdisjoint(map(chr, LOOK_ALIKES))
    assert len(set(ALPHABET)) == len(ALPHABET)


@pytest.mark.parametrize("typed", ["KLZ7SB", "klz7sb", " klz-7sb ", "K1Z 7SB", "kl2-758", "KIZ7SB"])
def test_what_a_pupil_types_is_read_as_meant(typed):
    assert normalise(typed) == "KLZ7SB"


def test_a_code_is_read_as_it_is_spoken():
    code = make_code(random.Random(1))

    assert normalise(spoken(code)) == code


def test_a_code_is_spoken_in_two_halves():
    assert spoken("KLZ7SB") == "KLZ-7SB"
