import pytest

from essays import operations
from essays.domain.rubric import RubricError, RubricSpec
from essays.models import Rubric
from essays.queries import rubric_spec
from tests.essays.work import NOW


@pytest.fixture
def copy(prompt) -> Rubric:
    return operations.copy_rubric(prompt.rubrics.get())


def test_copy_rubric_makes_the_next_version_unpublished(prompt, copy):
    original = prompt.rubrics.get(version=1)

    assert (copy.version, copy.published_at, copy.import_hash) == (2, None, "")
    assert rubric_spec(copy) == rubric_spec(original)


def test_publish_rubric_fixes_its_hashes(copy):
    copy.criteria.filter(code="C1").update(question="Which sentence, exactly?")

    published = operations.publish_rubric(copy, now=NOW)

    spec = rubric_spec(copy)
    assert (published.published_at, published.content_hash, published.structure_hash) == (
        NOW,
        spec.content_hash,
        spec.structure_hash,
    )


def test_a_typo_fix_shares_its_structure_with_the_version_before(prompt, copy):
    copy.criteria.filter(code="C1").update(question="Which sentence, exactly?")
    operations.publish_rubric(copy, now=NOW)

    first, second = prompt.rubrics.order_by("version")

    assert first.structure_hash == second.structure_hash
    assert first.content_hash != second.content_hash


def test_publish_rubric_twice_is_refused(prompt):
    with pytest.raises(operations.RubricAlreadyPublished):
        operations.publish_rubric(prompt.rubrics.get(), now=NOW)


def test_publish_rubric_that_says_the_same_is_refused(copy):
    with pytest.raises(operations.RubricUnchanged):
        operations.publish_rubric(copy, now=NOW)

    assert not Rubric.objects.get(pk=copy.pk).is_published


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"maximum": 5}, "C1: its maximum is 5, but its levels end at 4"),
        ({"question": " "}, "C1: a text is empty"),
    ],
)
def test_publish_rubric_that_is_not_sound_is_refused(copy, values, message):
    copy.criteria.filter(code="C1").update(**values)

    with pytest.raises(RubricError) as error:
        operations.publish_rubric(copy, now=NOW)

    assert str(error.value) == message


def test_save_rubric_replaces_the_criteria(copy):
    spec = RubricSpec(rubric_spec(copy).criteria[:2])

    saved = operations.save_rubric(copy, spec=spec)

    assert rubric_spec(saved) == spec
    assert (saved.content_hash, saved.structure_hash) == (spec.content_hash, spec.structure_hash)


def test_save_rubric_leaves_a_published_version_alone(prompt):
    rubric = prompt.rubrics.get()
    before = rubric_spec(rubric)

    with pytest.raises(operations.RubricAlreadyPublished):
        operations.save_rubric(rubric, spec=RubricSpec(before.criteria[:2]))

    assert rubric_spec(rubric) == before
