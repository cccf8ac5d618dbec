"""An editor at work: each change raises the version of its topic, and a bad value is refused in words."""

import re
from html import unescape

import pytest
from django.urls import reverse

from opsmethods.models import (
    Answer,
    Cell,
    Contrast,
    Dimension,
    Example,
    Method,
    Phrase,
    Statement,
    StatementTruth,
    Topic,
    Wording,
)
from opsmethods.operations import load_topic
from opsmethods.queries import rows_by_key
from tests.factories.accounts import make_user
from tests.opsmethods.packs import load


@pytest.fixture
def editor(client, notes):
    user = make_user("ed", is_staff=True, is_superuser=True)
    client.force_login(user)
    return client


@pytest.fixture
def version(notes):
    """How often the version has been raised since the test began."""
    before = notes.version
    return lambda: Topic.objects.get(pk=notes.pk).version - before


def url(row, action: str = "change") -> str:
    name = f"admin:opsmethods_{row._meta.model_name}_{action}"
    return reverse(name, args=[row.pk] if action in {"change", "delete"} else [])


def fields_of(client, address: str) -> dict[str, str]:
    """The form as the page shows it, filled in."""
    forms = [client.get(address).context["adminform"].form]
    forms += [
        form
        for inline in client.get(address).context["inline_admin_formsets"]
        for form in (inline.formset.management_form, *inline.formset.forms)
    ]
    return {
        bound.html_name: "" if bound.value() is None else str(bound.value())
        for form in forms
        for bound in form
        if bound.value() is not False
    }


def save(client, row, **changes: str):
    return client.post(url(row), fields_of(client, url(row)) | changes)


def complaints(response) -> str:
    page = unescape(response.content.decode())
    lists = re.findall(r'<ul class="errorlist[^"]*"[^>]*>(.*?)</ul>', page, re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", found).strip() for found in lists)


# --- The version ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("model", "change"),
    [
        (Topic, {"headline": "Ways"}),
        (Dimension, {"label": "Amount"}),
        (Method, {"tagline": "One."}),
        (Cell, {"sentence": "One."}),
        (Example, {"why": "One."}),
        (Statement, {"text": "One."}),
        (Phrase, {"text": "One unit is made"}),
        (Contrast, {"text": "One."}),
        (Wording, {"text": "{definition} Which one is that?"}),
    ],
)
def test_a_change_raises_the_version(editor, version, model, change):
    row = model.objects.order_by("pk").first()

    response = save(editor, row, **change)

    assert (response.status_code, complaints(response)) == (302, "")
    row.refresh_from_db()
    assert {name: getattr(row, name) for name in change} == change
    assert version() == 1


def test_a_change_raises_no_other_topics_version(editor, notes):
    load_topic(load("pricing-strategies"))
    other = Topic.objects.get(slug="pricing-strategies")

    save(editor, Example.objects.get(code="J01"), why="One.")

    assert Topic.objects.get(pk=other.pk).version == other.version


def test_an_addition_raises_the_version(editor, version, notes):
    method = notes.methods.get(slug="job")
    data = {"method": method.pk, "code": "J99", "text": "A cake", "leak_free": "A cake is made.", "why": "One cake."}

    response = editor.post(url(Example, "add"), data | {"position": 99})

    assert (response.status_code, complaints(response)) == (302, "")
    assert version() == 1


def test_a_deletion_raises_the_version(editor, version):
    editor.post(url(Example.objects.get(code="J01"), "delete"), {"post": "yes"})

    assert not Example.objects.filter(code="J01").exists()
    assert version() == 1


def test_a_bulk_deletion_raises_the_version_of_each_topic_once(editor, version, notes):
    load_topic(load("pricing-strategies"))
    rows = Example.objects.filter(code__in=["J01", "J02", "S1"])
    data = {"action": "delete_selected", "_selected_action": [row.pk for row in rows], "post": "yes"}
    other = Topic.objects.get(slug="pricing-strategies").version

    editor.post(url(Example, "changelist"), data)

    assert not rows.all().exists()
    assert version() == 1
    assert Topic.objects.get(slug="pricing-strategies").version == other + 1


def test_a_topic_without_essays_can_be_deleted_whole(editor, notes):
    load_topic(load("pricing-strategies"))
    other = Topic.objects.get(slug="pricing-strategies")

    editor.post(url(other, "delete"), {"post": "yes"})

    assert [topic.slug for topic in Topic.objects.all()] == [notes.slug]


def test_a_topic_with_a_published_rubric_stays(editor, notes):
    response = editor.post(url(notes, "delete"), {"post": "yes"})

    assert (response.status_code, Topic.objects.filter(pk=notes.pk).exists()) == (403, True)


def test_a_row_inside_a_method_page_raises_the_version(editor, version, notes):
    job = notes.methods.get(slug="job")
    cell = fields_of(editor, url(job))
    name = next(name for name in cell if name.startswith("cells-0-") and name.endswith("sentence"))

    response = save(editor, job, **{name: "One."})

    assert (response.status_code, complaints(response)) == (302, "")
    assert Cell.objects.filter(method=job, sentence="One.").count() == 1
    assert version() == 1


# --- What is refused, in words --------------------------------------------------------------------


def refused(editor, row, **changes: str) -> str:
    before = type(row).objects.filter(pk=row.pk).values().get()
    response = save(editor, row, **changes)
    assert response.status_code == 200
    assert type(row).objects.filter(pk=row.pk).values().get() == before
    return complaints(response)


def test_a_level_outside_its_range_is_refused(editor, version):
    cell = Cell.objects.get(method__slug="job", dimension__code="VOL")

    assert "The level, 4, must lie in the range 1 to 1." in refused(editor, cell, level="4")
    assert "The range 1 to 6 must lie on the scale 1 to 5." in refused(editor, cell, high="6")
    assert version() == 0


def test_a_scale_that_strands_a_cell_is_refused(editor):
    volume = Dimension.objects.get(code="VOL")

    said = refused(editor, volume, scale_high="4", words="A\nB\nC\nD")

    assert "Flow production: The range 5 to 5 must lie on the scale 1 to 4." in said
    assert "there are 2 words for them" in refused(editor, volume, words="A\nB")


@pytest.mark.parametrize(
    ("across", "up", "complaint"),
    [
        ("ZZ", "VAR", "There is no dimension ZZ."),
        ("VOL", "vol", "There is no dimension vol."),
        ("VOL", "VOL", "A map has two different dimensions, or none."),
        ("VOL", "", "A map has two different dimensions, or none."),
        ("", "VOL", "A map has two different dimensions, or none."),
    ],
)
def test_a_map_without_two_dimensions_of_its_topic_is_refused(editor, notes, version, across, up, complaint):
    assert refused(editor, notes, map_across=across, map_up=up) == complaint
    assert version() == 0


def test_a_map_of_two_other_dimensions_or_none_is_saved(editor, notes):
    for across, up in (("UC", "FLX"), ("", "")):
        response = save(editor, notes, map_across=across, map_up=up)

        notes.refresh_from_db()
        assert (complaints(response), notes.map_across, notes.map_up) == ("", across, up)


def test_a_topic_without_dimensions_has_no_map_yet(editor):
    words = {"slug": "x", "title": "X", "headline": "X", "lede": "X", "noun": "x", "noun_plural": "xs", "position": 9}

    response = editor.post(url(Topic, "add"), words | {"map_across": "VOL", "map_up": "UC"})

    assert complaints(response) == "There is no dimension VOL. There is no dimension UC."


def test_a_text_that_gives_the_answer_away_is_refused(editor):
    example, phrase = Example.objects.get(code="J01"), Phrase.objects.get(method__slug="flow", code="D1")

    assert "answer away: batch*." in refused(editor, example, leak_free="A batch of one is made.")
    assert "answer away: tailor*, mass." in refused(editor, phrase, text="A tailor works for the mass market.")


def test_a_wording_with_an_unknown_placeholder_is_refused(editor):
    wording = Wording.objects.get(model="IM03", code="a")

    assert "wrong or missing: {case}, {example}." in refused(editor, wording, text="{case} Which one is that?")


def test_a_truth_must_be_said_for_each_method(editor):
    statement = Statement.objects.get(code="JA1")
    shown = fields_of(editor, url(statement))
    flow = str(Method.objects.get(slug="flow").pk)
    name = next(name for name, value in shown.items() if name.endswith("-method") and value == flow)

    response = save(editor, statement, **{name.replace("method", "DELETE"): "on"})

    assert "Missing: Flow production." in complaints(response)
    assert StatementTruth.objects.filter(statement=statement).count() == 4


def test_a_truth_that_is_none_is_told_once(editor):
    statement = Statement.objects.get(code="JA1")

    assert "maybe is not one of the available choices" in complaints(
        save(editor, statement, **{"truths-0-value": "maybe"})
    )


def test_rows_of_two_topics_do_not_mix(editor, notes):
    load_topic(load("pricing-strategies"))
    job, skimming = notes.methods.get(slug="job"), Method.objects.get(slug="skimming")

    response = editor.post(url(Contrast, "add"), {"right": job.pk, "wrong": skimming.pk, "text": "One."})

    assert "Job production and Skimming pricing belong to different topics." in complaints(response)


# --- The pages ------------------------------------------------------------------------------------


def test_a_row_stays_where_it_was_made(editor, notes):
    cell = Cell.objects.get(method__slug="job", dimension__code="VOL")

    assert {"method", "dimension"} & fields_of(editor, url(cell)).keys() == set()


def test_a_method_is_saved_before_rows_are_hung_on_it(editor):
    assert editor.get(url(Method, "add")).context["inline_admin_formsets"] == []


@pytest.mark.parametrize(
    "model",
    [Topic, Dimension, Method, Cell, Example, Statement, Phrase, Contrast, Wording],
    ids=lambda model: model.__name__,
)
def test_each_list_opens(editor, model):
    assert editor.get(url(model, "changelist")).status_code == 200


# --- Revisions, drafts --------------------------------------------------------------------------


def test_a_row_changed_on_the_page_of_its_method_moves_on(editor):
    job = Method.objects.get(slug="job")
    fields = fields_of(editor, url(job))
    name = next(key for key, text in fields.items() if text == Example.objects.get(code="J01").why)

    response = editor.post(url(job), fields | {name: "Written on the page of the method."})

    assert (response.status_code, complaints(response)) == (302, "")
    assert Example.objects.get(code="J01").revision == 2
    assert Example.objects.get(code="J02").revision == 1


@pytest.mark.parametrize(("action", "published"), [("take_back", False), ("publish", True)])
def test_rows_are_published_and_taken_back_together(editor, version, action, published):
    Example.objects.filter(code__in=["J01", "J02"]).update(published=not published)
    rows = Example.objects.filter(code__in=["J01", "J02", "J03"])
    data = {"action": action, "_selected_action": [row.pk for row in rows]}

    editor.post(url(Example, "changelist"), data)

    assert set(rows.filter(code__in=["J01", "J02"]).values_list("published", flat=True)) == {published}
    assert version() == 1


@pytest.mark.parametrize(
    ("model", "page"),
    [
        (Topic, "/notes/operations-methods/?drafts"),
        (Method, "/notes/operations-methods/job/?drafts"),
        (Example, "/notes/operations-methods/job/?drafts"),
        (Contrast, "/notes/operations-methods/job/?drafts"),
        (Dimension, "/notes/operations-methods/compare/?drafts"),
        (Answer, "/notes/operations-methods/choose/?drafts"),
    ],
)
def test_an_editor_is_led_to_the_page_as_a_student_sees_it(editor, model, page):
    row = model.objects.order_by("pk").first()

    assert f'href="{page}"' in editor.get(url(row)).content.decode()


@pytest.mark.parametrize(
    ("key", "field", "text", "complaint"),
    [
        ("decisionrule R1", "lean", "jobs", "There is no method jobs."),
        ("decisionrule R1", "when", "weather: fine", "There is no question weather."),
        ("decisionrule R1", "when", "volume: many", "volume has no answer many."),
        ("decisionrule R1", "when", "volume", "Write a question, a colon and the answers that count"),
        ("syllabus cambridge/AS", "core", "job\ncraft", "There is no method craft."),
    ],
)
def test_a_name_that_does_not_exist_is_refused(editor, notes, key, field, text, complaint):
    response = save(editor, rows_by_key(notes)[key], **{field: text})

    assert complaint in complaints(response)
    assert Topic.objects.get(pk=notes.pk).version == notes.version


def test_a_step_leads_back_to_an_earlier_one(editor):
    job = Method.objects.get(slug="job")
    fields = fields_of(editor, url(job))
    name = next(key for key, text in fields.items() if key.startswith("steps-") and key.endswith("-back") and not text)

    response = editor.post(url(job), fields | {name: "S6"})

    assert "which is no earlier step" in unescape(response.content.decode())


def test_a_statement_that_contradicts_another_is_refused(editor, version):
    row, other = Statement.objects.get(code="JA4"), Statement.objects.get(code="JA2")

    response = save(editor, row, text=other.text)

    assert "JA2 says nearly the same" not in complaints(response)
    name = next(key for key, text in fields_of(editor, url(row)).items() if key.endswith("-value") and text == "T")
    response = save(editor, row, text=other.text, **{name: "F"})
    assert "JA2 says nearly the same and differs on job" in unescape(response.content.decode())
    assert version() == 1
