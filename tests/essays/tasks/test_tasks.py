from datetime import timedelta

import pytest

from accounts.models import Notice
from essays import tasks
from essays.models import Mark, Marking, Submission
from essays.operations import MarkingUnfinished, save_version, submit_draft
from tests.essays.work import NOW, TEXT, change, make_finished, start_marking


def test_total_marking_run_twice_makes_one_entry(finished):
    for _ in range(2):
        tasks.total_marking(marking_id=str(finished.pk))

    assert Mark.objects.count() == 1


def test_sweep_untotalled_run_twice_totals_what_was_left_once(finished, submission, cast):
    make_finished(submission, role="teacher", author=cast.tess)

    for _ in range(2):
        tasks.sweep_untotalled()

    assert list(Mark.objects.order_by("marking__role").values_list("marking__role", flat=True)) == ["self", "teacher"]
    assert Marking.objects.filter(totalled_at=None).count() == 0


def test_sweep_untotalled_leaves_open_and_failed_markings_alone(finished, submission, cast):
    start_marking(submission, role="teacher", author=cast.tess)
    finished.choices.first().delete()
    with pytest.raises(MarkingUnfinished):
        tasks.total_marking(marking_id=str(finished.pk))

    tasks.sweep_untotalled()

    assert Mark.objects.count() == 0


def test_sweep_settled_run_twice_thins_and_reminds_once(draft, submission, cast):
    for minute in (0, 1, 2, 9):
        save_version(draft, change=change(f"{TEXT} {minute}", sequence=minute + 1), now=NOW + timedelta(minutes=minute))
    submit_draft(draft, now=NOW + timedelta(minutes=10))

    for _ in range(2):
        tasks.sweep_settled()

    assert draft.versions.count() == 3
    assert Notice.objects.filter(user=cast.sam, text__startswith="A day has passed").count() == 2
    assert [one.reminded_at is None for one in Submission.objects.order_by("pk")] == [False, False]


def test_a_marking_left_running_by_a_killed_worker_is_swept(finished):
    Marking.objects.update(totalling_state="running", finished_at=NOW)

    tasks.sweep_untotalled()

    assert Marking.objects.get().totalling_state == "done"
