import pytest
from django.urls import reverse
from django.utils.html import escape

from accounts.models import User


def url(topic: str = "operations-methods", number: int = 1, level: str = "") -> str:
    return reverse("essays:prompt_detail", args=[topic, number]) + (f"?level={level}" if level else "")


@pytest.mark.parametrize("level", ["O", "AS", "A"])
def test_a_guest_sees_question_command_words_and_rubric(any_prompt, client, level):
    page = client.get(url(any_prompt.topic.slug, level=level)).content.decode()

    assert escape(any_prompt.variants.get(level=level).text) in page
    assert escape(any_prompt.command) in page
    rubric = any_prompt.rubrics.get() if level == "A" else any_prompt.topic.rubrics.get(prompt=None)
    for criterion in rubric.criteria.all():
        assert escape(criterion.question) in page


@pytest.mark.parametrize("level", ["O", "AS", "A"])
def test_what_is_expected_and_what_goes_wrong_is_said(prompt, client, level):
    page = client.get(url(level=level)).content.decode()

    lines = prompt.weaknesses.splitlines()
    assert escape(prompt.variants.get(level=level).depth) in page
    assert [escape(line) in page for line in lines] == [True] * len(lines)


def test_points_and_samples_are_not_given_away(prompt, client):
    page = client.get(url()).content.decode()

    told = [point.text for point in prompt.points.all()] + [sample.text[:60] for sample in prompt.exemplars.all()]
    assert [words for words in told if escape(words) in page] == []


def test_the_level_of_the_preference_comes_first(prompt, cast, client_of):
    User.objects.filter(pk=cast.sam.pk).update(level="O")

    page = client_of(cast.sam).get(url()).content.decode()

    assert prompt.variants.get(level="O").text in page


def test_a_level_that_does_not_exist_shows_the_preferred_one(prompt, client):
    assert prompt.text in client.get(url(level="Z")).content.decode()


def test_both_wordings_of_a_level_are_shown(prompt, client):
    page = client.get(url()).content.decode()

    assert "Four correct definitions and all three strands, one of them thin. For 4: Precise on all of them" in page


def test_a_level_without_a_version_says_so(prompt, client):
    prompt.variants.get(level="O").delete()

    page = client.get(url(level="O"))

    assert (page.status_code, "no version at this level" in page.content.decode()) == (200, True)


@pytest.mark.parametrize("wrong", [("operations-methods", 9), ("nothing", 1)])
def test_an_unknown_question_is_not_found(main_pack, client, wrong):
    assert client.get(url(*wrong)).status_code == 404


def test_a_question_of_an_unpublished_topic_is_not_found(prompt, client):
    prompt.topic.published = False
    prompt.topic.save(update_fields=["published"])

    assert client.get(url()).status_code == 404
