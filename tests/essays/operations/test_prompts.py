from dataclasses import replace
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from essays import operations
from essays.domain.rubric import RubricSpec
from essays.management.commands.load_prompts import CONTENT, read_pack
from essays.models import EvidenceHint, Prompt, PromptVariant, Rubric
from opsmethods.models import Topic
from tests.conftest import SECOND_PACK
from tests.essays.work import NOW

MAIN = CONTENT / "operations-methods"
PACKS = {"operations-methods": MAIN, "pricing-strategies": SECOND_PACK}


def load(pack, slug: str = "operations-methods") -> tuple[str, ...]:
    return operations.load_pack(slug, pack=pack, now=NOW)


def changed(pack, **values):
    """The pack with its first prompt changed."""
    return replace(pack, prompts=(replace(pack.prompts[0], **values), *pack.prompts[1:]))


def first_changed(rows, **values):
    return (replace(rows[0], **values), *rows[1:])


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


def test_load_pack_stores_what_helps_before_and_after_writing(any_topic):
    pack = read_pack(PACKS[any_topic.slug])
    prompt, spec = any_topic.prompts.get(number=1), pack.prompts[0]

    assert (prompt.starters, prompt.firms, prompt.weaknesses) == tuple(
        "\n".join(lines) for lines in (spec.starters, spec.firms, spec.weaknesses)
    )
    assert set(prompt.variants.values_list("level", "depth")) == {(each.level, each.depth) for each in spec.variants}
    assert list(prompt.scaffold.order_by("position").values_list("position", "label", "hint")) == [
        (place, row.label, row.hint) for place, row in enumerate(spec.scaffold, start=1)
    ]
    assert list(prompt.points.order_by("number").values_list("text", "objectives", "methods", "references")) == [
        (each.text, *map(" ".join, (each.objectives, each.methods, each.references))) for each in spec.points
    ]
    assert set(any_topic.evidence_hints.values_list("criterion", "position", "question")) == {
        (code, place, question) for code, asked in pack.look_for for place, question in enumerate(asked, start=1)
    }


def test_load_pack_twice_changes_nothing(any_topic):
    assert load(read_pack(PACKS[any_topic.slug]), any_topic.slug) == ()


def test_load_pack_updates_a_row_nobody_edited(main_pack):
    report = load(changed(read_pack(MAIN), title="How the methods differ"))

    assert report == ("changed: prompt 1",)
    assert Prompt.objects.get(number=1).title == "How the methods differ"


def test_load_pack_leaves_an_edited_row_alone_and_says_so(main_pack):
    Prompt.objects.filter(number=1).update(title="Edited here")

    report = load(changed(read_pack(MAIN), title="How the methods differ"))

    assert report == ("left alone, edited here: prompt 1",)
    assert Prompt.objects.get(number=1).title == "Edited here"


CHANGES = {
    "prompt 1": lambda spec: {"starters": ("Where orders differ, ...",)},
    "prompt 1 at level O": lambda spec: {"variants": first_changed(spec.variants, depth="One developed point.")},
    "row 1 of the plan of prompt 1": lambda spec: {"scaffold": first_changed(spec.scaffold, hint="In other words?")},
    "point 1 of prompt 1": lambda spec: {"points": first_changed(spec.points, text="In other words.")},
    "sample p1w": lambda spec: {"exemplars": first_changed(spec.exemplars, next_step="Say why.")},
}


@pytest.mark.parametrize("name", CHANGES)
def test_load_pack_changes_and_names_only_what_is_changed(main_pack, name):
    pack = read_pack(MAIN)
    new = changed(pack, **CHANGES[name](pack.prompts[0]))

    assert [load(new), load(new)] == [(f"changed: {name}",), ()]


def test_load_pack_leaves_an_edited_point_alone(main_pack):
    main_pack.prompts.get(number=1).points.filter(number=1).update(text="Edited here.")

    assert load(read_pack(MAIN)) == ("left alone, edited here: point 1 of prompt 1",)


def test_load_pack_changes_a_hint(second_pack):
    pack = replace(read_pack(SECOND_PACK), look_for=(("R", ("Which buyers?", "Which rivals?")),))

    report = load(pack, "pricing-strategies")

    assert report == ("changed: question 1 of R", "added: question 2 of R")
    assert list(second_pack.evidence_hints.order_by("position").values_list("question", flat=True)) == [
        "Which buyers?",
        "Which rivals?",
    ]


def test_load_pack_leaves_an_edited_hint_alone(second_pack):
    EvidenceHint.objects.filter(topic=second_pack).update(question="Edited here?")

    assert load(read_pack(SECOND_PACK), "pricing-strategies") == ("left alone, edited here: question 1 of R",)


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
