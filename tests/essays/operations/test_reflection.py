import pytest

from essays import operations
from essays.models import Exemplar, PointTick
from tests.essays.work import LATER, NOW, actor_of, keys_of, make_submission, tick


def ticked(submission) -> list[int]:
    return list(submission.ticks.order_by("point__number").values_list("point__number", flat=True))


@pytest.fixture
def submission(any_topic, cast):
    return make_submission(actor_of(cast.sam), prompt=any_topic.prompts.get(number=1))


@pytest.fixture
def exemplar(submission) -> Exemplar:
    return submission.draft.prompt.exemplars.order_by("code").first()


# --- points ---------------------------------------------------------------------------------------


def test_tick_points_keeps_those_that_are_points_of_the_prompt(submission):
    keys = keys_of(submission.draft.prompt, [1, 3])

    operations.tick_points(submission, points=[0, *keys], now=NOW)

    assert ticked(submission) == [1, 3]


def test_tick_points_again_replaces_them_and_keeps_what_stays(submission):
    tick(submission, 1, 2)
    kept = submission.ticks.get(point__number=2)

    tick(submission, 2, 3, now=LATER)

    found = list(submission.ticks.order_by("point__number").values_list("pk", "point__number", "ticked_at"))
    assert [row[1:] for row in found] == [(2, NOW), (3, LATER)]
    assert found[0][0] == kept.pk


def test_tick_points_of_nothing_takes_all_away(submission):
    tick(submission, 1, 2)

    tick(submission, now=LATER)

    assert ticked(submission) == []


def test_tick_points_leaves_other_essays_alone(submission, cast):
    another = make_submission(actor_of(cast.nia), prompt=submission.draft.prompt)
    tick(another, 1, 2)

    tick(submission, 2)
    tick(submission)

    assert (ticked(submission), ticked(another)) == ([], [1, 2])


def test_tick_points_of_another_prompt_are_not_kept(main_pack, cast):
    submission = make_submission(actor_of(cast.sam), prompt=main_pack.prompts.get(number=1))
    keys = [key for number in (1, 2) for key in keys_of(main_pack.prompts.get(number=number), [number])]

    operations.tick_points(submission, points=keys, now=NOW)

    assert list(PointTick.objects.values_list("point__prompt__number", "point__number")) == [(1, 1)]


# --- comparisons ----------------------------------------------------------------------------------


@pytest.mark.parametrize("better", [True, False])
def test_compare_keeps_which_is_better(submission, exemplar, better):
    made = operations.compare(submission, exemplar=exemplar, own_is_better=better, now=NOW)

    assert submission.comparisons.get() == made
    assert (made.exemplar, made.own_is_better, made.compared_at) == (exemplar, better, NOW)


def test_compare_again_replaces_it(submission, exemplar):
    first = operations.compare(submission, exemplar=exemplar, own_is_better=True, now=NOW)

    operations.compare(submission, exemplar=exemplar, own_is_better=False, now=LATER)

    found = submission.comparisons.get()
    assert (found, found.own_is_better, found.compared_at) == (first, False, LATER)


def test_compare_with_one_sample_leaves_the_others(submission, exemplar):
    other = submission.draft.prompt.exemplars.order_by("code").last()
    operations.compare(submission, exemplar=other, own_is_better=True, now=NOW)

    operations.compare(submission, exemplar=exemplar, own_is_better=False, now=NOW)

    assert dict(submission.comparisons.values_list("exemplar", "own_is_better")) == {other.pk: True, exemplar.pk: False}
