import pytest
from django.urls import reverse

from essays import operations
from essays.queries import current_text
from tests.essays.work import NOW, actor_of, change, make_draft


def url(draft, version) -> str:
    return reverse("essays:draft_restore", args=[draft.pk, version.pk])


@pytest.fixture
def old(draft):
    version = operations.save_version(draft, change=change("Old."), now=NOW)
    operations.save_version(draft, change=change("New.", sequence=2), now=NOW)
    return version


def test_restoring_makes_the_version_current_and_returns_to_writing(draft, old, sam):
    response = sam.post(url(draft, old))

    assert (response.url, current_text(draft)) == (reverse("essays:draft_edit", args=[draft.pk]), "Old.")


def test_restoring_twice_is_harmless(draft, old, sam):
    for _ in range(2):
        sam.post(url(draft, old))

    assert (current_text(draft), draft.versions.count()) == ("Old.", 3)


def test_a_handed_in_draft_is_not_restored(submission, sam):
    page = sam.post(url(submission.draft, submission.draft.versions.get()), follow=True)

    assert "This essay is handed in." in page.content.decode()


def test_a_version_of_another_draft_is_not_found(prompt, cast, old, sam):
    other = make_draft(actor_of(cast.sam), prompt=prompt)

    assert sam.post(url(other, old)).status_code == 404


def test_nobody_else_may_restore(draft, old, cast, client_of):
    codes = [client_of(person).post(url(draft, old)).status_code for person in (cast.nia, cast.tess, None)]

    assert (codes, current_text(draft)) == ([404, 404, 404], "New.")


def test_only_post(draft, old, sam):
    assert sam.get(url(draft, old)).status_code == 405
