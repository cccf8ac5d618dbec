from collections import Counter

import pytest

from accounts.domain.actor import Actor
from essays.models import Marking
from essays.operations import total_marking
from opsmethods.queries import fact_base
from progress.domain.measures import Answers, Tally
from progress.domain.standing import Criterion, Marks, Progress
from progress.queries import evidence_of, first_tries, progress_of
from quizzes.models import Mark, MarkLine
from quizzes.operations import policy_of, start_attempt, submit_attempt
from tests.classrooms.work import hand_in_essay, judgement, self_mark, set_essay
from tests.progress.play import GUEST, LATER, NOW, SOON, actor_of, take_quiz
from tests.quizzes.play import give
from tests.quizzes.regrades import carry_out, make_regrading, snapshot_at


def counted(grid):
    """Right and tried by method and dimension, as the grid shows them."""
    tallies = {
        (row.method.slug, field.column.code): (field.answers.all.right, field.answers.all.tried)
        for row in grid.rows
        for field in row.fields
    }
    tallies["", ""] = (grid.others.all.right, grid.others.all.tried)
    return {key: tally for key, tally in tallies.items() if tally != (0, 0)}


def expected(*attempts):
    """The same from the questions and answers themselves: the first `right` of an attempt were answered rightly."""
    right, tried = Counter(), Counter()
    for attempt, right_count in attempts:
        for item in attempt.items.select_related("snapshot"):
            key = (item.snapshot.method, item.snapshot.dimension if item.snapshot.method else "")
            tried[key] += 1
            right[key] += item.position <= right_count
    return {key: (right[key], tried[key]) for key in tried}


# --- Quizzes --------------------------------------------------------------------------------------


def test_the_grid_counts_answers_by_method_and_dimension(any_topic):
    attempt = take_quiz(GUEST, topic=any_topic, right=3, count=5)

    (grid,) = progress_of(GUEST).grids

    assert (grid.topic, grid.title) == (any_topic.slug, any_topic.title)
    assert counted(grid) == expected((attempt, 3))
    assert grid.total == Answers(test=Tally(3, 5))


def test_practice_and_tests_stand_apart(topic):
    take_quiz(GUEST, topic=topic, right=3, count=4, mode="test", seed=1)
    take_quiz(GUEST, topic=topic, right=1, count=5, mode="practice", seed=2, now=SOON)

    (grid,) = progress_of(GUEST).grids

    assert grid.total == Answers(practice=Tally(1, 5), test=Tally(3, 4))


def test_a_question_counts_the_first_time_only(topic):
    first = take_quiz(GUEST, topic=topic, right=1, count=4, seed=1)
    again = take_quiz(GUEST, topic=topic, right=4, count=4, seed=2, now=SOON)
    for item, old in zip(again.items.order_by("position"), first.items.order_by("position"), strict=True):
        again.items.filter(pk=item.pk).update(snapshot=old.snapshot)

    (grid,) = progress_of(GUEST).grids

    assert counted(grid) == expected((first, 1))


def test_a_question_left_out_is_not_a_try(topic):
    attempt = take_quiz(GUEST, topic=topic, right=4)
    MarkLine.objects.filter(item__attempt=attempt, item__position=1).update(option_id=None, points=0)

    (grid,) = progress_of(GUEST).grids

    assert grid.total == Answers(test=Tally(3, 3))


def test_only_the_current_mark_counts(topic):
    attempt = take_quiz(GUEST, topic=topic, right=4)
    regraded = Mark.objects.create(
        attempt=attempt, scoring_version=2, points=3, out_of=4, cause="regrade", created_at=LATER
    )
    for line in MarkLine.objects.filter(mark__scoring_version=1):
        points = 0 if line.item.position == 1 else 1
        MarkLine.objects.create(mark=regraded, item=line.item, option_id=line.option_id, points=points)

    progress = progress_of(GUEST)

    assert progress.grids[0].total == Answers(test=Tally(3, 4))
    assert [score.words for score in progress.scores] == ["3 of 4 right"]


@pytest.mark.parametrize("policy", ["drop", "full_marks"])
def test_a_question_dropped_or_given_to_everybody_says_nothing(cast, topic, policy):
    attempt = take_quiz(GUEST, topic=topic, right=1, count=2)

    carry_out(snapshot_at(attempt, 2), author=cast.omar, regrading=make_regrading(policy))

    assert list(first_tries(GUEST).values_list("item__position", "points")) == [(1, 1)]


def test_what_is_not_scored_is_not_counted(topic):
    attempt = start_attempt(
        GUEST, topic=topic, facts=fact_base(topic), count=2, level="A", policy=policy_of("test"), seed=1, now=NOW
    )
    give(attempt, right=2)
    answering = progress_of(GUEST)

    submit_attempt(attempt, now=SOON)

    assert (answering, progress_of(GUEST)) == (Progress(), Progress())


def test_nobody_elses_work_is_counted(cast, topic):
    take_quiz(actor_of(cast.sam), topic=topic, right=4)
    take_quiz(GUEST, topic=topic, right=4, seed=2)

    assert progress_of(actor_of(cast.nia)) == Progress()
    assert progress_of(actor_of(cast.sam)).grids[0].total.all == Tally(4, 4)


def test_a_guest_who_has_started_nothing_has_nothing(db):
    nobody = Actor()

    assert progress_of(nobody) == Progress()
    assert list(first_tries(nobody)) == []


def test_the_latest_five_quizzes_are_named(topic):
    for seed in range(6):
        take_quiz(GUEST, topic=topic, right=seed % 3, count=2, seed=seed, now=NOW.replace(hour=11, minute=seed))

    scores = progress_of(GUEST).scores

    assert [score.submitted_at.minute for score in scores] == [5, 4, 3, 2, 1]
    assert [score.right for score in scores] == [2, 1, 0, 2, 1]


def test_two_topics_have_a_grid_each(main_pack, second_pack):
    for topic in (main_pack, second_pack):
        take_quiz(GUEST, topic=topic, right=1, count=2)

    assert {grid.topic for grid in progress_of(GUEST).grids} == {main_pack.slug, second_pack.slug}


def test_evidence_is_one_field_of_the_grid(topic):
    attempt = take_quiz(GUEST, topic=topic, right=4)
    snapshot = attempt.items.get(position=1).snapshot
    facts = fact_base(topic)

    field = evidence_of(GUEST, facts=facts, method=snapshot.method, dimension=snapshot.dimension)

    right, tried = expected((attempt, 4))[snapshot.method, snapshot.dimension]
    assert field.answers == Answers(test=Tally(right, tried))


@pytest.mark.parametrize(("method", "dimension"), [("nothing", ""), ("job", "NONE")])
def test_there_is_no_evidence_on_what_the_notes_do_not_know(topic, method, dimension):
    assert evidence_of(GUEST, facts=fact_base(topic), method=method, dimension=dimension) is None


# --- Essays ---------------------------------------------------------------------------------------


@pytest.fixture
def submission(cast, topic):
    return hand_in_essay(set_essay(cast.classroom, by=cast.tess, topic=topic), user=cast.sam)


def test_an_essay_stands_before_it_is_marked(cast, submission):
    (essay,) = progress_of(actor_of(cast.sam)).essays

    assert (essay.submission_id, essay.marks, essay.criteria) == (submission.pk, Marks(20), ())


def test_self_and_teacher_stand_side_by_side(cast, submission, client_of):
    own = self_mark(submission)
    client_of(cast.tess).post(f"/classes/scripts/{submission.pk}/", judgement(submission))
    marking = Marking.objects.get(role="teacher")
    total = total_marking(marking.pk, now=LATER)

    (essay,) = progress_of(actor_of(cast.sam)).essays

    assert essay.marks == Marks(20, own=int(own.points), teacher=int(total.points))
    assert essay.criteria == tuple(
        Criterion(
            f"{line.criterion.code} {line.criterion.name}",
            Marks(line.criterion.maximum, own=line.points, teacher=0),
        )
        for line in own.lines.select_related("criterion").order_by("criterion__position")
    )


def test_an_unfinished_marking_says_nothing_yet(cast, submission):
    mark = self_mark(submission)
    Marking.objects.update(totalled_at=None)
    mark.delete()

    (essay,) = progress_of(actor_of(cast.sam)).essays

    assert essay.marks == Marks(20)


def test_progress_costs_the_same_for_one_of_each_and_for_three(cast, topic, django_assert_num_queries):
    sam = actor_of(cast.sam)
    fact_base(topic)

    def work(seed):
        take_quiz(sam, topic=topic, right=2, seed=seed, count=2)
        essay = set_essay(cast.classroom, by=cast.tess, topic=topic, number=seed)
        self_mark(hand_in_essay(essay, user=cast.sam))

    work(1)
    with django_assert_num_queries(5):
        progress_of(sam)
    work(2)
    work(3)

    with django_assert_num_queries(5):
        progress = progress_of(sam)

    assert (len(progress.scores), len(progress.essays)) == (3, 3)
