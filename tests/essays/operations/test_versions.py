import pytest

from essays import operations, queries
from essays.models import IndicativePoint
from opsmethods.models import RowVersion
from tests.factories.accounts import make_user


@pytest.fixture
def sample(prompt):
    return prompt.exemplars.get(code="p1s")


@pytest.fixture
def editor(db):
    return make_user("eda")


def edited(row, editor, **values):
    for column, value in values.items():
        setattr(row, column, value)
    row.save()
    operations.record_version(row, cause="edited", author=editor)
    return row


def changes_of(row):
    """What each version changed but the first, newest first."""
    versions = queries.history_of(row)[:-1]
    return [[(one.name, one.old, one.new) for one in past.differences] for past in versions]


def test_what_was_loaded_is_the_first_version(prompt, sample):
    for row, name in ((prompt, "points 3 text"), (sample, "C1 reason")):
        [only] = queries.history_of(row)

        assert only.version.cause == "loaded"
        assert only.version.values[name]


def test_an_edit_is_a_version_with_its_author_and_what_it_changed(prompt, editor):
    edited(prompt, editor, title="Other")

    assert changes_of(prompt) == [[("title", "Differences between the methods", "Other")]]
    assert queries.history_of(prompt)[0].version.author == editor


def test_what_hangs_on_a_row_is_part_of_it(prompt, sample, editor):
    prompt.points.filter(number=2).update(text="Another point.")
    sample.marks.filter(criterion="C4").update(mark=3)

    for row in (prompt, sample):
        operations.record_version(row, cause="edited", author=editor)

    assert [(name, new) for [(name, _, new)] in changes_of(prompt)] == [("points 2 text", "Another point.")]
    assert changes_of(sample) == [[("C4 mark", 2, 3)]]


def test_saying_the_same_again_is_no_version(prompt, editor):
    operations.record_version(prompt, cause="edited", author=editor)

    assert len(queries.history_of(prompt)) == 1


def test_a_prompt_comes_back_with_what_hung_on_it_and_later_rows_become_drafts(prompt, editor):
    first = queries.history_of(prompt)[0].version
    prompt.points.filter(number=2).update(text="Another point.")
    prompt.scaffold.filter(position=1).delete()
    IndicativePoint.objects.create(prompt=prompt, number=99, text="Late.", objectives="AO1")
    edited(prompt, editor, title="Other")

    operations.restore_version_of(prompt, version=first, author=editor)

    prompt.refresh_from_db()
    assert prompt.title == first.values["title"]
    said = {name: value for name, value in queries.document_of(prompt).items() if not name.startswith("points 99")}
    assert said == first.values
    assert prompt.points.get(number=99).published is False
    assert queries.history_of(prompt)[0].version.cause == "restored"


def test_a_sample_comes_back_with_marks_caps_and_notes(sample, editor):
    first = queries.history_of(sample)[0].version
    sample.marks.update(mark=0)
    sample.caps.update(holds=True)
    sample.notes.first().delete()
    edited(sample, editor, text="Other words.")

    operations.restore_version_of(sample, version=first, author=editor)

    sample.refresh_from_db()
    assert queries.document_of(sample) == first.values


def test_a_version_that_breaks_a_rule_changes_nothing(prompt, editor):
    broken = RowVersion(values=queries.document_of(prompt) | {"title": "x" * 81})

    with pytest.raises(operations.NotAsItWas, match="at most 80 characters"):
        operations.restore_version_of(prompt, version=broken, author=editor)

    prompt.refresh_from_db()
    assert prompt.title == "Differences between the methods"


def test_a_version_of_another_row_is_not_found(prompt, sample):
    version = queries.history_of(sample)[0].version

    assert queries.version_of(prompt, pk=version.pk) is None
    assert queries.version_of(sample, pk=version.pk) == version
