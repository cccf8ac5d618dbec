from dataclasses import asdict

import pytest

from accounts.domain.actor import Actor
from accounts.domain.policy import Policy
from opsmethods.queries import fact_base
from quizzes.domain.blueprint import InfeasibleForm
from quizzes.domain.focus import on_dimension
from quizzes.domain.generator import GENERATOR_VERSION, generate_form
from quizzes.domain.snapshot import snapshot_of
from quizzes.models import Attempt, BankCheck, ItemSnapshot
from quizzes.operations import (
    AttemptAlreadySubmitted,
    mute,
    open_window,
    policy_of,
    start_attempt,
    submit_attempt,
)
from quizzes.queries import bank_digest, withheld
from tests.quizzes.play import GUEST, NOW, hand_in


def test_start_freezes_what_the_generator_made(start, notes):
    attempt = start(count=5, seed=42)

    form = [snapshot_of(item) for item in generate_form(fact_base(notes), count=5, seed=42)]
    assert [
        (item.position, item.snapshot_id, item.snapshot.body, item.option_order)
        for item in attempt.items.order_by("position")
    ] == [(place, shot.id, shot.body, list(shot.option_order)) for place, shot in enumerate(form, start=1)]


def test_start_writes_down_what_it_ran_on(start, notes):
    attempt = start(count=5, seed=42)

    attempt.refresh_from_db()
    assert (attempt.topic, attempt.topic_version, attempt.level, attempt.seed) == (notes, notes.version, "A", 42)
    assert (attempt.item_count, attempt.state, attempt.window, attempt.started_at) == (5, "in_progress", 1, NOW)
    assert set(ItemSnapshot.objects.values_list("topic_version", "generator_version")) == {
        (notes.version, GENERATOR_VERSION)
    }


def test_start_belongs_to_the_actor(start, django_user_model):
    sam = django_user_model.objects.create_user("sam")

    owners = [(attempt.user, attempt.guest_key) for attempt in (start(), start(actor=Actor(user_id=sam.pk)))]

    assert owners == [(None, GUEST.guest_key), (sam, "")]


def test_start_freezes_the_policy(start):
    policy = Policy(
        mode="test",
        feedback_rule="date",
        feedback_at=NOW,
        opens_at=NOW,
        deadline_at=NOW,
        time_limit_s=600,
        extra_time_percent=25,
        grace_s=30,
        late_rule="show_only",
        training_required=True,
    )

    attempt = start(policy=policy)

    attempt.refresh_from_db()
    assert {name: getattr(attempt, name) for name in asdict(policy)} == asdict(policy)


def test_start_twice_with_one_seed_shares_snapshots(start):
    first = start(actor=Actor(guest_key="one"), seed=9)
    second = start(actor=Actor(guest_key="two"), seed=9)

    asked = [list(attempt.items.order_by("position").values_list("snapshot", flat=True)) for attempt in (first, second)]
    assert asked[0] == asked[1]
    assert ItemSnapshot.objects.count() == 4


def test_start_again_asks_something_else(start):
    first, second = start(seed=9), start(seed=9)

    asked = [set(attempt.items.values_list("snapshot__signature", flat=True)) for attempt in (first, second)]
    assert asked[0] & asked[1] == set()


def test_start_of_an_impossible_quiz_writes_nothing(start):
    with pytest.raises(InfeasibleForm):
        start(count=100_000)

    assert not Attempt.objects.exists()


def test_start_needs_an_owner(start):
    with pytest.raises(ValueError, match="needs a key"):
        start(actor=Actor())


def test_start_takes_few_statements(notes, django_assert_num_queries):
    facts = fact_base(notes)
    looked_through(notes)

    with django_assert_num_queries(6):  # savepoint, signatures, attempt, snapshots, items, release
        start_attempt(GUEST, topic=notes, facts=facts, count=10, level="A", policy=policy_of("test"), seed=1, now=NOW)


def looked_through(notes):
    """What is withheld is read once for a version when the bank was looked through."""
    BankCheck.objects.create(
        topic=notes,
        topic_version=notes.version,
        digest=bank_digest(fact_base(notes)),
        state="done",
        started_at=NOW,
        moved_at=NOW,
        finished_at=NOW,
    )
    withheld(notes, facts=fact_base(notes))


def test_what_is_muted_is_not_asked(start, notes, django_user_model):
    editor = django_user_model.objects.create_user("editor")
    first = start(count=5, seed=1)
    signatures = set(first.items.values_list("snapshot__signature", flat=True))
    Attempt.objects.all().delete()
    for signature in signatures:
        mute(notes, item_model=signature.partition(":")[0], signature=signature, author=editor, now=NOW)
    notes.refresh_from_db()

    asked = {
        signature
        for seed in range(1, 4)
        for signature in start(count=5, seed=seed).items.values_list("snapshot__signature", flat=True)
    }

    assert asked & signatures == set()


def test_a_focus_keeps_to_its_subject_and_may_be_short(notes):
    attempt = start_attempt(
        GUEST,
        topic=notes,
        facts=fact_base(notes),
        count=10,
        level="A",
        policy=policy_of("test"),
        focus=on_dimension(fact_base(notes), "UC"),
        asks_certainty=True,
        seed=1,
        now=NOW,
    )

    assert set(attempt.items.values_list("snapshot__dimension", flat=True)) == {"UC"}
    assert (attempt.about, attempt.asks_certainty) == (on_dimension(fact_base(notes), "UC").about, True)
    assert 1 <= attempt.item_count <= 10


@pytest.mark.parametrize(("level", "minutes", "asks"), [("O", 15, False), ("O", None, True), ("AS", 15, True)])
def test_what_is_like_an_exam_does_not_ask_for_certainty(notes, level, minutes, asks):
    attempt = start_attempt(
        GUEST,
        topic=notes,
        facts=fact_base(notes),
        count=3,
        level=level,
        policy=policy_of("test", minutes=minutes),
        asks_certainty=True,
        seed=1,
        now=NOW,
    )

    assert attempt.asks_certainty is asks


def test_a_snapshot_says_what_was_asked(start):
    start(count=10)

    for row in ItemSnapshot.objects.all():
        assert row.ao.startswith("AO")
        assert row.bloom
        assert 1 <= row.difficulty <= 5
        assert set(row.boards) <= {"cambridge-O", "cambridge-AS", "cambridge-A", "edexcel-A"}


def test_an_edited_note_leaves_an_open_attempt_as_it_was(start, notes):
    attempt = start()
    asked = attempt.items.order_by("position").values_list("snapshot__body", "option_order")
    before = list(asked)

    notes.methods.update(name="Something else")

    assert list(asked.all()) == before


@pytest.mark.parametrize(("mode", "rule"), [("practice", "each"), ("test", "end")])
def test_policy_of_ones_own_quiz(mode, rule):
    assert policy_of(mode) == Policy(mode=mode, feedback_rule=rule)


def test_open_window_counts_up(start):
    attempt = start()

    open_window(attempt)
    open_window(attempt)

    assert (attempt.window, Attempt.objects.get().window) == (3, 3)


def test_submit_queues_the_scoring(start):
    attempt = submit_attempt(start(), now=NOW)

    kept = Attempt.objects.get()
    expected = ("submitted", NOW, "queued")
    assert (attempt.state, attempt.submitted_at, attempt.scoring_state) == expected
    assert (kept.state, kept.submitted_at, kept.scoring_state) == expected


def test_submit_twice_changes_nothing(start):
    attempt = hand_in(start(), right=1)

    with pytest.raises(AttemptAlreadySubmitted):
        submit_attempt(attempt, now=NOW.replace(hour=11))

    assert Attempt.objects.get().submitted_at == NOW
