from random import Random

from quizzes.domain.candidate import SIGNATURE_LENGTH, Ask, Choice, Demand, Draft, item_from, mixed
from quizzes.domain.item import Item, Option, Proof, Strategy
from quizzes.domain.item_models import ITEM_MODELS
from tests.quizzes.domain.facts import four_methods
from tests.quizzes.domain.items import FALSE, TRUE

ASK = Ask("IM05", "job", Demand.RECALL, ("UC", "most", "batch,flow,job"), dimension="UC")
KEY = Choice("Job way", "It costs most.", "job#uc", "UC: job is most", TRUE)
WRONG = Choice("Flow way", "It costs least.", "flow#uc", "UC: flow is most", FALSE, Strategy.OTHER)


def test_signature_is_readable():
    assert ASK.signature == "IM05:UC:most:batch,flow,job"


def test_signature_of_long_names_is_hashed_to_fit_its_column():
    long = Ask("IM05", "job", Demand.RECALL, ("UC", "most", "x" * SIGNATURE_LENGTH))
    other = Ask("IM05", "job", Demand.RECALL, ("UC", "most", "y" * SIGNATURE_LENGTH))

    assert len(long.signature) == len("IM05:") + 64
    assert long.signature != other.signature


def test_key_stands_at_its_position():
    wrong = [WRONG, Choice("Batch way", "No.", "batch#uc", "", FALSE, Strategy.NEAR)]

    orders = [mixed(KEY, wrong, position=position, rng=Random(1)) for position in range(3)]

    assert [order.index(KEY) for order in orders] == [0, 1, 2]
    assert all(set(order) == {KEY, *wrong} for order in orders)


def test_item_is_put_together_with_its_certificate():
    item = item_from(ASK, Draft("Which costs most?", (KEY, WRONG), ("job", "flow")), seed=7)

    assert item == Item(
        model="IM05",
        seed=7,
        signature="IM05:UC:most:batch,flow,job",
        stem="Which costs most?",
        options=(
            Option("Job way", correct=True, why="It costs most.", note="job#uc"),
            Option("Flow way", correct=False, why="It costs least.", note="flow#uc"),
        ),
        method="job",
        dimension="UC",
        methods=("job", "flow"),
        ao="AO1",
        bloom="remember",
        difficulty=2,
        certificate=(
            Proof("Job way", "UC: job is most", TRUE, correct=True),
            Proof("Flow way", "UC: flow is most", FALSE, correct=False, strategy=Strategy.OTHER),
        ),
    )


def test_model_says_what_keeps_notes_from_feeding_it():
    model = ITEM_MODELS["IM03"]

    assert model.obstacle(four_methods()) is None
    assert model.obstacle(four_methods(wordings=())) == "Example to method: no wording is written."
    assert model.obstacle(four_methods(examples=())) == (
        "Example to method: the notes need examples, and for each pair of methods a sentence that tells them apart."
    )
