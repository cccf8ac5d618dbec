import pytest
from django.urls import reverse

from essays import operations
from essays.views.drafts import VERSIONS_A_PAGE
from tests.essays.work import NOW, change


def url(draft, page: str = "") -> str:
    return reverse("essays:draft_versions", args=[draft.pk]) + page


def write(draft, count: int) -> None:
    for number in range(1, count + 1):
        operations.save_version(draft, change=change(f"Text {number}.", sequence=number), now=NOW)


def test_versions_come_newest_first_with_those_kept_aside(draft, sam):
    write(draft, 2)
    with pytest.raises(operations.StaleWindow):
        operations.save_version(draft, change=change("Elsewhere.", window=7), now=NOW)

    page = sam.get(url(draft))

    assert [version.text for version in page.context["versions"]] == ["Elsewhere.", "Text 2.", "Text 1."]
    assert page.content.decode().count("Kept aside") == 1


def test_an_untouched_draft_says_what_to_do(draft, sam):
    assert "Nothing is saved yet." in sam.get(url(draft)).content.decode()


def test_versions_are_paged(draft, sam):
    write(draft, VERSIONS_A_PAGE + 1)

    first, last = (sam.get(url(draft, page)).content.decode() for page in ("", "?page=99"))

    assert ["Older" in first, "Newer" in first, "Older" in last, "Newer" in last] == [True, False, False, True]
    assert "Text 1." in last


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_takes_the_same_queries_for_one_and_three(draft, sam, django_assert_num_queries, count):
    write(draft, count)

    with django_assert_num_queries(4):
        sam.get(url(draft))


def test_a_handed_in_draft_offers_no_restore(submission, sam):
    page = sam.get(url(submission.draft)).content.decode()

    assert ("Read it" in page, "Restore" in page) == (True, False)


def test_nobody_else_may_read_them(draft, cast, client_of):
    write(draft, 1)

    assert [client_of(person).get(url(draft)).status_code for person in (cast.nia, cast.tess, None)] == [404, 404, 404]
