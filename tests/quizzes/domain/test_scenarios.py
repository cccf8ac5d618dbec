"""The rules for sets of clues, written again from the domain notes, and what they give."""

from collections import Counter
from dataclasses import replace
from itertools import combinations

import pytest

from opsmethods.domain.clues import suits
from quizzes.domain.generator import built, candidates_of
from quizzes.domain.scenarios import asked_settings, clues_of, families_for, hard_settings, settings_of
from tests.quizzes.domain.facts import second_facts, shipped_facts

SHIPPED = shipped_facts()
METHODS = ("job", "batch", "flow", "mass-customisation")
TABLE = """
q1 3 -1 -3 -3 | q2 -2 3 -1 -1 | q3 -3 -1 3 0 | q4 -3 -2 -1 3
v1 3 -2 -3 -1 | v2 -2 3 -1 -1 | v3 -3 -1 3 -2 | v4 -1 -2 -2 3
k1 2 0 -3 -3 | k2 0 2 -2 -1 | k3 -2 -1 3 0 | k4 -2 -1 0 3
s1 2 0 -2 -1 | s2 -1 2 -1 0 | s3 -2 0 2 -1 | s4 -1 0 0 2
t1 2 0 -3 -1 | t2 0 2 -2 0 | t3 -1 0 2 1 | t4 -1 -1 -2 3
"""
CLASHES = """
q1 v2 v3 v4 k3 k4 s3 t2 t4 | q2 v1 v3 v4 k1 k3 t4 | q3 v1 v2 v4 k1 s1 t1 t2 t4 | q4 v1 v2 v3 k1 k3 s1 t1
v1 k3 t2 t4 s3 | v2 t4 k3 | v3 t4 t2 k4 s1 | v4 k1 k3 s1 | k1 s4 | k3 s1 s4 t1 t4 | k4 s1 s3 t1
"""
OWN = {"job": {"q1", "v1"}, "batch": {"q2", "v2"}, "flow": {"q3", "v3"}, "mass-customisation": {"q4", "v4"}}
SCALE = {"flow": {"q3", "k3"}, "mass-customisation": {"q4", "k4"}}


def rows(text):
    return [row.split() for row in text.replace("\n", "|").split("|") if row.strip()]


SCORES = {code: dict(zip(METHODS, map(int, numbers), strict=True)) for code, *numbers in rows(TABLE)}
APART = {frozenset({code, other}) for code, *others in rows(CLASHES) for other in others}


def leader(codes):
    """The method with the highest total and its margin over the second."""
    totals = sorted(((sum(SCORES[code][one] for code in codes), one) for one in METHODS), reverse=True)
    return totals[0][1], totals[0][0] - totals[1][0]


def is_valid(codes):
    key, margin = leader(codes)
    without_one = [leader([code for code in codes if code != left]) for left in codes]
    against = [code for code in codes if SCORES[code][key] < 0]
    return (
        len({code[0] for code in codes}) == len(codes)
        and bool(OWN[key] & set(codes))
        and margin >= 4
        and all(found == key and by >= 2 for found, by in without_one)
        and not any(frozenset(pair) in APART for pair in combinations(codes, 2))
        and len(against) <= 1
        and not any(code[0] == "k" for code in against)
        and (key not in SCALE or bool(SCALE[key] & set(codes)))
    )


VALID = {frozenset(codes) for size in (3, 4, 5) for codes in combinations(SCORES, size) if is_valid(codes)}


def test_scores_and_clashes_of_the_pack_are_those_of_the_notes():
    clues = clues_of(SHIPPED)

    assert {clue.code: dict(clue.scores) for clue in clues} == SCORES
    assert {frozenset({clue.code, other}) for clue in clues for other in clue.told.clashes} == APART


def test_valid_sets_are_those_of_the_rules_and_no_others():
    settings = settings_of(SHIPPED)

    assert {frozenset(setting.codes) for setting in settings} == VALID
    assert len(settings) == len(VALID) == 164


def test_sets_are_as_many_as_the_notes_say():
    settings = settings_of(SHIPPED)

    assert Counter(setting.key for setting in settings) == {
        "job": 33,
        "batch": 65,
        "flow": 20,
        "mass-customisation": 46,
    }
    assert Counter(setting.key for setting in settings if setting.is_hard) == {
        "job": 12,
        "flow": 5,
        "mass-customisation": 2,
    }
    assert sum(len(families_for(SHIPPED, setting.key)) for setting in settings) == 1992


def test_a_set_is_hard_when_one_clue_speaks_against_its_key():
    for setting in settings_of(SHIPPED):
        against = [code for code in setting.codes if SCORES[code][setting.key] < 0]

        assert len(against) == setting.is_hard
        assert setting.key == leader(setting.codes)[0]


def accepting(*names):
    scenarios = replace(SHIPPED.material.scenarios, accepted=names)
    return replace(SHIPPED, material=replace(SHIPPED.material, scenarios=scenarios))


def told_by(facts, code):
    """The sets of clues that an item model tells, each as it is named."""
    parts = (candidate.ask.parts[1:] for candidate in candidates_of(facts, code))
    return {"-".join(sorted(part for part in told[: told.index("to") if "to" in told else None] if part in SCORES))
            for told in parts}  # fmt: skip


@pytest.mark.parametrize("code", ["IM15", "IM18"])
def test_a_hard_set_is_told_once_it_is_accepted_and_the_others_never(code):
    hard = {setting.name for setting in hard_settings(SHIPPED)}
    accepted = "q1-s1-t3-v1"

    assert len(hard) == 19
    assert told_by(SHIPPED, code) & hard == set()
    assert told_by(accepting(accepted), code) & hard == {accepted}


def test_a_reason_is_asked_for_in_an_accepted_set_only():
    before = {candidate.ask.signature for candidate in candidates_of(SHIPPED, "IM16")}
    after = {candidate.ask.signature for candidate in candidates_of(accepting("q1-s1-t3-v1"), "IM16")}

    assert before < after
    assert {signature.partition(":q1:s1:t3:v1:")[1] for signature in after - before} == {":q1:s1:t3:v1:"}


def made(code):
    """A question of each candidate that gives one."""
    items = (built(SHIPPED, one, seed=place, position=0) for place, one in enumerate(candidates_of(SHIPPED, code)))
    return [item for item in items if item is not None]


def test_the_change_that_turns_is_not_known_by_telling_of_no_event():
    events = [event.text for event in SHIPPED.material.scenarios.events]

    for item in made("IM18"):
        plain = [option for option in item.options if not any(text in option.text for text in events)]
        assert item.key in plain
        assert len(plain) >= 3, item


def test_a_change_says_two_things_in_every_option():
    for item in made("IM18"):
        assert {option.text.count(". ") + 1 for option in item.options} == {2}, item


def test_what_points_away_from_a_method_is_not_called_a_hint():
    for item in made("IM17"):
        for option, proof in zip(item.options, item.certificate, strict=True):
            against = int(proof.claim.rpartition("gap ")[2]) < 0
            assert ("points to another method" in option.why) == against, item
            assert not (against and "hint" in option.why)


def test_what_is_accepted_and_no_hard_set_changes_nothing():
    assert asked_settings(accepting("q1-s1-t1", "x1-y1-z1")) == asked_settings(SHIPPED)


def test_twelve_kinds_of_goods_suit_two_methods_or_more():
    assert sum(len(family.methods) > 1 for family in SHIPPED.material.scenarios.families) >= 12
    assert Counter(slug for family in SHIPPED.material.scenarios.families for slug in family.methods) == {
        "job": 10,
        "batch": 14,
        "flow": 10,
        "mass-customisation": 12,
    }


@pytest.mark.parametrize(
    ("codes", "suiting"),
    [(("q1", "s1", "t1"), (True, True)), (("q2", "s1", "k1"), (False, True)), (("q3", "s3", "t3"), (False, False))],
)
def test_a_method_suits_certainly_perhaps_or_not_at_all(codes, suiting):
    clues = tuple(clue for clue in clues_of(SHIPPED) if clue.code in codes)

    assert suits(clues, "job", METHODS) == suiting


def test_a_clash_told_on_one_side_only_holds_on_both():
    cues = SHIPPED.material.scenarios.cues
    first, second = (clue for clue in clues_of(SHIPPED) if clue.code in {"q1", "t2"})
    deaf = replace(first, told=replace(cues["q1"], clashes=()))

    assert deaf.clashes(second)
    assert second.clashes(deaf)


def test_clue_without_a_score_for_every_method_is_left_out():
    fits = {answer: {slug: row[slug] for slug in row if slug != "flow"} for answer, row in SHIPPED.fits.items()}

    assert clues_of(replace(SHIPPED, fits=fits)) == ()
    assert settings_of(second_facts()) == ()
