"""Banks that do not fit together, or do not fit the notes, are refused with file, path and reason."""

import pytest

from opsmethods.domain.content import parse_pack
from opsmethods.domain.documents import documents_of
from opsmethods.domain.schema import ContentError
from tests.opsmethods.packs import documents, load, spoiled

SORTED, PUZZLES, SKILLS = "banks/IM22.yaml", "banks/IM12.yaml", "banks/IM37.yaml"
SCENARIOS = "banks/scenarios.yaml"


@pytest.mark.parametrize(
    ("file", "path", "value", "problem"),
    [
        (SORTED, "groups.0.note", "lean#just-too-late",
         "banks/IM22.yaml: just-in-time.note: There is no place in the notes lean#just-too-late."),
        (SORTED, "groups.0.apart", ["kanban", "can-ban"],
         "banks/IM22.yaml: just-in-time.apart: There is no other group can-ban."),
        (SORTED, "groups.0.apart", ["just-in-time"],
         "banks/IM22.yaml: just-in-time.apart: There is no other group just-in-time."),
        (SORTED, "groups.1.code", "just-in-time", "banks/IM22.yaml: group just-in-time stands 2 times"),
        (SORTED, "groups.0.cases.1.code", "a1", "banks/IM22.yaml: just-in-time: case a1 stands 2 times"),
        (SORTED, "groups.0.cases.1.reason", "None.", "banks/IM22.yaml: groups[0].cases[1].reason: unknown key"),
        (SORTED, "groups.0.cases.1.why", "", "banks/IM22.yaml: groups[0].cases[1].why: must be text, not ''"),
        (PUZZLES, "sets.0.note", "job#zz", "banks/IM12.yaml: JM1.note: There is no place in the notes job#zz."),
        (PUZZLES, "sets.0.method", "craft", "banks/IM12.yaml: JM1.method: There is no method craft."),
        (PUZZLES, "sets.1.code", "JM1", "banks/IM12.yaml: set JM1 stands 2 times"),
        (PUZZLES, "sets.0.replies.1.code", "k1", "banks/IM12.yaml: JM1: reply k1 stands 2 times"),
        (PUZZLES, "sets.0.replies.0.role", "other",
         "banks/IM12.yaml: JM1.replies: There is no right reply: none is in the role of key."),
        (PUZZLES, "sets.0.replies", [{"code": "k1", "role": "key", "text": "False", "why": "So."}],
         "banks/IM12.yaml: JM1.replies: There is no wrong reply."),
        (SCENARIOS, "cues.q1.answer", "volume.hundreds",
         "banks/scenarios.yaml: cues.q1.answer: There is no answer volume.hundreds."),
        (SCENARIOS, "cues.q1.own", "craft", "banks/scenarios.yaml: cues.q1.own: There is no method craft."),
        (SCENARIOS, "cues.q3.scale_for", ["flow", "craft"],
         "banks/scenarios.yaml: cues.q3.scale_for: There is no method craft."),
        (SCENARIOS, "cues.q1.clashes", ["v9"], "banks/scenarios.yaml: cues.q1.clashes: There is no other clue v9."),
        (SCENARIOS, "cues.q1.clashes", ["q1"], "banks/scenarios.yaml: cues.q1.clashes: There is no other clue q1."),
        (SCENARIOS, "cues.q1.texts", ["It makes {few} a year."],
         "banks/scenarios.yaml: cues.q1.texts: There is nothing to put for {few}."),
        (SCENARIOS, "cues.q1.texts", ["It makes {one a year."],
         "banks/scenarios.yaml: cues.q1.texts: A brace is not closed."),
        (SCENARIOS, "noise.0.text", "The {town} is near.",
         "banks/scenarios.yaml: noise: There is nothing to put for {town}."),
        (SCENARIOS, "events.0.text", "The {town} grows.",
         "banks/scenarios.yaml: events: There is nothing to put for {town}."),
        (SCENARIOS, "accepted", ["k1-q1-s1-t3", "q9-s1-t3"],
         "banks/scenarios.yaml: accepted[1]: There is no clue q9."),
        (SCENARIOS, "accepted", ["q1-s1-t1"],
         "banks/scenarios.yaml: accepted[0]: No clue of q1-s1-t1 speaks against its method, so it is asked anyway."),
        (SCENARIOS, "accepted", ["k1-q1-s1-t3", "k1-q1-s1-t3"],
         "banks/scenarios.yaml: accepted k1-q1-s1-t3 stands 2 times"),
    ],
)  # fmt: skip
def test_a_broken_bank_is_refused(file, path, value, problem):
    with pytest.raises(ContentError) as error:
        spoiled("operations-methods", file, path, value)

    assert error.value.problems.count(problem) == 1


@pytest.mark.parametrize(
    ("file", "index", "kind", "what"),
    [("families", 1, "code", "family"), ("noise", 1, "code", "noise"), ("events", 1, "code", "events")],
)
def test_the_parts_of_a_scenario_have_their_own_codes(file, index, kind, what):
    first = documents("operations-methods")[SCENARIOS][file][0][kind]

    with pytest.raises(ContentError, match=f"banks/scenarios.yaml: {what} {first} stands 2 times"):
        spoiled("operations-methods", SCENARIOS, f"{file}.{index}.{kind}", first)


def test_goods_are_made_by_methods_that_there_are():
    code = documents("operations-methods")[SCENARIOS]["families"][0]["code"]

    with pytest.raises(ContentError, match=f"{code}.methods: There is no method craft."):
        spoiled("operations-methods", SCENARIOS, "families.0.methods", ["job", "craft"])


def test_a_clash_on_one_side_is_told_on_both():
    found = documents("operations-methods")
    found[SCENARIOS]["cues"]["q1"]["clashes"].remove("v2")

    with pytest.raises(ContentError) as error:
        parse_pack(found)

    assert error.value.problems == (
        "banks/scenarios.yaml: cues.q1.clashes: q1 and v2 must name each other, or neither.",
        "banks/scenarios.yaml: cues.v2.clashes: v2 and q1 must name each other, or neither.",
    )


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        (SORTED, "banks/IM34.yaml", "banks/IM34.yaml: There is no item model IM34. Known: IM01, "),
        (SORTED, "banks/IM01.yaml", "banks/IM01.yaml: IM01 has no {case} to ask about."),
        (PUZZLES, "banks/IM22.yaml", "banks/IM22.yaml: IM22 has no {prompt} to ask about."),
        (SKILLS, "banks/IM12.yaml", "banks/IM12.yaml: "),
    ],
)
def test_a_bank_is_named_for_a_model_that_asks_about_it(old, new, problem):
    found = documents("operations-methods")
    found[new] = found.pop(old)

    with pytest.raises(ContentError) as error:
        parse_pack(found)

    assert any(line.startswith(problem) for line in error.value.problems)


def test_a_pack_need_not_have_banks():
    found = {name: data for name, data in documents("pricing-strategies").items() if not name.startswith("banks/")}

    pack = parse_pack(found)

    assert (dict(pack.material.banks), dict(pack.material.scenarios.cues)) == ({}, {})
    assert not [name for name in documents_of(pack) if name.startswith("banks/")]


def test_a_group_without_cases_is_a_wrong_option():
    groups = load("pricing-strategies").material.banks["IM22"].groups

    assert [(group.code, len(group.cases)) for group in groups][-2:] == [("bundle", 2), ("peak", 0)]
