from datetime import timedelta

import time_machine

from quizzes.models import Mark, Regrade
from quizzes.tasks import sweep_regrades
from tests.quizzes.regrades import LATER, carry_out, confirm, same_quizzes, snapshot_at


def test_sweep_goes_on_where_a_lost_slice_left_off_and_twice_is_once(start, django_user_model):
    grace = django_user_model.objects.create_user("grace")
    attempts = same_quizzes(start, right=[0, 0])
    done = carry_out(snapshot_at(attempts[0], 2), author=grace)
    lost = confirm(snapshot_at(attempts[0], 1), author=grace)

    with time_machine.travel(LATER + timedelta(seconds=5), tick=False):
        sweep_regrades()
    assert Regrade.objects.get(pk=lost.pk).applied_at is None

    with time_machine.travel(LATER + timedelta(minutes=1), tick=False):
        sweep_regrades()
        sweep_regrades()

    assert Regrade.objects.get(pk=lost.pk).applied_at == LATER + timedelta(minutes=1)
    assert [Mark.objects.filter(regrade=regrade).count() for regrade in (done, lost)] == [2, 2]
