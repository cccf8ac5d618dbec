from dataclasses import replace
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from essays import operations
from essays.domain.rubric import RubricSpec
from essays.management.commands.load_prompts import CONTENT, read_pack
from essays.models import Prompt, PromptVariant, Rubric
from opsmethods.models import Topic
from tests.conftest import SECOND_PACK
from tests.essays.work import NOW

MAIN = CONTENT / "operations-methods"


def load(pack, slug: str = "operations-methods") -> tuple[str, ...]:
    return operations.load_pack(slug, pack=pack, now=NOW)


def changed(pack, **values):
    """The pack with its first prompt changed."""
    return replace(pack, prompts=(replace(pack.prompts[0], **values), *pack.prompts[1:]))


def test_load_pack_brings_everything_and_publishes_it(main_pack):
    assert main_pack.prompts.count() == 5
    assert PromptVariant.objects.count() == 15
    assert set(Rubric.objects.values_list("prompt__number", "version")) == {(None, 1), *((n, 1) for n in range(1, 6))}
    assert Rubric.objects.count() == 6
    assert Rubric.objects.filter(published_at=None).count() == 0


def test_load_pack_stores_what_the_files_say(main_pack):
    pack = read_pack(MAIN)

    assert list(main_pack.prompts.order_by("number").values_list("number", "title", "text", "command")) == [
        (spec.number, spec.title, spec.text, spec.command) for spec in pack.prompts
    ]


def test_load_pack_twice_changes_nothing(main_pack):
    assert load(read_pack(MAIN)) == ()


def test_load_pack_updates_a_row_nobody_edited(main_pack):
    report = load(changed(read_pack(MAIN), title="How the methods differ"))

    assert report == ("changed: prompt 1",)
    assert Prompt.objects.get(number=1).title == "How the methods differ"


def test_load_pack_leaves_an_edited_row_alone_and_says_so(main_pack):
    Prompt.objects.filter(number=1).update(title="Edited here")

    report = load(changed(read_pack(MAIN), title="How the methods differ"))

    assert report == ("left alone, edited here: prompt 1",)
    assert Prompt.objects.get(number=1).title == "Edited here"


def test_load_pack_is_silent_about_an_edit_that_equals_the_pack(main_pack):
    Prompt.objects.filter(number=1).update(title="How the methods differ")

    assert load(changed(read_pack(MAIN), title="How the methods differ")) == ()


def test_load_pack_adds_a_changed_rubric_as_an_unpublished_version(main_pack):
    pack = read_pack(MAIN)
    first, *rest = pack.prompts[0].rubric.criteria
    rubric = RubricSpec((replace(first, question="Which sentence, exactly?"), *rest))

    reports = [load(changed(pack, rubric=rubric)) for _ in range(2)]

    assert reports == [("added, not yet published: rubric of prompt 1, version 2",), ()]
    old, new = Rubric.objects.filter(prompt__number=1).order_by("version")
    assert (old.is_published, new.is_published) == (True, False)
    assert old.criteria.get(code="C1").question == first.question


def test_load_pack_without_notes_is_refused(empty_site):
    with pytest.raises(operations.UnknownTopic):
        load(read_pack(MAIN))


# --- The command ----------------------------------------------------------------------------------


def test_load_prompts_reports_each_line(second_pack):
    Prompt.objects.update(title="Edited here", import_hash="")
    out = StringIO()

    call_command("load_prompts", SECOND_PACK, stdout=out)

    assert out.getvalue() == "pricing-strategies: left alone, edited here: prompt 1\n"


def test_load_prompts_says_when_there_is_nothing_to_do(second_pack):
    out = StringIO()

    call_command("load_prompts", SECOND_PACK, stdout=out)

    assert out.getvalue() == "pricing-strategies: nothing to do\n"


def test_load_prompts_dry_run_does_nothing(main_pack):
    Rubric.objects.all().delete()
    out = StringIO()

    call_command("load_prompts", "--dry-run", stdout=out)

    assert "operations-methods: added and published: general rubric\n" in out.getvalue()
    assert Rubric.objects.count() == 0


@pytest.mark.parametrize(
    ("files", "message"),
    [
        ({}, "no essays*.yaml here"),
        ({"essays-rubric.yaml": "criteria: ["}, "while parsing"),
        ({"essays-rubric.yaml": "criteria: {}"}, "a rubric needs a criterion"),
    ],
)
def test_load_prompts_refuses_a_bad_folder_in_words(db, tmp_path: Path, files, message):
    for name, text in files.items():
        (tmp_path / name).write_text(text)

    with pytest.raises(CommandError) as error:
        call_command("load_prompts", tmp_path)

    assert message in str(error.value)
    assert str(tmp_path) in str(error.value)


def test_load_prompts_of_a_topic_without_notes_is_refused(empty_site):
    with pytest.raises(CommandError) as error:
        call_command("load_prompts", SECOND_PACK)

    assert "There is no topic pricing-strategies: load its notes first." in str(error.value)
    assert Topic.objects.count() == 0
