import pytest

from quizzes.domain.item import BadItem, Option
from tests.quizzes.domain.items import item_of, proof_of


def test_item_knows_its_key():
    item = item_of("Job way", "Batch way", "Flow way", key=1)

    assert (item.key.text, item.key_position) == ("Batch way", 1)


def _broken_options(**changes):
    item = item_of("Job way", "Batch way")
    options = (item.options[0], item.options[1]._replace(**changes))
    return {"options": options, "certificate": tuple(map(proof_of, options))}


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        (_broken_options(text="Job way"), "two options read the same"),
        (_broken_options(correct=True), "there must be exactly one right option"),
        (_broken_options(why=" "), "'Batch way' needs an explanation of 1 to 60 words"),
        (_broken_options(why="word " * 61), "'Batch way' needs an explanation of 1 to 60 words"),
        ({"certificate": ()}, "the certificate must prove the options, in their order"),
    ],
)
def test_item_refuses_parts_that_make_no_question(changes, complaint):
    with pytest.raises(BadItem, match=f"^IM01:job:0: {complaint}$"):
        item_of("Job way", "Batch way", **changes)


def test_item_without_a_right_option_is_refused():
    options = (Option("Job way", correct=False, why="No.", note="job#definition"),)

    with pytest.raises(BadItem, match="exactly one right option"):
        item_of("Job way", options=options, certificate=tuple(map(proof_of, options)))


def test_item_accepts_an_explanation_of_sixty_words():
    item = item_of("Job way", "Batch way", **_broken_options(why="word " * 60))

    assert item.options[1].why == "word " * 60
