from dataclasses import replace
from pathlib import Path

import pytest

from quizzes.domain import guards
from quizzes.domain.guards import BLOCKING, GUARDS, WARNING, is_blocked, refusals, warnings
from tests.quizzes.domain.facts import four_methods
from tests.quizzes.domain.flawed import BLOCKED, DOUBTED, MATERIAL, NAMES, SOUND, TERMS
from tests.quizzes.domain.items import item_of

DOCUMENT = Path(__file__).resolve().parents[3] / "docs/domain/generator.md"
FACTS = four_methods(terms=TERMS, material=MATERIAL)
FLAWED = {**BLOCKED, **DOUBTED}


def label_of(guard):
    return f"{guard.code} {guard.finds.__name__}"


BY_LABEL = {label_of(guard): guard for guard in GUARDS}


def each(table):
    return [
        pytest.param(label, item, id=f"{label} {number}")
        for label, items in table.items()
        for number, item in enumerate(items, start=1)
    ]


def test_every_guard_has_a_flawed_and_a_sound_question():
    assert {label_of(guard) for guard in BLOCKING} == set(BLOCKED)
    assert {label_of(guard) for guard in WARNING} == set(DOUBTED)
    assert set(SOUND) == set(FLAWED)


def test_every_code_of_the_notes_has_its_guard():
    """G05, G19, G20, G26 and G40 are of the bank, G25 is kept by what a question uses."""
    elsewhere = {5, 19, 20, 25, 26, 40}

    assert {guard.code for guard in GUARDS} == {f"G{number:02}" for number in range(1, 41) if number not in elsewhere}


def test_every_guard_stands_in_the_documentation():
    rows = {tuple(row.strip("|").split(" | ")) for row in DOCUMENT.read_text().splitlines() if row.startswith("| G")}
    told = {
        (code.strip(), flaw, severity.strip()) for code, flaw, _, severity in (row for row in rows if len(row) == 4)
    }

    assert told == {(guard.code, guard.flaw, guard.severity.value) for guard in GUARDS}


@pytest.mark.parametrize(("label", "item"), each(FLAWED))
def test_flawed_question_is_found(label, item):
    assert BY_LABEL[label].finds(item, FACTS)


@pytest.mark.parametrize(("label", "item"), each(SOUND))
def test_sound_question_passes(label, item):
    assert not BY_LABEL[label].finds(item, FACTS)


@pytest.mark.parametrize("label", BLOCKED)
def test_without_its_guard_a_flawed_question_would_be_shown(label, monkeypatch):
    """Mutation check: every guard that blocks is needed, for one flawed question passes all others."""
    item = BLOCKED[label][0]
    assert refusals(item, FACTS) == (f"{BY_LABEL[label].code}: {BY_LABEL[label].flaw}",)

    monkeypatch.setattr(guards, "BLOCKING", tuple(guard for guard in BLOCKING if guard is not BY_LABEL[label]))

    assert refusals(item, FACTS) == ()
    assert not is_blocked(item, FACTS)


@pytest.mark.parametrize("label", DOUBTED)
def test_doubtful_question_is_shown_and_sent_to_review(label):
    item = DOUBTED[label][0]

    assert f"{BY_LABEL[label].code}: {BY_LABEL[label].flaw}" in warnings(item, FACTS)


def test_refusal_is_said_in_words():
    item = item_of(*NAMES, stem="A firm makes one thing at a time.")

    assert refusals(item, FACTS) == ("G21: the stem does not ask a question by itself",)
    assert is_blocked(item, FACTS)


def test_warnings_do_not_block():
    item = replace(DOUBTED["G09 hedges"][0], stem="Compared with the batch way, the flow way has:")

    assert refusals(item, FACTS) == ()
    assert warnings(item, FACTS) == ("G09: some options hedge and others do not",)
