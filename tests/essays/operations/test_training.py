import pytest

from accounts.domain.actor import Actor
from accounts.operations import claim_guest_work
from essays import operations
from essays.models import Exemplar, Trial
from tests.essays.work import LATER, NOW, actor_of

KEY = "a guest"
GUEST = Actor(guest_key=KEY)


@pytest.fixture
def sample(main_pack) -> Exemplar:
    """The secure answer to the first prompt: 3, 3, 4 and 2 marks."""
    return Exemplar.objects.get(code="p1s")


def record(actor, sample, *, criterion="C3", mark=2, now=NOW) -> Trial:
    return operations.record_trial(actor, exemplar=sample, criterion=criterion, mark=mark, now=now)


def kept() -> list[tuple[int | None, str, int]]:
    return list(Trial.objects.order_by("pk").values_list("user", "guest_key", "mark"))


# --- recording ------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["sam", "guest"])
def test_record_trial_keeps_both_marks_with_their_levels(sample, cast, who):
    actor = actor_of(cast.sam) if who == "sam" else GUEST

    trial = record(actor, sample)

    assert (trial.exemplar, trial.criterion, trial.marked_at) == (sample, "C3", NOW)
    assert (trial.level, trial.mark, trial.sample_level, trial.sample_mark) == (1, 2, 2, 4)
    assert (trial.user_id, trial.guest_key) == (actor.user_id, actor.guest_key)


def test_record_trial_of_another_rubric(second_pack):
    trial = record(GUEST, Exemplar.objects.get(code="high"), criterion="J", mark=1)

    assert (trial.level, trial.mark, trial.sample_level, trial.sample_mark) == (1, 1, 2, 3)


@pytest.mark.parametrize(("mark", "level"), [(0, 0), (6, 3)])
def test_record_trial_takes_every_mark_of_the_criterion(sample, mark, level):
    assert record(GUEST, sample, mark=mark).level == level


def test_record_trial_a_second_time_changes_nothing(sample):
    first = record(GUEST, sample)

    second = record(GUEST, sample, mark=4, now=LATER)

    assert (second, second.mark, second.marked_at) == (first, 2, NOW)
    assert Trial.objects.count() == 1


def test_record_trial_keeps_the_sample_mark_as_it_stood(sample):
    record(GUEST, sample)
    sample.marks.filter(criterion="C3").update(mark=6)

    assert record(GUEST, sample).sample_mark == 4


def test_record_trial_of_another_criterion_sample_or_person_is_another(sample, cast):
    record(GUEST, sample)
    record(GUEST, sample, criterion="C4")
    record(GUEST, Exemplar.objects.get(code="p2s"))
    record(actor_of(cast.sam), sample)
    record(actor_of(cast.nia), sample)

    assert Trial.objects.count() == 5


@pytest.mark.parametrize(("criterion", "mark"), [("C3", 7), ("C1", 5), ("C9", 1)])
def test_record_trial_refuses_what_the_rubric_does_not_hold(sample, criterion, mark):
    with pytest.raises(operations.UnknownMark):
        record(GUEST, sample, criterion=criterion, mark=mark)

    assert kept() == []


def test_record_trial_refuses_a_criterion_on_which_the_sample_is_not_marked(sample):
    sample.marks.filter(criterion="C3").delete()

    with pytest.raises(operations.UnknownMark):
        record(GUEST, sample)

    assert kept() == []


# --- claiming -------------------------------------------------------------------------------------


def test_claim_trials_moves_only_this_guests(sample, cast):
    record(GUEST, sample)
    record(Actor(guest_key="another"), sample, mark=5)
    record(actor_of(cast.nia), sample, mark=6)

    claimed = operations.claim_trials(cast.sam, guest_key=KEY)

    assert claimed == 1
    assert kept() == [(cast.sam.pk, "", 2), (None, "another", 5), (cast.nia.pk, "", 6)]


@pytest.mark.parametrize(("own", "guests", "stays"), [(LATER, NOW, 2), (NOW, LATER, 5), (NOW, NOW, 5)])
def test_claim_trials_keeps_the_earlier_of_two(sample, cast, own, guests, stays):
    record(actor_of(cast.sam), sample, mark=5, now=own)
    record(GUEST, sample, mark=2, now=guests)

    claimed = operations.claim_trials(cast.sam, guest_key=KEY)

    assert claimed == 1
    assert kept() == [(cast.sam.pk, "", stays)]


def test_claim_trials_of_other_criteria_and_samples_are_no_twins(sample, cast):
    record(actor_of(cast.sam), sample, criterion="C1", mark=1)
    record(actor_of(cast.sam), Exemplar.objects.get(code="p2s"), mark=3)
    record(GUEST, sample, mark=2)

    operations.claim_trials(cast.sam, guest_key=KEY)

    assert [mark for _, _, mark in kept()] == [1, 3, 2]
    assert {user for user, _, _ in kept()} == {cast.sam.pk}


def test_claim_trials_happens_once(sample, cast):
    record(GUEST, sample)
    operations.claim_trials(cast.sam, guest_key=KEY)

    claimed = operations.claim_trials(cast.nia, guest_key=KEY)

    assert claimed == 0
    assert kept() == [(cast.sam.pk, "", 2)]


def test_signing_in_claims_the_guests_trials(sample, cast):
    record(actor_of(cast.sam), sample, mark=5)
    record(GUEST, sample, now=LATER)

    claimed = claim_guest_work(user=cast.sam, guest_key=KEY, now=LATER)

    assert claimed == 1
    assert kept() == [(cast.sam.pk, "", 5)]
