from copy import deepcopy
from pathlib import Path

import pytest

from essays.domain.content import ContentError, parse_pack
from essays.domain.exemplar import ExemplarMarkSpec, ExemplarSpec, NoteSpec
from essays.domain.marking import Judgement, Limit, total
from essays.domain.text import count_words, paragraphs
from opsmethods.exports.yaml_text import load_yaml

ROOT = Path(__file__).parents[3]
MAIN = ROOT / "essays/content/operations-methods"
SECOND = ROOT / "tests/packs/pricing-strategies"

# The examiner's summary: code, band, words, marks of C1 to C4, total.
SUMMARY = [
    ("p1w", "weak", 168, (2, 1, 1, 1), 5),
    ("p1s", "secure", 300, (3, 3, 4, 2), 12),
    ("p1e", "excellent", 572, (4, 4, 6, 5), 19),
    ("p2w", "weak", 153, (2, 1, 1, 1), 5),
    ("p2s", "secure", 322, (3, 3, 4, 3), 13),
    ("p2e", "excellent", 576, (4, 4, 5, 5), 18),
    ("p3w", "weak", 146, (2, 1, 2, 1), 6),
    ("p3s", "secure", 285, (3, 3, 4, 3), 13),
    ("p3e", "excellent", 518, (4, 4, 6, 5), 19),
    ("p4w", "weak", 142, (2, 2, 1, 1), 6),
    ("p4s", "secure", 292, (3, 3, 4, 3), 13),
    ("p4e", "excellent", 573, (4, 4, 5, 6), 19),
    ("p5w", "weak", 151, (1, 1, 1, 1), 4),
    ("p5s", "secure", 290, (3, 3, 3, 3), 12),
    ("p5e", "excellent", 607, (4, 4, 5, 5), 18),
]

# Caps the examiner's own reasons speak of, and which the sample answers must therefore say hold.
SPOKEN_OF = {("p1w", "C1", "K"), ("p1s", "C4", "E1"), ("p4w", "C4", "E1")}

GENERAL = {
    "criteria": {
        "C1": {
            "name": "Knowledge",
            "objective": "AO1",
            "unevidenced_maximum": 1,
            "question": "Which sentence?",
            "levels": {0: {"marks": [0, 0], "text": "None."}, 1: {"marks": [1, 2], "text": "Some."}},
            "caps": {"K": {"maximum": 1, "question": "There?", "clears": "It is", "holds": "It is not"}},
        },
        "C2": {
            "name": "Use",
            "objective": "AO2",
            "unevidenced_maximum": 1,
            "question": "Which firm?",
            "levels": {0: {"marks": [0, 0], "text": "None."}, 1: {"marks": [1, 2], "text": "Some."}},
        },
    }
}
PROMPT = {
    "number": 1,
    "title": "Title",
    "text": "Discuss.",
    "command": "Discuss means more than one side.",
    "variants": {level: {"marks": 4, "minutes": 3, "words": [10, 20]} for level in ("O", "AS", "A")},
    "rubric": {},
}
ANSWERS = {
    "prompt": 1,
    "exemplars": {
        "a1": {
            "band": "weak",
            "status": "provisional",
            "text": "It is cheap.\n\nSo it is good.\n",
            "marks": {"C2": {"mark": 0, "reason": "No firm."}, "C1": {"mark": 1, "reason": "One fact."}},
            "caps": {"C1": {"K": "holds"}},
            "next_step": "Say why.",
            "notes": [{"quote": "cheap", "criterion": "C1", "note": "A fact."}],
        }
    },
}


def read(folder: Path) -> dict[str, object]:
    return {file.name: load_yaml(file.read_text()) for file in sorted(folder.glob("essays*.yaml"))}


def shipped():
    """Every exemplar of the main pack with the rubric it was marked by."""
    return [(each, prompt.rubric) for prompt in parse_pack(read(MAIN)).prompts for each in prompt.exemplars]


def broken(*path, value=None, drop=False):
    """The small pack with one thing changed in its exemplars."""
    answers = deepcopy(ANSWERS)
    *way, last = path
    place = answers
    for step in way:
        place = place[step]
    if drop:
        del place[last]
    else:
        place[last] = value
    return {"rubric": GENERAL, "prompt": PROMPT, "answers": answers}


def marked(exemplar, rubric):
    """The total of the raw marks once the caps that hold are applied."""
    limits = {criterion.code: {cap.code: cap.maximum for cap in criterion.caps} for criterion in rubric.criteria}
    return total(
        (
            Judgement(
                code=mark.criterion,
                chosen=mark.mark,
                maximum=criterion.maximum,
                unevidenced_maximum=criterion.unevidenced_maximum,
                evidenced=False,
                caps=tuple(Limit(limits[mark.criterion][cap], cap) for cap, holds in mark.cap_answers if holds),
            )
            for mark, criterion in zip(exemplar.marks, rubric.criteria, strict=True)
        ),
        evidence_binds=False,
    )


def test_exemplars_of_the_main_pack_are_those_of_the_summary():
    found = [
        (each.code, each.band, count_words(each.text), tuple(mark.mark for mark in each.marks)) for each, _ in shipped()
    ]

    assert found == [line[:4] for line in SUMMARY]


def test_totals_worked_out_from_marks_and_caps_are_those_of_the_summary():
    found = [(each.code, marked(each, rubric).points, marked(each, rubric).out_of) for each, rubric in shipped()]

    assert found == [(code, points, 20) for code, _, _, _, points in SUMMARY]


def test_no_cap_of_the_main_pack_lowers_a_sample_mark():
    lowered = [line for each, rubric in shipped() for line in marked(each, rubric).lines if line.reason]

    assert lowered == []


def test_every_cap_is_answered_and_those_of_the_reasons_hold():
    answered = {
        (each.code, mark.criterion, cap): holds
        for each, _ in shipped()
        for mark in each.marks
        for cap, holds in mark.cap_answers
    }

    caps = {(each.code, c.code, cap.code) for each, rubric in shipped() for c in rubric.criteria for cap in c.caps}
    assert set(answered) == caps
    assert {place for place in SPOKEN_OF if answered[place]} == SPOKEN_OF


def test_exemplars_of_the_main_pack_are_provisional():
    assert {each.status for each, _ in shipped()} == {"provisional"}


def test_exemplars_of_the_main_pack_have_four_to_six_short_notes():
    assert {each.code for each, _ in shipped() if not 4 <= len(each.notes) <= 6} == set()
    assert [note.note for each, _ in shipped() for note in each.notes if count_words(note.note) > 30] == []


def test_a_note_of_the_main_pack_lies_inside_one_sentence():
    stray = [
        (each.code, note.quote)
        for each, _ in shipped()
        for note in each.notes
        if not any(note.quote in sentence.text for block in paragraphs(each.text) for sentence in block)
    ]

    assert stray == []


def test_a_second_pack_has_exemplars_with_its_own_criteria():
    pack = parse_pack(read(SECOND))

    low, high = pack.prompts[0].exemplars
    assert [mark.cap_answers for mark in low.marks] == [(("BUY", True),), ()]
    assert [marked(each, pack.prompts[0].rubric).points for each in (low, high)] == [2, 8]


def test_an_exemplar_is_read_in_the_order_of_the_rubric():
    pack = parse_pack({"rubric": GENERAL, "prompt": PROMPT, "answers": ANSWERS})

    assert pack.prompts[0].exemplars == (
        ExemplarSpec(
            code="a1",
            band="weak",
            status="provisional",
            text="It is cheap.\n\nSo it is good.",
            marks=(ExemplarMarkSpec("C1", 1, "One fact.", (("K", True),)), ExemplarMarkSpec("C2", 0, "No firm.", ())),
            next_step="Say why.",
            notes=(NoteSpec("cheap", "C1", "A fact."),),
        ),
    )


def test_exemplars_of_one_prompt_may_stand_in_several_files():
    more = {"prompt": 1, "exemplars": {"a2": ANSWERS["exemplars"]["a1"]}}

    pack = parse_pack({"rubric": GENERAL, "prompt": PROMPT, "answers": ANSWERS, "more": more})

    assert [each.code for each in pack.prompts[0].exemplars] == ["a1", "a2"]


A1 = ("exemplars", "a1")


@pytest.mark.parametrize(
    ("documents", "message"),
    [
        (broken("prompt", value=7), "answers: no such prompt: 7"),
        (broken("prompt", drop=True), "answers: missing prompt"),
        (broken("colour", value="red"), "answers: unknown colour"),
        ({**broken("prompt", value=1), "again": ANSWERS}, "again: exemplars: a1 stands more than once"),
        (broken(*A1, "total", value=1), "answers: a1: unknown total"),
        (broken(*A1, "next_step", drop=True), "answers: a1: missing next_step"),
        (broken(*A1, "text", value=" "), "answers: a1: text must be a text"),
        (
            broken(*A1, "band", value="good"),
            "answers: a1: band must be one of weak, secure, excellent, not good",
        ),
        (
            broken(*A1, "status", value="final"),
            "answers: a1: status must be one of provisional, confirmed, not final",
        ),
        (broken(*A1, "marks", "C2", drop=True), "answers: a1: marks: missing C2"),
        (broken(*A1, "marks", "C9", value={}), "answers: a1: marks: unknown C9"),
        (broken(*A1, "marks", "C1", "mark", value=3), "a1: marks: C1: no level has the mark 3, the highest is 2"),
        (broken(*A1, "marks", "C1", "mark", value=-1), "a1: marks: C1: mark must be a whole number"),
        (broken(*A1, "marks", "C1", "reason", drop=True), "a1: marks: C1: missing reason"),
        (broken(*A1, "caps", "C1", drop=True), "answers: a1: caps: missing C1"),
        (broken(*A1, "caps", "C2", value={}), "answers: a1: caps: unknown C2"),
        (broken(*A1, "caps", "C1", "K", drop=True), "answers: a1: caps: C1: missing K"),
        (broken(*A1, "caps", "C1", "A", value="holds"), "answers: a1: caps: C1: unknown A"),
        (broken(*A1, "caps", "C1", "K", value="yes"), "caps: C1: K must be one of clears, holds, not yes"),
        (broken(*A1, "notes", value={}), "answers: a1: notes must be a list"),
        (broken(*A1, "notes", 0, "note", drop=True), "answers: a1: notes 1: missing note"),
        (broken(*A1, "notes", 0, "criterion", value="C9"), "notes 1: criterion must be one of C1, C2, not C9"),
        (broken(*A1, "notes", 0, "quote", value="dear"), "must stand in the text once, it stands there 0 times"),
        (broken(*A1, "notes", 0, "quote", value="cheap\n\nso"), "must lie within one paragraph"),
        (broken(*A1, "notes", 0, "quote", value="is"), "must stand in the text once, it stands there 2 times"),
    ],
)
def test_a_bad_exemplar_is_refused_with_its_place(documents, message):
    with pytest.raises(ContentError) as error:
        parse_pack(documents)

    assert message in str(error.value)
