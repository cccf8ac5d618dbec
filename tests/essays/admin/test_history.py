import pytest
from django.urls import reverse

from essays.queries import history_of
from tests.essays.admin.desk import act, save


def history(row) -> str:
    return reverse(f"admin:essays_{row._meta.model_name}_history", args=[row.pk])


def restore(client, row, *, version):
    name = f"admin:essays_{row._meta.model_name}_restore"
    return client.post(reverse(name, args=[row.pk, version.pk]), follow=True)


@pytest.fixture
def sample(prompt):
    return prompt.exemplars.get(code="p1w")


def test_the_history_shows_what_an_edit_changed_and_brings_it_back(prompt, editor):
    before = prompt.title
    save(editor, prompt, title="Edited", points__0__text="A point.")

    page = editor.get(history(prompt)).content.decode()
    assert "edited by eda" in page
    assert f"<del>{before}</del> &rarr; <ins>Edited</ins>" in page
    assert "<dt>points 1 text</dt>" in page

    answer = restore(editor, prompt, version=history_of(prompt)[-1].version)

    prompt.refresh_from_db()
    assert "is as it was." in answer.content.decode()
    assert (prompt.title, history_of(prompt)[0].version.cause) == (before, "restored")


def test_confirmed_marks_are_a_version(sample, editor):
    act(editor, "confirm", sample)

    assert [one.name for one in history_of(sample)[0].differences] == ["status"]
    assert "<dt>status</dt>" in editor.get(history(sample)).content.decode()


def test_the_version_of_another_row_is_not_brought_back(prompt, sample, editor):
    assert restore(editor, prompt, version=history_of(sample)[0].version).status_code == 404


def test_a_version_comes_back_by_its_button_only(prompt, editor):
    version = history_of(prompt)[0].version

    assert editor.get(reverse("admin:essays_prompt_restore", args=[prompt.pk, version.pk])).status_code == 403


def test_a_version_that_breaks_a_rule_is_refused_in_words(prompt, editor):
    save(editor, prompt, title="Edited")
    version = history_of(prompt)[-1].version
    version.values["title"] = "x" * 81
    version.save()

    answer = restore(editor, prompt, version=version).content.decode()

    assert "It cannot be brought back as it was." in answer
    assert "at most 80 characters" in answer


def test_strangers_have_no_history(prompt, client_of, cast):
    for person in (cast.tess, None):
        assert client_of(person).get(history(prompt)).status_code == 302


@pytest.mark.parametrize("edits", [1, 3])
def test_the_history_asks_as_often_for_one_edit_as_for_three(prompt, editor, django_assert_num_queries, edits):
    for number in range(edits):
        save(editor, prompt, title=f"Edit {number}")
    editor.get(history(prompt))

    with django_assert_num_queries(5):
        editor.get(history(prompt))
