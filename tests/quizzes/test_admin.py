import pytest
from django.urls import reverse

from quizzes.models import Attempt, Mark
from quizzes.operations import score_attempt
from tests.quizzes.play import NOW, hand_in


def url_of(page, *args):
    return reverse(f"admin:quizzes_{page}", args=args)


@pytest.fixture
def scored(start):
    return score_attempt(hand_in(start(), right=3).pk, now=NOW)


def test_every_page_can_be_read(admin_client, scored):
    snapshot, mark = scored.items.first().snapshot, scored.marks.get()
    pages = [
        url_of("attempt_changelist"),
        url_of("attempt_change", scored.pk),
        url_of("itemsnapshot_changelist"),
        url_of("itemsnapshot_change", snapshot.pk),
        url_of("mark_changelist"),
        url_of("mark_change", mark.pk),
    ]

    assert [admin_client.get(page).status_code for page in pages] == [200] * len(pages)


def test_a_snapshot_shows_its_certificate(admin_client, scored):
    snapshot = scored.items.first().snapshot

    text = admin_client.get(url_of("itemsnapshot_change", snapshot.pk)).content.decode()

    assert [proof["claim"] for proof in snapshot.body["certificate"] if proof["claim"] not in text] == []
    assert text.count("(right)") == 1


@pytest.mark.parametrize("model", ["attempt", "itemsnapshot", "mark"])
def test_nothing_is_added_changed_or_deleted(admin_client, scored, model):
    pk = {"attempt": scored.pk, "itemsnapshot": scored.items.first().snapshot_id, "mark": scored.marks.get().pk}[model]

    codes = [
        admin_client.get(url_of(f"{model}_add")).status_code,
        admin_client.post(url_of(f"{model}_change", pk), {}).status_code,
        admin_client.post(url_of(f"{model}_delete", pk), {"post": "yes"}).status_code,
    ]

    assert codes == [403, 403, 403]


def test_what_failed_can_be_scored_again(admin_client, start, django_capture_on_commit_callbacks):
    attempt = hand_in(start(), right=3)
    Attempt.objects.update(scoring_state="failed")

    with django_capture_on_commit_callbacks(execute=True):
        admin_client.post(url_of("attempt_changelist"), {"action": "score_again", "_selected_action": [attempt.pk]})

    assert (Attempt.objects.get().scoring_state, Mark.objects.get().points) == ("done", 3)


@pytest.mark.parametrize("rows", [1, 3])
def test_statements_do_not_grow_with_rows(admin_client, start, rows, django_assert_max_num_queries):
    for seed in range(rows):
        start(seed=seed)
    admin_client.get(url_of("attempt_changelist"))

    with django_assert_max_num_queries(5):
        admin_client.get(url_of("attempt_changelist"))
