from datetime import timedelta
from random import Random

import pytest

from accounts.domain.actor import Actor
from essays import operations, queries
from essays.domain.training import Gate
from essays.models import Exemplar, Submission, Trial
from tests.essays.work import NOW, actor_of, make_submission

GUEST = Actor(guest_key="a guest")
NOTHING_YET = Gate(done=0, wanted=2, passed=False, open=False)


def page_of(actor, prompt, *, code="C3", more=False, seed=1):
    submission = Submission.objects.filter(draft__prompt=prompt).first() or make_submission(GUEST, prompt=prompt)
    return queries.training_page(actor, submission=submission, code=code, more=more, rng=Random(seed))


def mark(actor, *codes, off=0, criterion="C3", start=NOW) -> None:
    """Give these samples their own mark and so many more, a minute apart."""
    for minute, code in enumerate(codes):
        sample = Exemplar.objects.get(code=code)
        given = sample.marks.get(criterion=criterion).mark + off
        operations.record_trial(
            actor, exemplar=sample, criterion=criterion, mark=given, now=start + timedelta(minutes=minute)
        )


@pytest.fixture
def sam(cast) -> Actor:
    return actor_of(cast.sam)


# --- which samples --------------------------------------------------------------------------------


def test_samples_for_training_are_those_of_other_prompts(main_pack, second_pack):
    found = queries.samples_for_training(main_pack.prompts.get(number=2))

    assert [sample.code for sample in found] == [f"p{number}{band}" for number in (1, 3, 4, 5) for band in "esw"]


def test_samples_that_are_not_published_are_not_for_training(prompt):
    Exemplar.objects.exclude(code="p2w").update(published=False)

    assert [sample.code for sample in queries.samples_for_training(prompt)] == ["p2w"]


# --- steps ----------------------------------------------------------------------------------------


def test_training_steps_begin_closed_for_every_criterion(sam, submission):
    steps = queries.training_of(sam, submission=submission).steps

    assert [(step.criterion.code, step.gate, step.required, step.binds) for step in steps] == [
        (code, NOTHING_YET, False, False) for code in ("C1", "C2", "C3", "C4")
    ]


def test_training_steps_open_by_the_first_two_marks(sam, submission):
    mark(sam, "p2w", "p3s")
    mark(sam, "p2w", "p3w", off=5, criterion="C4", start=NOW + timedelta(hours=1))

    steps = {step.criterion.code: step.gate for step in queries.training_of(sam, submission=submission).steps}

    assert steps == {
        "C1": NOTHING_YET,
        "C2": NOTHING_YET,
        "C3": Gate(done=2, wanted=2, passed=True, open=True),
        "C4": Gate(done=2, wanted=3, passed=False, open=False),
    }


def test_training_that_was_asked_for_binds_until_it_is_open(sam, prompt):
    submission = make_submission(sam, prompt=prompt, training_required=True)
    mark(sam, "p2w", "p3s")

    steps = queries.training_of(sam, submission=submission).steps

    assert [(step.criterion.code, step.required, step.binds) for step in steps] == [
        ("C1", True, True),
        ("C2", True, True),
        ("C3", True, False),
        ("C4", True, True),
    ]


def test_training_of_others_opens_nothing(sam, submission, cast):
    for actor in (GUEST, actor_of(cast.nia)):
        mark(actor, "p2w", "p3s")

    assert queries.training_of(sam, submission=submission).step("C3").gate == NOTHING_YET


def test_training_on_samples_of_ones_own_prompt_opens_nothing(sam, submission):
    mark(sam, "p1w", "p1s")

    assert queries.training_of(sam, submission=submission).step("C3").gate == NOTHING_YET


def test_a_guest_trains_too(prompt):
    submission = make_submission(GUEST, prompt=prompt)
    mark(GUEST, "p2w", "p3s")

    assert queries.training_of(GUEST, submission=submission).step("C3").gate.open


def test_training_step_of_an_unknown_criterion_is_none(sam, submission):
    assert queries.training_of(sam, submission=submission).step("C9") is None


def test_nobody_is_held_up_where_the_other_samples_run_out(sam, prompt):
    submission = make_submission(sam, prompt=prompt, training_required=True)
    Exemplar.objects.exclude(code__in=["p1w", "p2w"]).delete()
    before = queries.training_of(sam, submission=submission).step("C3").binds

    mark(sam, "p2w", off=4)

    step = queries.training_of(sam, submission=submission).step("C3")
    assert (before, step.binds, step.gate) == (True, False, Gate(done=1, wanted=3, passed=False, open=True))


def test_a_topic_without_samples_of_other_prompts_has_no_training(second_pack, sam):
    prompt = second_pack.prompts.get()
    submission = make_submission(sam, prompt=prompt, training_required=True)

    assert queries.training_of(sam, submission=submission).steps == ()
    assert queries.training_of(sam, submission=submission).step("R") is None
    page = page_of(sam, prompt, code="R")
    assert (page.told, page.sample, page.criterion, page.left, page.gate.open) == ((), None, None, 0, True)


def test_training_steps_take_the_same_queries_for_one_trial_and_for_three(sam, submission, django_assert_num_queries):
    mine = queries.submissions_of(sam).get()
    mark(sam, "p2w")
    with django_assert_num_queries(5):
        queries.training_of(sam, submission=mine)
    mark(sam, "p3w", "p4w")

    with django_assert_num_queries(5):
        queries.training_of(sam, submission=mine)


# --- the page -------------------------------------------------------------------------------------


def test_a_training_page_gives_a_sample_with_the_words_of_its_own_prompt(sam, prompt):
    page = page_of(sam, prompt)

    assert page.sample in queries.samples_for_training(prompt)
    assert page.criterion == queries.exemplar_rubric(page.sample).criterion("C3")
    assert (page.gate, page.told, page.left) == (NOTHING_YET, (), 12)


def test_a_training_page_opened_again_gives_the_same_sample(sam, prompt):
    assert page_of(sam, prompt).sample == page_of(sam, prompt).sample
    assert len({page_of(sam, prompt, seed=seed).sample for seed in range(10)}) > 1


def test_a_training_page_gives_other_bands_and_prompts_first(sam, prompt):
    given = []

    for _ in range(3):
        page = page_of(sam, prompt, more=True)
        given.append((page.sample.prompt.number, page.sample.band))
        mark(sam, page.sample.code)

    assert {band for _, band in given} == {"weak", "secure", "excellent"}
    assert len({number for number, _ in given}) == 3


def test_a_training_page_tells_of_what_was_marked_in_its_order(sam, prompt):
    mark(sam, "p3s", off=1)
    mark(sam, "p2e", off=-2, start=NOW + timedelta(minutes=5))
    mark(sam, "p2e", criterion="C1", start=NOW + timedelta(minutes=9))

    page = page_of(sam, prompt)

    reasons = {code: Exemplar.objects.get(code=code).marks.get(criterion="C3").reason for code in ("p3s", "p2e")}
    assert [(told.trial.signed, told.strict, told.reason) for told in page.told] == [
        (1, 0, reasons["p3s"]),
        (-2, 2, reasons["p2e"]),
    ]
    assert page.left == 10


def test_a_training_page_gives_no_more_than_is_needed_unless_asked(sam, prompt):
    mark(sam, "p2w", "p3s")

    enough, more = page_of(sam, prompt), page_of(sam, prompt, more=True)

    assert (enough.sample, enough.criterion, enough.gate.passed, enough.left) == (None, None, True, 10)
    assert more.sample in queries.samples_for_training(prompt).exclude(code__in=["p2w", "p3s"])


def test_a_training_page_gives_nothing_once_all_are_marked(sam, prompt):
    mark(sam, *queries.samples_for_training(prompt).values_list("code", flat=True))

    page = page_of(sam, prompt, more=True)

    assert (page.sample, len(page.told), page.left) == (None, 12, 0)


def test_a_sample_that_was_withdrawn_since_is_told_of_no_more(sam, prompt):
    mark(sam, "p2w", "p3s")
    Exemplar.objects.filter(code="p2w").update(published=False)

    page = page_of(sam, prompt)

    assert (len(page.told), page.gate.done, page.left) == (1, 1, 10)
    assert Trial.objects.count() == 2


def test_a_training_page_takes_the_same_queries_for_one_trial_and_for_three(sam, submission, django_assert_num_queries):
    mine = queries.submissions_of(sam).get()
    asked = {"submission": mine, "code": "C3", "more": True, "rng": Random(1)}
    mark(sam, "p2w")
    with django_assert_num_queries(11):
        queries.training_page(sam, **asked)
    mark(sam, "p3w", "p4w")

    with django_assert_num_queries(11):
        queries.training_page(sam, **asked)


# --- calibration ----------------------------------------------------------------------------------

SIX = ("p2w", "p2s", "p2e", "p3w", "p3s", "p3e")


def test_marks_near_six_samples_on_every_criterion_are_calibrated(sam, submission):
    for criterion in ("C1", "C2", "C3", "C4"):
        mark(sam, *SIX, criterion=criterion)

    told = queries.training_of(sam, submission=submission).calibration

    assert (told.calibrated, told.complete) == (True, 6)
    assert page_of(sam, submission.draft.prompt).calibration == told


def test_what_is_missing_for_a_calibration_is_said(sam, submission):
    mark(sam, *SIX, criterion="C1")

    told = queries.training_of(sam, submission=submission).calibration

    assert told.missing == ("0 of 6 samples marked on every criterion", "0 of 2 prompts covered by them")


def test_beyond_what_is_needed_a_sample_comes_that_was_begun_on_another_criterion(sam, prompt):
    mark(sam, "p2w", "p3s", criterion="C3")
    mark(sam, "p4e", criterion="C1")

    assert {page_of(sam, prompt, more=True, seed=seed).sample.code for seed in range(5)} == {"p4e"}
