from datetime import timedelta
from uuid import uuid4

import pytest

from accounts.domain.actor import Actor
from accounts.domain.policy import Policy
from opsmethods.queries import fact_base
from quizzes.domain.focus import EVERYTHING, NothingToAsk, Wish
from quizzes.models import Attempt
from quizzes.operations import score_attempt
from quizzes.queries import certainty_default, focus_of
from tests.quizzes.play import GUEST, NOW, hand_in


def test_certainty_is_off_at_first_on_then_and_later_as_the_last_time(start):
    assert certainty_default(GUEST) is None
    hand_in(start(), right=1)
    assert certainty_default(GUEST) is True

    hand_in(start(seed=8), right=1, now=NOW + timedelta(minutes=1))
    assert certainty_default(GUEST) is False

    Attempt.objects.filter(seed=8).update(asks_certainty=True)
    assert certainty_default(GUEST) is True

    hand_in(start(policy=Policy(mode="test", opens_at=NOW)), right=1, now=NOW + timedelta(minutes=2))
    hand_in(start(policy=Policy(mode="test", time_limit_s=60), level="O"), right=1, now=NOW + timedelta(minutes=3))
    assert certainty_default(GUEST) is True


def test_a_focus_is_what_was_missed_a_method_a_dimension_or_everything(start, notes):
    facts = fact_base(notes)
    attempt = hand_in(start(count=10), right=4)
    score_attempt(attempt.pk, now=NOW)

    missed = focus_of(GUEST, facts=facts, wish=Wish(missed=attempt.pk), now=NOW)

    wrong = attempt.items.filter(position__gt=4).values_list("snapshot__method", "snapshot__dimension")
    assert set(missed.pairs) == {pair for pair in wrong if any(pair)}
    assert focus_of(GUEST, facts=facts, wish=Wish(method="job"), now=NOW).pairs == (("job", ""),)
    assert focus_of(GUEST, facts=facts, wish=Wish(dimension="UC"), now=NOW).pairs == (("", "UC"),)
    cells = (("job", "UC"), ("flow", "VOL"))
    assert focus_of(GUEST, facts=facts, wish=Wish(cells=cells), now=NOW).pairs == cells
    assert focus_of(GUEST, facts=facts, wish=Wish(), now=NOW) is EVERYTHING


def test_nothing_is_told_of_results_that_are_not_ones_own_or_not_yet_told(start, notes):
    facts = fact_base(notes)
    policy = Policy(mode="test", feedback_rule="date", feedback_at=NOW + timedelta(days=1))
    attempt = hand_in(start(policy=policy), right=1)
    score_attempt(attempt.pk, now=NOW)

    for actor, missed in [(GUEST, attempt.pk), (Actor(guest_key="other"), attempt.pk), (GUEST, uuid4())]:
        with pytest.raises(NothingToAsk):
            focus_of(actor, facts=facts, wish=Wish(missed=missed), now=NOW)
