"""The banks as questions and exports have them: without drafts and what hangs on them."""

import pytest

from opsmethods.domain.content import parse_pack
from opsmethods.domain.documents import documents_of
from opsmethods.models import Case, Cue, Family, Group, Puzzle, Reply, Section, Term, Topic
from opsmethods.operations import load_topic
from opsmethods.queries import pack_of
from tests.opsmethods.packs import load


def material(topic: Topic):
    return pack_of(topic).material


def test_the_banks_are_those_of_the_pack(any_notes, any_pack):
    assert material(any_notes) == any_pack.material


def test_drafts_stay_here(notes):
    for model, lookup in ((Group, {"code": "kanban"}), (Cue, {"code": "v2"}), (Case, {"group__code": "kaizen"})):
        model.objects.filter(**lookup).update(published=False)

    groups = {group.code: group for group in material(notes).banks["IM22"].groups}
    cues = material(notes).scenarios.cues

    assert "kanban" not in groups
    assert (groups["just-in-time"].apart, groups["kaizen"].cases) == ((), ())
    assert "v2" not in cues
    assert "v2" not in cues["q1"].clashes


def test_a_puzzle_without_a_right_reply_or_wrong_ones_is_left_out(notes):
    Reply.objects.filter(puzzle__code="JM1", role="key").update(published=False)
    Reply.objects.filter(puzzle__code="JM2").exclude(role="key").delete()

    codes = [puzzle.code for puzzle in material(notes).banks["IM12"].sets]

    assert (codes[0], {"JM1", "JM2"} & set(codes)) == ("JM3", set())


def test_what_points_at_a_draft_is_left_out(notes):
    Section.objects.filter(theme__slug="lean", code="kanban").update(published=False)
    Puzzle.objects.filter(code="JM1").update(note="lean#kanban")

    banks = material(notes).banks

    assert "kanban" not in {group.code for group in banks["IM22"].groups}
    assert "JM1" not in {puzzle.code for puzzle in banks["IM12"].sets}


def test_what_is_left_can_be_loaded(notes):
    """Whatever editors take back, the rest of the topic is still a pack."""
    term = next(term for term in load("operations-methods").terms if term.confused)
    Term.objects.filter(slug=term.confused[0]).update(published=False)
    Cue.objects.filter(code="v2").delete()
    Family.objects.order_by("pk").first().delete()
    Group.objects.filter(code="kanban").delete()

    pack = pack_of(notes)

    assert parse_pack(documents_of(pack)) == pack
    assert term.confused[0] not in next(one for one in pack.terms if one.slug == term.slug).confused


@pytest.mark.usefixtures("empty_site")
def test_an_edited_case_is_left_alone_and_named():
    load_topic(load("pricing-strategies"))
    Case.objects.filter(group__code="bait", code="a1").update(text="A shop sells milk at a loss.")

    report = load_topic(load("pricing-strategies"))

    assert [(row.key, row.outcome.value) for row in report.rows if row.outcome != "same"] == [
        ("case IM22/bait/a1", "left alone: edited here")
    ]
