import pytest

from quizzes.domain.reviewing import Component, Kind, UnknownComponent, component_from, components_of, name_of
from quizzes.domain.reviewing.components import pair_of
from tests.quizzes.domain.facts import four_methods

NAMES = {
    "dimension:UC": "Unit (average) cost",
    "misconception:JM2": "The belief “Job production always gives the best quality”",
    "term:lead-time": "Lead time",
    "pair:batch+job": "Job production or batch production",
}


@pytest.mark.parametrize("key", NAMES)
def test_component_is_named_in_words(shipped, key):
    assert name_of(shipped, component_from(key)) == NAMES[key]


def test_pair_is_the_same_either_way_round():
    assert pair_of("job", "batch") == pair_of("batch", "job") == component_from("pair:batch+job")


def test_component_is_found_again_by_its_key(either):
    components = components_of(either)

    assert [component_from(component.key) for component in components] == list(components)
    assert all(name_of(either, component) for component in components)


@pytest.mark.parametrize("key", ["", "UC", "dimension:", "method:job", ":UC"])
def test_text_that_is_no_key_is_refused(key):
    with pytest.raises(UnknownComponent):
        component_from(key)


@pytest.mark.parametrize("kind", Kind)
def test_component_that_is_not_in_the_notes_has_no_name(kind):
    with pytest.raises(UnknownComponent, match=f"{kind}:gone"):
        name_of(four_methods(), Component(kind, "gone"))
