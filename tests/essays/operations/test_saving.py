from datetime import timedelta
from hashlib import sha256
from uuid import uuid4

import pytest

from accounts.domain.actor import Actor
from essays import operations
from essays.models import DraftVersion
from essays.queries import current_text
from tests.essays.work import NOW, TEXT, actor_of, change, make_draft


def texts(draft) -> list[tuple[str, bool]]:
    return list(draft.versions.order_by("pk").values_list("text", "superseded"))


def _by_its_owner(draft, *, change, now):
    owner = Actor(user_id=draft.user_id, guest_key=draft.guest_key)
    return operations.save_words(owner, draft_id=draft.pk, change=change, now=now)


@pytest.fixture(params=[operations.save_version, _by_its_owner], ids=["of a draft", "of an owner"])
def save(request):
    """The long way and the short one: the rules are the same."""
    return request.param


def test_a_save_keeps_the_text_counted_and_hashed(save, draft):
    version = save(draft, change=change("Two\r\nwords "), now=NOW)

    assert (version.text, version.words, version.server_time) == ("Two\nwords", 2, NOW)
    assert version.text_hash == sha256(b"Two\nwords").hexdigest()


def test_a_save_appends(save, draft):
    save(draft, change=change("One."), now=NOW)
    save(draft, change=change("One. Two.", sequence=2), now=NOW)

    assert texts(draft) == [("One.", False), ("One. Two.", False)]
    assert current_text(draft) == "One. Two."


def test_a_save_of_the_same_text_adds_nothing(save, draft):
    first = save(draft, change=change(), now=NOW)

    second = save(draft, change=change(TEXT + "\r\n", sequence=2), now=NOW)

    assert first == second


def test_a_save_sent_twice_is_one_version(save, draft):
    sent = change()

    first = save(draft, change=sent, now=NOW)
    second = save(draft, change=sent, now=NOW + timedelta(minutes=1))

    assert (first.pk, draft.versions.count()) == (second.pk, 1)


def test_a_save_refuses_other_words_under_the_same_uuid(save, draft):
    sent = change()
    save(draft, change=sent, now=NOW)

    with pytest.raises(operations.ChangeConflict):
        save(draft, change=change("Other.", client_uuid=sent.client_uuid), now=NOW)

    assert current_text(draft) == TEXT


def test_saves_that_overtake_each_other_leave_the_later_one_current(save, draft):
    save(draft, change=change("Later.", sequence=3), now=NOW)

    save(draft, change=change("Earlier.", sequence=2), now=NOW)

    assert current_text(draft) == "Later."


@pytest.mark.parametrize("window", [0, 2])
def test_a_save_of_another_window_is_kept_aside(save, draft, window):
    operations.open_window(draft)
    save(draft, change=change("Here.", window=1), now=NOW)

    with pytest.raises(operations.StaleWindow):
        save(draft, change=change("There.", window=window), now=NOW)

    assert texts(draft) == [("Here.", False), ("There.", True)]
    assert current_text(draft) == "Here."


def test_a_stale_save_sent_twice_is_kept_once(save, draft):
    operations.open_window(draft)
    stale = change("There.")

    for _ in range(2):
        with pytest.raises(operations.StaleWindow):
            save(draft, change=stale, now=NOW)

    assert texts(draft) == [("There.", True)]


def test_a_save_after_the_hand_in_is_kept_aside(save, submission):
    with pytest.raises(operations.DraftHandedIn):
        save(submission.draft, change=change("Too late."), now=NOW)

    assert texts(submission.draft) == [(TEXT, False), ("Too late.", True)]
    assert submission.text == TEXT


def test_words_that_stood_before_are_kept_again(save, draft):
    for place, text in enumerate(["One.", "Two.", "One."], start=1):
        save(draft, change=change(text, sequence=place), now=NOW)

    assert texts(draft) == [("One.", False), ("Two.", False), ("One.", False)]


def test_the_usual_save_is_one_statement(draft, cast, django_assert_num_queries):
    owner = actor_of(cast.sam)
    operations.save_words(owner, draft_id=draft.pk, change=change("One."), now=NOW)

    with django_assert_num_queries(1):
        operations.save_words(owner, draft_id=draft.pk, change=change("One. Two.", sequence=2), now=NOW)

    assert current_text(draft) == "One. Two."


def test_a_guest_saves_their_own(prompt):
    guest = Actor(guest_key="k")
    draft = make_draft(guest, prompt=prompt)

    operations.save_words(guest, draft_id=draft.pk, change=change(), now=NOW)

    assert texts(draft) == [(TEXT, False)]


@pytest.mark.parametrize("stranger", [Actor(guest_key="k"), Actor(), Actor(user_id=2**40)])
def test_nobody_saves_what_is_not_theirs(draft, stranger):
    with pytest.raises(operations.NoSuchDraft):
        operations.save_words(stranger, draft_id=draft.pk, change=change(), now=NOW)

    assert texts(draft) == []


# --- windows and versions -------------------------------------------------------------------------


def test_open_window_raises_its_number(draft):
    assert [operations.open_window(draft).window for _ in range(2)] == [1, 2]


def test_open_window_of_a_handed_in_draft_is_refused(submission):
    with pytest.raises(operations.DraftHandedIn):
        operations.open_window(submission.draft)


def test_restore_version_makes_an_old_text_current_and_keeps_the_newer(draft):
    old = operations.save_version(draft, change=change("Old."), now=NOW)
    operations.save_version(draft, change=change("New.", sequence=2), now=NOW)

    restored = operations.restore_version(draft, version=old, client_uuid=uuid4(), now=NOW)

    assert (restored.cause, restored.window) == (DraftVersion.Cause.RESTORE, 1)
    assert texts(draft) == [("Old.", False), ("New.", False), ("Old.", False)]
    assert current_text(draft) == "Old."


def test_restore_version_of_a_handed_in_draft_is_refused(submission):
    version = submission.draft.versions.get()

    with pytest.raises(operations.DraftHandedIn):
        operations.restore_version(submission.draft, version=version, client_uuid=uuid4(), now=NOW)

    assert submission.draft.versions.count() == 1
