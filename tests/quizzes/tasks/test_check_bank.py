from datetime import timedelta

import pytest
import time_machine

from opsmethods.models import Topic
from quizzes import tasks
from quizzes.domain import inspection
from quizzes.models import BankCheck, BankItem
from quizzes.tasks import check_bank, sweep_banks
from tests.quizzes.play import NOW


@pytest.fixture
def small(second_pack, monkeypatch):
    """One topic, slices so large that there are few, and few forms."""
    Topic.objects.exclude(pk=second_pack.pk).delete()
    whole = inspection.whole_bank
    monkeypatch.setattr("quizzes.operations.bank.whole_bank", lambda facts: whole(facts, forms=2))
    return second_pack


@pytest.fixture
def slices(monkeypatch):
    """The slices asked for, instead of one calling the next."""
    asked = []
    monkeypatch.setattr(tasks.check_bank, "delay", lambda **call: asked.append(call))
    return asked


def test_the_sweep_looks_through_a_new_bank_to_its_end(small):
    sweep_banks()

    check = BankCheck.objects.get()
    assert (check.state, check.topic) == ("done", small)
    assert BankItem.objects.filter(refused=False).exists()


def test_one_slice_is_one_task(small, slices):
    sweep_banks()
    call = slices.pop()

    check_bank(**call)

    assert slices == [call]
    assert BankItem.objects.exists()


def test_the_sweep_goes_on_where_a_lost_slice_left_off(small, slices):
    with time_machine.travel(NOW, tick=False):
        sweep_banks()
        slices.clear()
        sweep_banks()
    assert slices == []

    with time_machine.travel(NOW + timedelta(minutes=1), tick=False):
        sweep_banks()

    assert slices == [{"topic": small.slug, "check_id": BankCheck.objects.get().pk}]


def test_notes_that_moved_on_end_the_look_quietly(small, slices):
    sweep_banks()
    BankCheck.objects.update(digest="x")

    check_bank(**slices.pop())

    assert (slices, BankCheck.objects.exists()) == ([], False)


def test_a_topic_that_is_gone_ends_the_look_quietly(db, slices):
    check_bank(topic="gone", check_id=1)

    assert slices == []
