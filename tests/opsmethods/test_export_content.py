from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from opsmethods.domain.content import parse_pack, read_pack
from opsmethods.domain.documents import documents_of
from opsmethods.exports.yaml_text import load_yaml
from opsmethods.models import Example, Method, Topic
from opsmethods.operations import load_topic
from opsmethods.queries import pack_of
from tests.opsmethods.packs import load


def exported(folder, *arguments: str):
    call_command("export_content", "--to", str(folder), *arguments, stdout=StringIO())
    return {path.name: read_pack(path, load=load_yaml) for path in folder.iterdir()}


def test_a_topic_exported_is_the_pack_it_was_loaded_from(any_notes, any_pack, tmp_path):
    packs = exported(tmp_path, "--topic", any_notes.slug)

    assert packs == {any_notes.slug: any_pack}
    assert not load_topic(packs[any_notes.slug]).has_changes


def test_a_pack_survives_being_written_and_read(any_pack):
    assert parse_pack(documents_of(any_pack)) == any_pack


def test_what_an_editor_wrote_is_exported(notes, tmp_path):
    Example.objects.filter(code="J01").update(text="A tailor: “made to measure” # not a comment")

    job = exported(tmp_path, "--topic", notes.slug)[notes.slug].methods[0]

    assert job.examples[0].text == "A tailor: “made to measure” # not a comment"


def test_drafts_stay_here(notes):
    Example.objects.filter(code="J01").update(published=False)
    Method.objects.filter(slug="flow").update(published=False)

    pack = pack_of(notes)

    assert "J01" not in {example.code for example in pack.methods[0].examples}
    assert [method.slug for method in pack.methods] == ["job", "batch", "mass-customisation"]
    assert {slug for dimension in pack.dimensions for slug in dimension.cells} == {"job", "batch", "mass-customisation"}
    assert set(pack.methods[0].advantages[0].truth) == {"job", "batch", "mass-customisation"}


def test_a_map_without_one_of_its_dimensions_stays_here(db):
    pack = load("pricing-strategies")
    load_topic(pack)
    topic = Topic.objects.get(slug=pack.topic.slug)
    assert (pack_of(topic).topic.map_across, pack_of(topic).topic.map_up) == ("SHR", "MGN")

    topic.dimensions.filter(code="MGN").update(published=False)

    assert (pack_of(topic).topic.map_across, pack_of(topic).topic.map_up) == ("", "")


def test_the_files_are_for_people_to_read(notes, tmp_path):
    exported(tmp_path)

    text = (tmp_path / "operations-methods/methods/job.yaml").read_text()
    assert text.startswith("slug: job\nname: Job production\nslot: 1\n")
    assert max(len(line) for line in text.splitlines()) <= 120


def test_an_unknown_topic_is_refused(db, tmp_path):
    with pytest.raises(CommandError, match="There is no topic nothing"):
        exported(tmp_path, "--topic", "nothing")


def test_a_topic_asks_a_fixed_number_of_times(notes, django_assert_num_queries):
    load("operations-methods")
    with django_assert_num_queries(45):
        pack_of(notes)
