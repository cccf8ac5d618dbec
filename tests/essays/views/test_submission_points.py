import pytest
from django.urls import reverse

from essays.models import IndicativePoint, PointTick
from tests.essays.work import keys_of, tick

JSON = {"Accept": "application/json"}


def url(submission, query: str = "") -> str:
    return reverse("essays:submission_points", args=[submission.pk]) + query


def ticked() -> list[int]:
    return list(PointTick.objects.order_by("point__number").values_list("point__number", flat=True))


def test_the_page_lists_the_points_with_those_that_are_ticked(marked, sam):
    tick(marked, 2)

    page = sam.get(url(marked))

    rows = page.context["rows"]
    published = marked.draft.prompt.points.filter(published=True).order_by("number")
    assert [row.point for row in rows] == list(published)
    assert [row.point.number for row in rows if row.ticked] == [2]
    (key,) = keys_of(marked.draft.prompt, [2])
    assert f'id="point-2" value="{key}" checked>' in page.content.decode()
    assert "Perhaps here" not in page.content.decode()


def test_where_to_look_is_suggested_when_asked(marked, sam):
    point = marked.draft.prompt.points.get(number=1)
    point.text = "Flow production shares its set-up, so each can costs less than a suit."
    point.save(update_fields=["text"])

    html = sam.get(url(marked, "?suggest=yes")).content.decode()

    assert "Perhaps here: “Because set-up is shared, each can costs less than a tailored suit does.”" in html
    assert ticked() == []


def test_ticks_are_kept_and_taken_away(marked, sam):
    sam.post(url(marked), {"points": keys_of(marked.draft.prompt, [1, 2])})

    page = sam.post(url(marked), {"points": keys_of(marked.draft.prompt, [2, 3])}, follow=True)

    assert (page.redirect_chain, ticked()) == ([(url(marked), 302)], [2, 3])
    assert "Saved " in page.content.decode()


def test_nothing_ticked_is_an_answer_too(marked, sam):
    tick(marked, 2)

    sam.post(url(marked), {"csrfmiddlewaretoken": "x"})

    assert ticked() == []


def test_a_script_is_answered_in_json(marked, sam):
    answer = sam.post(url(marked), {"points": keys_of(marked.draft.prompt, [1])}, headers=JSON)

    assert (answer.status_code, answer.json()["status"][:6], ticked()) == (200, "Saved ", [1])


@pytest.mark.parametrize("wrong", ["99999999", "0", "x", "-1"])
def test_a_point_that_is_not_of_this_question_is_refused_in_words(marked, sam, wrong):
    tick(marked, 2)

    posted = {"points": [*keys_of(marked.draft.prompt, [1]), wrong]}

    page = sam.post(url(marked), posted)
    answer = sam.post(url(marked), posted, headers=JSON)

    assert (page.status_code, "We could not read that" in page.content.decode()) == (400, True)
    assert (answer.status_code, answer.json()) == (400, {"error": "There is no such point."})
    assert ticked() == [2]


def test_points_of_another_question_are_neither_shown_nor_ticked(marked, sam):
    other = marked.draft.prompt.topic.prompts.get(number=2)
    point = IndicativePoint.objects.create(prompt=other, number=77, text="Of another question.", objectives="AO1")

    page = sam.post(url(marked), {"points": [point.pk]})

    assert (page.status_code, ticked()) == (400, [])
    assert "Of another question." not in sam.get(url(marked)).content.decode()


def test_before_the_essay_is_marked_the_page_says_so(submission, sam):
    page = sam.get(url(submission), follow=True)
    sam.post(url(submission), {"points": keys_of(submission.draft.prompt, [1])})

    assert page.redirect_chain == [(reverse("essays:submission_detail", args=[submission.pk]), 302)]
    assert "Mark your essay first" in page.content.decode()
    assert ticked() == []


def test_a_question_without_points_says_so(marked, sam):
    marked.draft.prompt.points.all().delete()

    assert "No points are written down for this question yet." in sam.get(url(marked)).content.decode()


@pytest.mark.parametrize("query", ["", "?suggest=yes"])
@pytest.mark.parametrize("count", [1, 3])
def test_the_page_takes_the_same_queries_for_one_and_three(marked, sam, django_assert_num_queries, count, query):
    marked.draft.prompt.points.filter(number__gt=count).delete()
    tick(marked, *range(1, count + 1))

    with django_assert_num_queries(5):
        sam.get(url(marked, query))


def test_nobody_else_may_read_or_tick_them(marked, cast, client_of):
    for person in (cast.nia, cast.tess, cast.omar, None):
        client = client_of(person)
        posted = client.post(url(marked), {"points": keys_of(marked.draft.prompt, [1])})
        assert [client.get(url(marked)).status_code, posted.status_code] == [404, 404]
    assert ticked() == []
