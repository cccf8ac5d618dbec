from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opsmethods.domain.indexing import Document, Index, index_of
from opsmethods.domain.search import LONGEST, SHOWN, Found, Outcome, search
from opsmethods.domain.snippets import Piece

NAMES = [
    ("Just-in-time (JIT)", "JIT", "just-in-time"),
    ("Buffer inventory", "buffer stock", "buffers"),
    ("Kaizen",),
    ("()", "-"),
]


def index(*documents: tuple[str, ...]) -> Index:
    """Of title, where and body; each leads to its own title."""
    parts = ((*document, "", "")[:3] for document in documents)
    return index_of((Document(title, where, title, body) for title, where, body in parts), names=NAMES)


def asked(text: str, *documents: tuple[str, ...]) -> Found:
    return search(index(*documents), text)


def titles(found: Found) -> list[str]:
    return [hit.url for hit in found.hits]


def told(pieces: Iterable[Piece]) -> str:
    """With hits in square brackets."""
    return "".join(f"[{piece.text}]" if piece.is_hit else piece.text for piece in pieces)


def body_of(found: Found) -> str:
    """What is shown of the first hit."""
    return told(found.hits[0].snippet.pieces)


# --- Words ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("question", "body"),
    [
        ("batches", "A [batch] of rolls."),
        ("customization", "It is [customised]."),
        ("programme", "A [programmable] arm."),
        ("made-to-order", "It is [made] to [order]."),
        ("made to order", "It is [made]-to-[order]."),
        ("setup", "The [set-up] takes time."),
        ("set-up", "The [set-up] takes time."),
        ("café", "A [CAFE] opens."),
        ("firms", "The [firm's] cost."),
    ],
)
def test_a_word_is_found_however_it_is_written(question, body):
    plain = body.replace("[", "").replace("]", "")

    assert body_of(asked(question, ("Title", "", plain))) == body


def test_the_last_word_may_be_a_beginning():
    documents = [("One", "", "Automation pays."), ("Two", "", "An autumn sale.")]

    assert titles(asked("auto", *documents)) == ["One"]
    assert body_of(asked("a sale in aut", *documents)) == "An [autumn sale]."
    assert asked("auto pays", *documents).unknown == ("auto",)


def test_a_word_of_the_notes_is_no_beginning():
    assert titles(asked("car", ("One", "", "A car."), ("Two", "", "A carbon footprint."))) == ["One"]


def test_a_beginning_finds_no_common_word():
    assert asked("th", ("One", "", "The theme."), ("Two", "", "The other.")).total == 1


def test_other_names_of_the_glossary_are_found():
    documents = [("One", "", "Use JIT."), ("Two", "", "Goods come just in time."), ("Three", "", "It takes time.")]

    assert titles(asked("jit", *documents)) == ["One", "Two"]
    assert titles(asked("just-in-time", *documents)) == ["Two", "One"]
    assert told(search(index(*documents[1:]), "JIT").hits[0].snippet.pieces) == "Goods come [just in time]."
    assert body_of(asked("buffer stock", ("One", "", "There are buffers."))) == "There are [buffers]."
    assert asked("kaizen", *documents).outcome == Outcome.NOTHING


def test_where_its_own_words_stand_another_name_is_not_marked():
    assert body_of(asked("jit", ("One", "", "JIT means just in time."))) == "[JIT] means just in time."


def test_all_words_are_needed_but_for_common_ones():
    documents = [("One", "", "Low cost."), ("Two", "", "Low cost and high volume.")]

    found = asked("what is the cost of a volume", *documents)

    assert (found.outcome, titles(found), found.unknown) == (Outcome.ALL, ["Two"], ())


def test_a_word_asked_for_twice_counts_once():
    assert asked("cost costs costing", ("One", "", "Low cost.")).outcome == Outcome.ALL


# --- Not all words --------------------------------------------------------------------------------


def test_if_no_place_has_all_words_those_with_half_of_them_are_found():
    documents = [("One", "", "red"), ("Two", "", "red green"), ("Three", "", "blue"), ("Four", "", "red green blue")]

    found = asked("red green blue yellow", *documents)

    assert (found.outcome, titles(found), found.unknown) == (Outcome.MOST, ["Four", "Two"], ("yellow",))
    assert titles(asked("red zebra", *documents)) == ["One", "Two", "Four"]


def test_less_than_half_is_nothing():
    found = asked("Red, elephant! zebra", ("One", "", "red"))

    assert (found.outcome, found.total, found.hits) == (Outcome.NOTHING, 0, ())
    assert found.unknown == ("elephant", "zebra")


def test_a_likely_spelling_is_guessed():
    documents = [("One", "", "Mass customisation of a robot.")]

    assert asked("Mass custmization!", *documents).guess == "Mass customisation!"
    assert asked("customisaton robott", *documents).guess == "customisation robot"
    assert asked("zebra", *documents).guess == ""
    assert asked("robott zebra", *documents).guess == ""
    assert asked("robot", *documents).guess == ""
    assert asked("robota robotb robotc robotd", *documents).guess == ""


@pytest.mark.parametrize("text", ["", "   ", "\n\t\0", "?! ...", "\u200b"])
def test_nothing_asked_is_blank(text):
    assert asked(text, ("One", "", "red")).outcome == Outcome.BLANK


@pytest.mark.parametrize("text", ["the", "To be or NOT to be?"])
def test_common_words_alone_are_told_apart_from_nothing(text):
    assert asked(text, ("One", "", "to be or not to be")) == Found(text, is_cut=False, outcome=Outcome.COMMON)


def test_a_long_question_is_cut():
    found = asked("red  " + "x" * 200, ("One", "", "red"))

    assert (len(found.text), found.is_cut, found.unknown) == (LONGEST, True, ("x" * 96,))
    assert not asked("red" + " " * 200, ("One", "", "red")).is_cut


# --- Order ----------------------------------------------------------------------------------------


def order(question: str, *better_to_worse: tuple[str, ...]) -> None:
    """The places are found in this order, even if the notes have them the other way round."""
    assert titles(asked(question, *reversed(better_to_worse))) == [document[0] for document in better_to_worse]


def test_title_before_where_it_stands_before_body():
    order("lean", ("Lean", "x"), ("A", "Lean"), ("B", "x", "lean"))


def test_all_words_in_the_heading_before_words_side_by_side_before_some_in_the_title():
    order(
        "unit cost",
        ("Average cost", "per unit"),
        ("A", "x", "low unit cost"),
        ("Cost", "x", "of a unit"),
        ("B", "x", "The cost of a unit."),
    )


def test_more_words_in_the_heading_before_fewer_of_them():
    order("red green blue", ("Red green", "x", "blue"), ("Red", "Green", "blue"), ("Red car", "x", "blue green"))


def test_a_title_that_says_nothing_else_comes_first():
    order("robot", ("Robots", "x"), ("Robot arms", "x"), ("Robots and two other things", "x"))


def test_a_word_as_it_is_before_its_stem_before_another_name_before_a_beginning():
    order("robots", ("A", "x", "many robots"), ("B", "x", "one robot"))
    order("jit", ("A", "x", "JIT"), ("B", "x", "just in time"))
    order("flexi", ("Flexible A", "x"), ("Flexible B and C", "x"))


def test_the_same_word_as_it_is_comes_before_its_stem_in_longer_titles():
    order("robots", ("Robots here and there", "x"), ("Robot arm", "x"))


def test_words_that_stand_together_come_before_others():
    order("red green blue", ("A", "x", "red green, x blue"), ("B", "x", "green x red x blue"))


def test_equals_stay_in_the_order_of_the_notes():
    documents = [(name, "x", "A robot.") for name in "CAB"]

    assert titles(asked("robot", *documents)) == ["C", "A", "B"]


# --- What is shown --------------------------------------------------------------------------------


def test_a_hit_says_where_it_is():
    place = Document("Unit cost", "Job production, key features", "/job/#uc", "High.\nThe unit cost is high.", slot=3)

    (hit,) = search(index_of([place]), "cost of job").hits

    assert (told(hit.title), told(hit.where)) == ("Unit [cost]", "[Job] production, key features")
    assert told(hit.snippet.pieces) == "The unit [cost] is high."
    assert (hit.url, hit.slot, hit.glyph) == ("/job/#uc", 3, "g-3")


def test_only_the_first_are_shown_and_all_are_counted():
    found = asked("robot", *((f"{number}", "", "robot") for number in range(SHOWN + 5)))

    assert (found.total, titles(found)) == (SHOWN + 5, [str(number) for number in range(SHOWN)])


# --- Anything -------------------------------------------------------------------------------------

ASKED = "job Batch flow-line made to ORDER jit just in time buffer stock colour color İ ß ﬁ 3D <b> ' \u2019 - ."
WORDS = st.sampled_from(ASKED.split())
TEXTS = st.lists(WORDS).map(" ".join) | st.text()
DOCUMENTS = st.builds(Document, title=TEXTS, where=TEXTS, url=st.just("/"), body=TEXTS)


@given(st.lists(DOCUMENTS, max_size=6), TEXTS)
def test_any_question_is_answered_with_the_texts_themselves(documents, text):
    found = search(index_of(documents, names=NAMES), text)

    assert len(found.hits) == min(found.total, SHOWN)
    for hit in found.hits:
        texts = {(document.title, document.where) for document in documents}
        assert ("".join(piece.text for piece in hit.title), "".join(piece.text for piece in hit.where)) in texts
        assert any("".join(piece.text for piece in hit.snippet.pieces) in document.body for document in documents)
        assert any(piece.is_hit for pieces in (hit.title, hit.where, hit.snippet.pieces) for piece in pieces)
    assert bool(found.hits) == (found.outcome in {Outcome.ALL, Outcome.MOST})


@given(st.lists(DOCUMENTS, max_size=6), TEXTS)
def test_more_words_never_find_more_places(documents, text):
    whole = index_of(documents)

    one, both = search(whole, "job."), search(whole, f"job. {text} batch")

    assert both.outcome != Outcome.ALL or both.total <= one.total
