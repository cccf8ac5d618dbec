import pytest
from django.urls import reverse

from tests.essays.work import TEXT, WORDS


def url(submission) -> str:
    return reverse("essays:submission_changes", args=[submission.pk])


def test_the_two_versions_are_shown_word_by_word(redrafted, sam):
    page = sam.get(url(redrafted))

    html = page.content.decode()
    pieces = page.context["changes"].pieces
    assert "".join(piece.text for piece in pieces if piece.kind != "added") == TEXT
    assert "".join(piece.text for piece in pieces if piece.kind != "removed") == redrafted.text
    assert ("<ins> thing.</ins>" in html, f"{WORDS} words before, 5 now." in html) == (True, True)


def test_a_version_without_its_writers_mark_says_so(redrafted, sam):
    page = sam.get(url(redrafted))

    rows = page.context["changes"].marks
    assert [(row.code, row.before.points, row.after, row.words) for row in rows] == [
        ("C1", 4, None, ""),
        ("C2", 4, None, ""),
        ("C3", 6, None, ""),
        ("C4", 6, None, ""),
    ]
    html = page.content.decode()
    assert (html.count("not marked"), "Both marked by you." in html) == (4, False)


def test_the_marks_of_both_versions_stand_side_by_side(marked_again, sam):
    page = sam.get(url(marked_again))

    rows = page.context["changes"].marks
    assert [(row.code, row.before.points, row.after.points, row.words) for row in rows] == [
        ("C1", 4, 1, "3 fewer"),
        ("C2", 4, 1, "3 fewer"),
        ("C3", 6, 2, "4 fewer"),
        ("C4", 6, 2, "4 fewer"),
    ]
    assert "Both marked by you." in page.content.decode()


def test_the_first_version_has_nothing_before_it(marked, sam):
    assert sam.get(url(marked)).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_takes_the_same_queries_for_one_and_three(redrafted, sam, django_assert_num_queries, count):
    codes = ("C1", "C2", "C3")[:count]
    redrafted.draft.submissions.get(round=1).markings.get().marks.get().lines.exclude(
        criterion__code__in=codes
    ).delete()

    with django_assert_num_queries(14):
        sam.get(url(redrafted))


def test_nobody_else_may_read_it_here(redrafted, cast, client_of):
    codes = [client_of(person).get(url(redrafted)).status_code for person in (cast.nia, cast.tess, cast.omar, None)]

    assert codes == [404] * 4


def test_only_get(redrafted, sam):
    assert sam.post(url(redrafted)).status_code == 405
