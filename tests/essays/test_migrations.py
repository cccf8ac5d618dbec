"""What migrations do to rows that were there before, on the tables as they stand now."""

from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection

from essays.domain.sheet import Choice
from essays.management.commands.load_prompts import CONTENT, read_pack
from essays.models import Evidence, Prompt, PromptVariant
from essays.operations import load_pack, save_choice
from essays.operations.loading import digest_of
from tests.essays.work import NOW, actor_of, make_submission, start_marking

find_places = import_module("essays.migrations.0004_places_of_evidence").find_places
hash_with_new_columns = import_module("essays.migrations.0006_hashes_of_prompts").hash_with_new_columns

# The same words three times, two of them in one paragraph.
TEXT = "It costs less. Skill is rare. It costs less.\n\n\U0001f600 It costs less."


# --- 0004: where evidence stands ------------------------------------------------------------------


@pytest.fixture
def without_lengths(db):
    """Evidence may have no length yet, as before 0005."""
    checked = connection.vendor == "sqlite"
    with connection.cursor() as cursor:
        if checked:
            cursor.execute("PRAGMA ignore_check_constraints = ON")
        else:
            cursor.execute("ALTER TABLE essays_evidence DROP CONSTRAINT evidence_has_a_length")
        yield
        if checked:
            cursor.execute("PRAGMA ignore_check_constraints = OFF")


@pytest.fixture
def chosen(without_lengths, main_pack, cast):
    """Sentences chosen for two criteria, and no place of any known."""
    marking = start_marking(make_submission(actor_of(cast.sam), prompt=main_pack.prompts.get(number=1), text=TEXT))
    for criterion, sentences in (("C1", (1, 3, 4)), ("C2", (2, 3))):
        save_choice(marking, choice=Choice(criterion=criterion, mark=1, sentences=sentences))
    expected = places()
    Evidence.objects.update(start=0, end=0)
    return expected


def places() -> list[tuple[str, int, int, int]]:
    rows = Evidence.objects.order_by("choice__criterion__code", "sentence")
    return list(rows.values_list("choice__criterion__code", "sentence", "start", "end"))


def test_evidence_is_placed_where_it_would_be_today(chosen):
    find_places(apps, None)

    assert [row[:2] for row in chosen] == [("C1", 1), ("C1", 3), ("C1", 4), ("C2", 2), ("C2", 3)]
    assert [row[2] for row in chosen] == [0, 30, 46, 15, 30]
    assert places() == chosen


def test_evidence_that_has_a_place_keeps_it(chosen):
    Evidence.objects.filter(choice__criterion__code="C2").update(start=1, end=2)

    find_places(apps, None)

    assert places()[3:] == [("C2", 2, 1, 2), ("C2", 3, 1, 2)]


@pytest.mark.parametrize(("text", "end"), [("Words of another text.", 22), ("", 1)])
def test_evidence_that_is_not_found_still_has_a_length(chosen, text, end):
    Evidence.objects.filter(choice__criterion__code="C2", sentence=2).update(text=text)

    find_places(apps, None)

    assert places()[3] == ("C2", 2, 0, end)
    assert places()[:3] == chosen[:3]


# --- 0006: hashes over the columns that were added ------------------------------------------------


OLD = {Prompt: ("title", "text", "command"), PromptVariant: ("text", "marks", "minutes", "words_low", "words_high")}
ADDED = {Prompt: {"starters": "", "firms": "", "weaknesses": ""}, PromptVariant: {"depth": ""}}


@pytest.fixture
def loaded_before(main_pack) -> None:
    """Prompts and variants as they were loaded before there was anything around the question."""
    for model, columns in OLD.items():
        for row in model.objects.all():
            digest = digest_of({column: getattr(row, column) for column in columns})
            model.objects.filter(pk=row.pk).update(**ADDED[model], import_hash=digest)


def load_again() -> tuple[str, ...]:
    return load_pack("operations-methods", pack=read_pack(CONTENT / "operations-methods"), now=NOW)


def test_without_new_hashes_the_loader_takes_every_prompt_for_edited(loaded_before):
    assert {line.split(":")[0] for line in load_again()} == {"left alone, edited here"}


def test_the_loader_brings_what_is_new_to_prompts_that_nobody_edited(loaded_before):
    hash_with_new_columns(apps, None)

    report = load_again()

    assert [line.split(":")[0] for line in report] == ["changed"] * 20
    assert load_again() == ()
    assert not Prompt.objects.filter(weaknesses="").exists()


def test_a_prompt_that_was_edited_is_left_alone_still(loaded_before):
    Prompt.objects.filter(number=1).update(title="Edited here")
    PromptVariant.objects.filter(prompt__number=2, level="O").update(minutes=15)
    hash_with_new_columns(apps, None)

    report = load_again()

    assert [line for line in report if line.startswith("left alone")] == [
        "left alone, edited here: prompt 1",
        "left alone, edited here: prompt 2 at level O",
    ]
    assert Prompt.objects.get(number=1).title == "Edited here"


def test_a_prompt_made_here_has_no_hash_still(main_pack):
    Prompt.objects.create(topic=main_pack, number=9, title="Ours", text="Discuss.", command="c")

    hash_with_new_columns(apps, None)

    assert Prompt.objects.get(number=9).import_hash == ""


def test_new_hashes_are_made_once(loaded_before):
    hash_with_new_columns(apps, None)
    made = list(Prompt.objects.order_by("pk").values_list("import_hash", flat=True))

    hash_with_new_columns(apps, None)

    assert list(Prompt.objects.order_by("pk").values_list("import_hash", flat=True)) == made
