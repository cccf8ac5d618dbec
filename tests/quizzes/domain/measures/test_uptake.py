import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.domain.measures import Offer, Share, is_idle, uptakes

CODES = st.lists(st.sampled_from(["DS1", "DS2", "DS3"]), min_size=1, max_size=4)
OFFERS = CODES.flatmap(lambda codes: st.builds(Offer, st.just(tuple(codes)), st.sampled_from([*codes, None])))


def test_choices_are_counted_for_each_time_of_being_offered():
    offers = [Offer(("DS1", "DS2"), "DS1"), Offer(("DS1", "DS3"), None), Offer(("DS1", "DS2"), "DS2")]

    assert uptakes(offers) == {"DS1": Share(1, 3), "DS2": Share(1, 2), "DS3": Share(0, 1)}


def test_an_option_that_stands_twice_is_offered_twice():
    assert uptakes([Offer(("DS1", "DS1"), "DS1")]) == {"DS1": Share(1, 2)}


def test_nobody_can_choose_what_was_not_offered():
    with pytest.raises(ValueError, match="DS9 was not offered"):
        uptakes([Offer(("DS1",), "DS9")])


@pytest.mark.parametrize(
    ("uptake", "idle"),
    [(Share(2, 60), True), (Share(3, 60), False), (Share(0, 59), False), (Share(0, 0), False), (Share(9, 200), True)],
)
def test_an_idle_option_is_hardly_ever_chosen(uptake, idle):
    assert is_idle(uptake) is idle


@given(st.lists(OFFERS))
def test_offers_and_choices_add_up(offers):
    found = uptakes(offers)

    assert sum(share.n for share in found.values()) == sum(len(offer.wrong) for offer in offers)
    assert sum(share.count for share in found.values()) == sum(offer.chosen is not None for offer in offers)
