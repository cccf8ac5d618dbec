import pytest
from django.urls import reverse

from essays.models import Draft, Rubric


def url(topic: str = "operations-methods", number: int = 1) -> str:
    return reverse("essays:draft_start", args=[topic, number])


def test_a_guest_starts_and_keeps_the_draft_in_the_session(any_prompt, client):
    response = client.post(url(any_prompt.topic.slug), {"level": "AS"})

    draft = Draft.objects.get()
    assert (response.status_code, response.url) == (302, reverse("essays:draft_edit", args=[draft.pk]))
    assert (draft.guest_key, draft.level) == (client.session["guest_key"], "AS")
    assert client.get(response.url).status_code == 200


def test_a_user_owns_the_draft(prompt, cast, client_of):
    client_of(cast.sam).post(url(), {"level": "A", "timed": "on"})

    assert list(Draft.objects.values_list("user", "mode", "time_limit_s")) == [(cast.sam.pk, "timed", 37 * 60)]


def test_planning_may_come_first(prompt, client):
    response = client.post(url(), {"level": "A", "plan": "yes"})

    assert response.url == reverse("essays:draft_plan", args=[Draft.objects.get().pk])


def test_a_double_click_starts_one_draft(prompt, client):
    for _ in range(2):
        client.post(url(), {"level": "A"})

    assert Draft.objects.count() == 1


@pytest.mark.parametrize("data", [{}, {"level": ""}, {"level": "Z"}])
def test_a_level_that_does_not_exist_is_refused(prompt, client, data):
    assert client.post(url(), data).status_code == 400
    assert Draft.objects.count() == 0


def test_a_level_without_a_version_is_not_found(prompt, client):
    prompt.variants.get(level="O").delete()

    assert client.post(url(), {"level": "O"}).status_code == 404


def test_without_a_published_rubric_the_page_says_why(prompt, client):
    Rubric.objects.update(published_at=None)

    page = client.post(url(), {"level": "A"}, follow=True)

    assert "no published rubric yet" in page.content.decode()
    assert Draft.objects.count() == 0


def test_only_post(prompt, client):
    assert client.get(url()).status_code == 405
