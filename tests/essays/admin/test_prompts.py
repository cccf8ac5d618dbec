import pytest
from django.core.management import call_command
from django.urls import reverse

from essays.models import EvidenceHint, Prompt
from tests.essays.admin.desk import change_url, list_url, refusals, save
from tests.essays.work import NOW
from tests.opsmethods.test_admin import fields_of

NOTHING_WRONG = ""


def test_an_editor_changes_a_prompt_and_the_loader_leaves_it_alone(prompt, editor):
    save(editor, prompt, title="Edited")
    call_command("load_prompts", verbosity=0)

    assert Prompt.objects.get(pk=prompt.pk).title == "Edited"


def test_what_was_only_looked_at_is_no_edit(prompt, editor):
    """A browser sends other line ends than a pack has."""
    as_sent = {name: value.replace("\n", "\r\n") for name, value in fields_of(editor, change_url(prompt)).items()}
    before = Prompt.objects.values().get(pk=prompt.pk), list(prompt.points.order_by("pk").values())

    editor.post(change_url(prompt), as_sent)

    after = Prompt.objects.values().get(pk=prompt.pk), list(prompt.points.order_by("pk").values())
    assert after == ({**before[0], "revision": 2}, before[1])


def test_what_hangs_on_a_prompt_is_edited_on_its_page(prompt, editor):
    save(
        editor,
        prompt,
        variants__0__depth="Two methods.",
        scaffold__0__hint="One contrast.",
        points__0__objectives=" AO1  AO2 ",
    )

    assert prompt.variants.filter(depth="Two methods.", revision=2).count() == 1
    assert prompt.scaffold.get(position=1).hint == "One contrast."
    assert prompt.points.get(number=1).objectives == "AO1 AO2"


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("objectives", "AO1 AO5", "There is no objective AO5."),
        ("objectives", "", "This field is required."),
        ("methods", "job mass", "There is no method mass."),
        ("methods", "", NOTHING_WRONG),
        ("references", "VOL 4.2", NOTHING_WRONG),
    ],
)
def test_a_point_names_what_there_is(prompt, editor, field, typed, said):
    answer = save(editor, prompt, **{f"points__0__{field}": typed})

    errors = answer.context["inline_admin_formsets"][2].formset.errors[0] if answer.context else {}
    assert {name: list(words) for name, words in errors.items()} == ({field: [said]} if said else {})


def test_a_point_shows_where_its_references_lead(prompt, editor):
    point = prompt.points.get(number=1)
    type(point).objects.filter(pk=point.pk).update(references="VOL PUZZLE")

    page = editor.get(change_url(prompt)).content.decode()

    compare = reverse("opsmethods:method_compare", args=[prompt.topic.slug])
    assert f'<a href="{compare}?sort=VOL">VOL</a>; text only: PUZZLE' in page


def test_a_point_that_students_ticked_is_not_deleted(prompt, submission, editor):
    point = prompt.points.get(number=1)
    point.ticks.create(submission=submission, ticked_at=NOW)

    said = refusals(editor, prompt, points__0__DELETE="on")

    assert "Students have ticked point 1 in their essays. Do not show it instead." in said
    assert prompt.points.filter(number=1).exists()


def test_a_point_that_nobody_ticked_is_deleted(prompt, editor):
    save(editor, prompt, points__0__DELETE="on")

    assert not prompt.points.filter(number=1).exists()


def test_of_two_editors_the_second_is_told(prompt, editor):
    opened = fields_of(editor, change_url(prompt))
    save(editor, prompt, title="The first wrote this")

    answer = editor.post(change_url(prompt), opened | {"title": "The second wrote this"})

    page = answer.content.decode()
    assert "Somebody has changed this since you opened it" in page
    assert "The second wrote this" in page
    assert Prompt.objects.get(pk=prompt.pk).title == "The first wrote this"


def test_a_new_prompt_is_saved_before_rows_are_hung_on_it(main_pack, editor):
    address = reverse("admin:essays_prompt_add")
    fields = {"topic": main_pack.pk, "number": 9, "title": "Robots", "text": "Discuss robots.", "command": "Discuss."}

    inlines = editor.get(address).context["inline_admin_formsets"]
    editor.post(address, {**fields, "published": "on"})

    assert inlines == []
    assert main_pack.prompts.get(number=9).title == "Robots"


def test_an_editor_changes_a_hint(main_pack, editor):
    hint = EvidenceHint.objects.filter(topic=main_pack).earliest("pk")

    save(editor, hint, question="Which sentence says why?")

    hint.refresh_from_db()
    assert (hint.question, hint.revision) == ("Which sentence says why?", 2)


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(("model", "queries"), [(Prompt, 7), (EvidenceHint, 8)])
def test_lists_ask_as_often_for_three_rows_as_for_one(
    main_pack, editor, django_assert_num_queries, model, queries, rows
):
    kept = list(model.objects.order_by("pk").values_list("pk", flat=True)[:rows])
    model.objects.exclude(pk__in=kept).delete()

    with django_assert_num_queries(queries):
        page = editor.get(list_url(model._meta.model_name))

    assert page.context["cl"].result_count == rows


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_of_a_prompt_asks_as_often_for_three_rows_as_for_one(prompt, editor, django_assert_num_queries, rows):
    for hung in (prompt.points, prompt.scaffold, prompt.variants):
        hung.exclude(pk__in=list(hung.order_by("pk").values_list("pk", flat=True)[:rows])).delete()

    editor.get(change_url(prompt))  # content types are asked for once in a process

    with django_assert_num_queries(10):
        editor.get(change_url(prompt))
