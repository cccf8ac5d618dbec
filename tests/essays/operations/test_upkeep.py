from datetime import timedelta

import pytest

from accounts.domain.actor import Actor
from accounts.models import Notice
from essays import operations
from essays.queries import drafts_to_thin, essays_at_rest
from tests.essays.work import NOW, TEXT, change, make_finished, make_submission, start_marking

A_DAY = timedelta(days=1)
LATER = NOW + timedelta(minutes=20) + A_DAY


@pytest.fixture
def written(draft):
    """A draft saved at these minutes, a restored version among them, and handed in at minute 20."""
    for minute in (0, 1, 2, 6, 7, 12):
        operations.save_version(draft, change=text_at(minute), now=NOW + timedelta(minutes=minute))
    first = draft.versions.order_by("pk").first()
    restored = {"version": first, "client_uuid": change().client_uuid, "now": NOW + timedelta(minutes=13)}
    operations.restore_version(draft, **restored)
    operations.submit_draft(draft, now=NOW + timedelta(minutes=20))
    return draft


def text_at(minute):
    return change(f"{TEXT} {minute}", sequence=minute + 1)


def minutes_of(draft):
    times = draft.versions.order_by("pk").values_list("server_time", flat=True)
    return [(at - NOW) // timedelta(minutes=1) for at in times]


def test_a_day_after_the_hand_in_one_save_of_five_minutes_stays(written):
    gone = operations.thin_versions(written.pk, now=LATER)

    assert gone == 3
    assert minutes_of(written) == [0, 2, 7, 13]
    assert operations.thin_versions(written.pk, now=LATER + A_DAY) == 0


def test_before_that_every_save_stays(written):
    assert operations.thin_versions(written.pk, now=LATER - timedelta(minutes=1)) == 0
    assert len(minutes_of(written)) == 7


def test_a_draft_is_to_be_thinned_once_for_each_hand_in(written):
    assert list(drafts_to_thin(now=LATER - timedelta(minutes=1))) == []
    assert list(drafts_to_thin(now=LATER)) == [written]

    operations.thin_versions(written.pk, now=LATER)
    assert list(drafts_to_thin(now=LATER)) == []

    opened = operations.reopen_draft(written)
    again = change("Another text.", window=opened.window, sequence=9)
    operations.save_version(written, change=again, now=LATER)
    operations.submit_draft(written, now=LATER)
    assert list(drafts_to_thin(now=LATER + A_DAY)) == [written]


def test_a_writer_is_told_once_that_the_essay_waits(submission, cast):
    told = [operations.remind_of_marking(submission.pk, now=LATER) for _ in range(2)]

    assert told == [True, False]
    notice = Notice.objects.get(user=cast.sam)
    assert notice.text == "A day has passed: mark your essay on differences between the methods with fresh eyes."
    assert str(submission.pk) in notice.url


def test_only_the_newest_hand_in_that_nobody_began_to_mark_waits(prompt, cast):
    owner = Actor(user_id=cast.sam.pk)
    waiting, begun, marked = (make_submission(owner, prompt=prompt) for _ in range(3))
    guest = make_submission(Actor(guest_key="a-guest"), prompt=prompt)
    start_marking(begun, author=cast.sam)
    make_finished(marked, author=cast.sam)

    assert list(essays_at_rest(now=NOW + A_DAY)) == [waiting]
    assert list(essays_at_rest(now=NOW + A_DAY - timedelta(seconds=1))) == []
    assert operations.remind_of_marking(guest.pk, now=LATER) is False

    operations.reopen_draft(waiting.draft)
    assert list(essays_at_rest(now=NOW + A_DAY)) == []
