import json
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.domain.counting import (
    FirstTry,
    KindTally,
    Line,
    Meaning,
    SubjectCount,
    as_json,
    first_tries,
    merged,
    pick_of,
    tally_from,
    tally_of,
)
from quizzes.domain.item import Strategy
from quizzes.domain.measures import Flag, Pick, Rating, Share, rate
from quizzes.domain.measures.confusion import CellCount, confusions, counts_of, ranked

KEY, FLOW, BATCH = "k", "f", "b"
OPTIONS = {
    KEY: Meaning("", Strategy.NONE, "x"),
    FLOW: Meaning("flow", Strategy.NEAR, "flow"),
    BATCH: Meaning("batch", Strategy.OTHER, "batch"),
}
PLAIN = {
    KEY: Meaning("", Strategy.NONE, "x"),
    FLOW: Meaning("", Strategy.SLIP, "10*v"),
    BATCH: Meaning("", Strategy.SLIP, "2*v"),
}


def line(person="p", *, attempt="1", signature="s", chosen=KEY, **values):
    given = {
        "kind": "test",
        "model": "IM01",
        "method": "job",
        "dimension": "VOL",
        "component": "dimension:VOL",
        "topic_version": 3,
        "right": chosen == KEY,
        "options": OPTIONS,
    }
    return Line(person=person, attempt=attempt, signature=signature, chosen=chosen, **given | values)


# --- First tries ----------------------------------------------------------------------------------


def met(lines):
    return [(first.line.person, first.line.attempt, first.line.signature) for first in first_tries(lines)]


def test_the_first_meeting_of_a_person_with_a_question_counts():
    lines = [line("p", attempt="1"), line("p", attempt="2"), line("p", attempt="2", signature="t"), line("q")]

    assert met(lines) == [("p", "1", "s"), ("p", "2", "t"), ("q", "1", "s")]


def test_a_question_left_open_was_met():
    assert met([line(chosen=""), line(attempt="2")]) == []


def test_practice_spoils_a_test():
    assert met([line(kind="practice"), line(attempt="2", kind="test")]) == [("p", "1", "s")]


def test_the_rest_is_the_share_right_of_the_other_questions():
    lines = [line(), line(signature="t", chosen=FLOW), line(signature="u")]

    assert [first.rest for first in first_tries(lines)] == [0.5, 1.0, 0.5]


def test_a_lone_question_has_no_rest():
    assert [first.rest for first in first_tries([line()])] == [None]


# --- Tallies --------------------------------------------------------------------------------------


def test_a_tally_counts_by_kind_model_and_component():
    lines = [line(certainty=3), line(signature="t", chosen=FLOW, kind="test", component="", certainty=3)]

    tally = tally_of(first_tries(lines))

    model, component = (tally["test"].subjects[key] for key in (("model", "IM01"), ("component", "dimension:VOL")))
    assert (model.facility, component.facility) == (Share(1, 2), Share(1, 1))
    assert model.offers == {"DS1": [1, 2], "DS3": [0, 2]}
    assert component.offers == {"flow": [0, 1], "batch": [0, 1]}
    assert model.rests == Counter({(True, 0.0): 1, (False, 1.0): 1})
    assert (model.versions, round(model.chance, 3)) == ((3, 3), 0.333)
    assert tally["test"].certainty == {3: [1, 2]}


def test_ratings_move_with_each_answer_and_go_on_from_those_before():
    first = tally_of(first_tries([line(options={})]))
    second = tally_of(first_tries([line("q", chosen=FLOW)]), before=first)

    once, _ = rate(Rating(), Rating(), right=True)
    twice, _ = rate(once, Rating(), right=False)
    assert first["test"].families == {"IM01": once}
    assert second["test"].families == {"IM01": twice}


def test_an_ability_goes_on_within_a_person_only():
    lines = [line(), line(signature="t"), line("q")]

    family, person = rate(Rating(), Rating(), right=True)
    family, _ = rate(family, person, right=True)
    family, _ = rate(family, Rating(), right=True)
    assert tally_of(first_tries(lines))["test"].families == {"IM01": family}


def test_an_answer_that_a_regrade_lets_count_is_no_wrong_option():
    tally = tally_of(first_tries([line(chosen=FLOW, right=True)]))

    assert tally["test"].subjects["model", "IM01"].offers == {"DS3": [0, 1]}
    assert tally["test"].cells == {("job", "batch", "VOL"): CellCount(offered=1)}


# --- Confusions -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("answer", "picks"),
    [
        (line(), [Pick("p", "job", "VOL", ("flow", "batch"), None)]),
        (line(chosen=FLOW), [Pick("p", "job", "VOL", ("flow", "batch"), "flow")]),
        (line(chosen=KEY, right=False), []),
        (line(options=PLAIN), []),
    ],
    ids=["right", "wrong", "key that is right no more", "nobody's values"],
)
def test_what_an_answer_says_of_confusions(answer, picks):
    assert list(pick_of(answer)) == picks


def test_a_confusion_has_counts_of_people():
    lines = [line("p", chosen=FLOW), line("p", signature="t", chosen=FLOW), line("q")]

    cell = tally_of(first_tries(lines))["test"].confusions()[0]

    assert (cell.taken_for, cell.offered, cell.chosen, cell.people) == ("flow", 3, 2, 1)


# --- Slices ---------------------------------------------------------------------------------------

ANSWERS = st.lists(
    st.builds(
        line,
        st.sampled_from("pqr"),
        signature=st.sampled_from("stuv"),
        attempt=st.sampled_from("12"),
        chosen=st.sampled_from([KEY, FLOW, BATCH, ""]),
        kind=st.sampled_from(["test", "practice"]),
        certainty=st.sampled_from([None, 1, 3]),
        topic_version=st.sampled_from([2, 5]),
    ),
    max_size=30,
)


@given(ANSWERS)
def test_slices_of_people_add_up_to_the_whole(lines):
    lines = sorted(lines, key=lambda one: (one.person, one.attempt))
    whole = tally_of(first_tries(lines))

    sliced = {}
    for person in "pqr":
        own = [one for one in lines if one.person == person]
        read_again = tally_from(json.loads(json.dumps(as_json(sliced))))
        sliced = merged(read_again, tally_of(first_tries(own), before=read_again))

    assert {kind: _rounded(one) for kind, one in sliced.items()} == {kind: _rounded(one) for kind, one in whole.items()}


def _rounded(one: KindTally):
    for count in one.subjects.values():
        count.chances = round(count.chances, 6)
    for cell in one.cells.values():
        cell.even = round(cell.even, 6)
    return one.subjects, one.cells, one.certainty, one.families


def test_confusions_of_added_counts_are_those_of_all_picks():
    picks = [Pick(person, "job", "VOL", ("flow", "batch"), "flow") for person in "pqrs"]

    one, other = counts_of(picks[:1]), counts_of(picks[1:])

    assert ranked({cell: one[cell] + other[cell] for cell in one}) == confusions(picks)


# --- One subject ----------------------------------------------------------------------------------


def test_a_subject_has_its_figures_and_flags():
    count = SubjectCount()
    for number in range(60):
        count.add(FirstTry(line(chosen=FLOW if number % 10 else KEY), 0.5), code_of={FLOW: "flow", BATCH: "batch"})

    assert count.facility == Share(6, 60)
    assert (count.discrimination.value, count.discrimination.n) == (None, 60)
    assert count.flags == (Flag.BELOW_CHANCE,)


def test_nothing_tried_has_no_chance():
    assert SubjectCount().chance == 0.0


def test_nothing_added_changes_nothing():
    count = SubjectCount(n=1, right=1, versions=(2, 2))

    count.merge(SubjectCount())

    assert count == SubjectCount(n=1, right=1, versions=(2, 2))
