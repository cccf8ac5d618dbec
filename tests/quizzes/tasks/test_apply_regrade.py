import pytest

from quizzes import tasks
from quizzes.models import Mark, Regrade
from quizzes.operations import regrading
from quizzes.tasks import apply_regrade
from tests.quizzes.regrades import confirm, same_quizzes, snapshot_at


@pytest.fixture
def regrade(start, django_user_model, monkeypatch):
    """Three attempts to mark anew, two a slice."""
    monkeypatch.setattr(regrading, "SLICE", 2)
    attempts = same_quizzes(start, right=[0, 0, 0])
    return confirm(snapshot_at(attempts[0], 1), author=django_user_model.objects.create_user("grace"))


def test_a_regrade_goes_on_to_its_end_and_twice_is_once(regrade):
    apply_regrade(regrade_id=str(regrade.pk))
    first = Regrade.objects.get().applied_at
    apply_regrade(regrade_id=str(regrade.pk))

    assert first is not None
    assert (Regrade.objects.get().applied_at, Mark.objects.filter(regrade=regrade).count()) == (first, 3)


def test_one_slice_is_one_task(regrade, monkeypatch):
    asked = []
    monkeypatch.setattr(tasks.apply_regrade, "delay", lambda **call: asked.append(call))

    apply_regrade(regrade_id=str(regrade.pk))

    assert asked == [{"regrade_id": str(regrade.pk)}]
    assert (Mark.objects.filter(regrade=regrade).count(), Regrade.objects.get().applied_at) == (2, None)
