"""Hard sets of clues that somebody accepted: rows of the notes like any other."""

import pytest

from opsmethods.domain.content import parse_pack
from opsmethods.domain.documents import documents_of
from opsmethods.models import AnswerFit, Cue, HardSet, RowVersion, Topic
from opsmethods.operations import (
    NotAHardSet,
    Outcome,
    accept_hard_set,
    load_topic,
    take_back_hard_set,
)
from opsmethods.queries import fact_base, pack_of
from tests.factories.accounts import make_user
from tests.opsmethods.packs import spoiled

HARD, OTHER = "k1-q1-s1-t3", "k3-q3-s2-t3"


@pytest.fixture
def editor(db):
    return make_user("ed")


def accepted(topic: Topic) -> tuple[str, ...]:
    return fact_base(Topic.objects.get(pk=topic.pk)).material.scenarios.accepted


def causes() -> list[tuple[str, str, str]]:
    rows = RowVersion.objects.filter(key__startswith="hardset ").order_by("pk")
    return [(row.key, row.cause, str(row.author)) for row in rows]


def test_an_accepted_set_is_a_fact_of_the_next_version(notes, editor):
    row = accept_hard_set(notes, clues=HARD, author=editor)
    again = accept_hard_set(notes, clues=HARD, author=editor)

    assert row == again
    assert accepted(notes) == (HARD,)
    assert Topic.objects.get(pk=notes.pk).version == notes.version + 1
    assert causes() == [(f"hardset {HARD}", "edited", "ed")]


def test_what_is_taken_back_is_gone(notes, editor):
    accept_hard_set(notes, clues=HARD, author=editor)

    take_back_hard_set(notes, clues=HARD, author=editor)
    take_back_hard_set(notes, clues=HARD, author=editor)

    assert accepted(notes) == ()
    assert Topic.objects.get(pk=notes.pk).version == notes.version + 2
    assert [cause for _, cause, _ in causes()] == ["edited", "deleted"]


def test_other_sets_are_refused_in_words(notes, editor):
    with pytest.raises(NotAHardSet, match="No clue of q1-s1-t1 speaks against its method"):
        accept_hard_set(notes, clues="q1-s1-t1", author=editor)

    assert (HardSet.objects.count(), Topic.objects.get(pk=notes.pk).version) == (0, notes.version)


def test_a_pack_brings_its_accepted_sets_once(notes, editor):
    pack = spoiled("operations-methods", "banks/scenarios.yaml", "accepted", [OTHER, HARD])

    first = load_topic(pack)
    second = load_topic(pack)

    assert [row.key for row in first.rows if row.outcome == Outcome.ADDED] == [f"hardset {OTHER}", f"hardset {HARD}"]
    assert not second.has_changes
    assert pack_of(Topic.objects.get(pk=notes.pk)) == parse_pack(documents_of(pack)) == pack


def test_a_set_taken_back_here_does_not_come_back_with_its_pack(notes, editor):
    pack = spoiled("operations-methods", "banks/scenarios.yaml", "accepted", [HARD])
    load_topic(pack)

    take_back_hard_set(notes, clues=HARD, author=editor)
    report = load_topic(pack)

    assert [row.key for row in report.rows if row.outcome == Outcome.DELETED] == [f"hardset {HARD}"]
    assert accepted(notes) == ()


@pytest.mark.parametrize(
    "spoil",
    [
        lambda: Cue.objects.filter(code="t3").update(published=False),
        lambda: Cue.objects.filter(code="t3").delete(),
        lambda: AnswerFit.objects.filter(answer__cues__code="t3", method__slug="job").update(score=-3),
    ],
    ids=["draft", "deleted", "scored otherwise"],
)
def test_a_set_that_is_one_no_longer_is_left_out(notes, editor, spoil):
    """What is exported can be loaded again, whatever became of the clues."""
    accept_hard_set(notes, clues=HARD, author=editor)

    spoil()

    pack = pack_of(notes)
    assert pack.material.scenarios.accepted == ()
    assert parse_pack(documents_of(pack)) == pack
