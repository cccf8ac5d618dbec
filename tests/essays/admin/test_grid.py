"""The rubric as a grid: whole or not at all, and what was typed comes back."""

import pytest
from django.urls import reverse

from essays import operations
from essays.admin.grid import Shape
from essays.models import Criterion, LevelDescriptor, Rubric
from essays.queries import rubric_spec
from tests.essays.work import NOW


@pytest.fixture
def rubric(prompt) -> Rubric:
    return operations.copy_rubric(prompt.rubrics.get())


def grid_url(rubric) -> str:
    return reverse("admin:essays_rubric_grid", args=[rubric.pk])


def fields_of(editor, rubric) -> dict[str, object]:
    """The form as the page shows it, filled in."""
    context = editor.get(grid_url(rubric)).context
    form = context["form"]
    values = {field.html_name: field.value() for field in form if field.value() not in ("", None)}
    return {"seen": context["seen"], **form.shape.counts, **values}


def save(editor, rubric, **changes):
    """Names of fields are written with two underscores in the place of a dash, after an f: `f0__code`."""
    sent = {name.removeprefix("f").replace("__", "-"): value for name, value in changes.items()}
    return editor.post(grid_url(rubric), fields_of(editor, rubric) | sent)


def problems_of(answer) -> list[tuple[str, str]]:
    return [(label, words) for _, label, words in answer.context["form"].problems]


def test_a_grid_that_is_sent_as_it_is_changes_nothing(rubric, editor):
    before = rubric_spec(rubric)

    answer = save(editor, rubric)

    assert answer.status_code == 302
    assert rubric_spec(rubric) == before


def test_words_marks_and_caps_are_saved_at_once(rubric, editor):
    save(editor, rubric, f0__level__1__text="One method.", f0__name="Knowing", f0__cap__0__question="Is it circular?")

    rubric.refresh_from_db()
    criterion = rubric_spec(rubric).criteria[0]
    history = editor.get(reverse("admin:essays_rubric_history", args=[rubric.pk])).content.decode()
    assert (criterion.name, criterion.levels[1].text) == ("Knowing", "One method.")
    assert criterion.caps[0].question == "Is it circular?"
    assert rubric.content_hash == rubric_spec(rubric).content_hash
    assert "Saved the grid." in history


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"f0__level__2__lowest": "3"}, ("C1, level 2: lowest mark", "Marks must start at 2 and not run backwards.")),
        ({"f0__level__2__highest": "1"}, ("C1, level 2: lowest mark", "Marks must start at 2 and not run backwards.")),
        ({"f0__level__2__text": " "}, ("C1, level 2: what it takes", "This is missing.")),
        ({"f0__level__2__lowest": "x"}, ("C1, level 2: lowest mark", "Enter a whole number.")),
        (
            {"f0__unevidenced_maximum": "4"},
            ("C1: most without evidence", "Without evidence a mark must be held below 4."),
        ),
        ({"f0__cap__0__maximum": "4"}, ("C1, cap 1: holds the mark at", "A cap must lie below 4.")),
        ({"f0__name": ""}, ("C1: name", "This is missing.")),
        ({"f1__code": "C1"}, ("", "criteria: C1 stands more than once")),
        (
            {"f0__code": "C1234"},
            ("C1234: code", "Ensure this value has at most 4 characters (it has 5)."),
        ),
    ],
)
def test_what_is_wrong_is_said_at_the_top_and_in_its_cell(rubric, editor, changes, problem):
    before = rubric_spec(rubric)

    answer = save(editor, rubric, f3__name="Typed", **changes)

    page = answer.content.decode()
    assert (answer.status_code, problems_of(answer)) == (422, [problem])
    assert 'value="Typed"' in page
    assert all(f'value="{value}"' in page for value in changes.values() if value.strip())
    assert rubric_spec(rubric) == before


def test_every_criterion_says_what_is_wrong_with_it(rubric, editor):
    answer = save(editor, rubric, f0__level__1__lowest="2", f2__level__1__lowest="2")

    assert [label for label, _ in problems_of(answer)] == ["C1, level 1: lowest mark", "C3, level 1: lowest mark"]


def test_two_caps_of_one_code_are_told_at_the_cap(rubric, editor):
    cap = {"code": "K", "maximum": "1", "question": "Is it?", "clears": "No", "holds": "Yes"}
    sent = {f"f0__cap__1__{name}": value for name, value in cap.items()}

    answer = save(editor, rubric, f0__caps=2, **sent)

    assert problems_of(answer) == [("C1, cap 2: code", "K stands more than once.")]


@pytest.mark.parametrize(
    ("wanted", "name"), [("level", "0-level-4-text"), ("criterion", "4-code"), ("cap-1", "1-cap-1-question")]
)
def test_room_is_added_and_what_was_typed_stays(rubric, editor, wanted, name):
    before = rubric_spec(rubric)

    answer = save(editor, rubric, add=wanted, f0__name="Typed", f3__gone="on")

    page = answer.content.decode()
    assert answer.status_code == 200
    assert f'name="{name}"' in page
    assert 'value="Typed"' in page
    assert answer.context["form"]["3-gone"].value() == "on"
    assert rubric_spec(rubric) == before


def test_rows_are_added_and_left_out(rubric, editor):
    level = {"lowest": "5", "highest": "5", "text": "More still."}
    head = {"code": "C5", "name": "Style", "objective": "AO4", "unevidenced_maximum": "0", "question": "Where?"}
    levels = {"0__lowest": "0", "0__highest": "0", "0__text": "None.", "1__lowest": "1", "1__highest": "2"}
    sent = {
        **{f"f0__level__4__{name}": value for name, value in level.items()},
        **{f"f4__{name}": value for name, value in head.items()},
        **{f"f4__level__{name}": value for name, value in levels.items()},
        "f4__level__1__text": "Some.",
        "f1__gone": "on",
        "f1__level__1__lowest": "nonsense",
    }

    answer = save(editor, rubric, levels=5, criteria=5, **sent)

    spec = rubric_spec(rubric)
    assert answer.status_code == 302
    assert [(each.code, each.maximum) for each in spec.criteria] == [("C1", 5), ("C3", 6), ("C4", 6), ("C5", 2)]


def test_a_rubric_that_is_not_sound_is_shown_and_mended(rubric, editor):
    LevelDescriptor.objects.filter(criterion__rubric=rubric, criterion__code="C1", number=3).update(lowest=4)

    answer = save(editor, rubric, f0__level__3__lowest="3")

    assert answer.status_code == 302
    assert rubric_spec(rubric).criteria[0].levels[3].lowest == 3


def test_a_rubric_without_criteria_has_room_to_begin(prompt, editor):
    rubric = Rubric.objects.create(topic=prompt.topic, prompt=prompt, version=2)

    shape = editor.get(grid_url(rubric)).context["form"].shape
    answer = save(editor, rubric)

    assert shape == Shape(levels=4, caps=(0,))
    assert problems_of(answer) == [("", "a rubric needs a criterion")]


def test_of_two_editors_the_second_is_told(rubric, editor):
    opened = fields_of(editor, rubric)
    Criterion.objects.filter(rubric=rubric, code="C1").update(question="The first wrote this?")

    answer = editor.post(grid_url(rubric), opened | {"0-question": "The second wrote this?"})

    assert problems_of(answer) == [
        ("", "Somebody has saved this rubric since you opened it, so nothing is saved."),
    ]
    assert "The second wrote this?" in answer.content.decode()
    assert rubric.criteria.get(code="C1").question == "The first wrote this?"


def test_a_grid_is_saved_and_published(rubric, editor):
    answer = save(editor, rubric, f0__question="Which sentence, exactly?", publish="yes")

    rubric.refresh_from_db()
    page = editor.get(answer.url).content.decode()
    assert (rubric.is_published, rubric.criteria.get(code="C1").question) == (True, "Which sentence, exactly?")
    assert f"{rubric} is published." in page
    assert "it never changes again" in page
    assert "<textarea" not in page


def test_what_cannot_be_published_is_not_saved_either(rubric, editor):
    Criterion.objects.filter(rubric=rubric, code="C1").update(question="Changed before?")
    original = rubric.prompt.rubrics.get(version=1).criteria.get(code="C1").question

    answer = save(editor, rubric, f0__question=original, publish="yes")

    assert problems_of(answer) == [("", "A published version of this rubric already says exactly the same.")]
    assert rubric.criteria.get(code="C1").question == "Changed before?"


def test_a_rubric_published_meanwhile_keeps_its_words(rubric, editor):
    Criterion.objects.filter(rubric=rubric, code="C1").update(question="Whose?")
    opened = fields_of(editor, rubric)
    operations.publish_rubric(rubric, now=NOW)

    answer = editor.post(grid_url(rubric), opened | {"0-question": "Mine?"})

    assert problems_of(answer) == [
        ("", "This rubric is published already. Copy it to a new version to change it."),
    ]
    assert "Mine?" in answer.content.decode()
    assert rubric.criteria.get(code="C1").question == "Whose?"


def test_a_published_rubric_is_shown_and_copied(prompt, editor):
    published = prompt.rubrics.get()

    page = editor.get(grid_url(published)).content.decode()
    answer = editor.post(reverse("admin:essays_rubric_copy", args=[published.pk]))

    copy = prompt.rubrics.get(version=2)
    assert "Copy to a new version" in page
    assert "Save the grid" not in page
    assert answer.url == grid_url(copy)
    assert rubric_spec(copy) == rubric_spec(published)


def test_what_cannot_be_copied_is_said(rubric, editor):
    rubric.criteria.filter(code="C1").update(maximum=9)

    answer = editor.post(reverse("admin:essays_rubric_copy", args=[rubric.pk]), follow=True)

    assert "its maximum is 9, but its levels end at 4" in answer.content.decode()


def test_only_editors_open_the_grid(rubric, cast, client_of, editor):
    pages = (grid_url(rubric), reverse("admin:essays_rubric_copy", args=[rubric.pk]))
    staff = cast.omar
    staff.is_staff = True
    staff.save(update_fields=["is_staff"])

    assert [client_of(cast.tess).post(page).status_code for page in pages] == [302, 302]
    assert [client_of(staff).post(page).status_code for page in pages] == [403, 403]
    assert editor.get(pages[1]).status_code == 405
    assert editor.get(reverse("admin:essays_rubric_grid", args=[0])).status_code == 404


def test_forged_counts_are_held_in_bounds(rubric, editor):
    answer = editor.post(grid_url(rubric), {"criteria": "9999", "levels": "-1", "0-caps": "x", "add": "cap-77"})

    assert (answer.status_code, answer.context["form"].shape) == (200, Shape(levels=0, caps=(0,) * 20))


@pytest.mark.parametrize("rows", [1, 3])
def test_the_grid_asks_as_often_for_three_criteria_as_for_one(rubric, editor, django_assert_num_queries, rows):
    rubric.criteria.filter(position__gt=rows).delete()

    with django_assert_num_queries(7):
        editor.get(grid_url(rubric))
