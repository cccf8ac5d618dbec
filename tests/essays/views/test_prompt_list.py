import pytest
from django.urls import reverse

from tests.essays.work import actor_of, make_draft, make_submission

URL = reverse("essays:prompt_list")


def test_a_guest_finds_the_questions_of_every_topic(main_pack, second_pack, client):
    page = client.get(URL)

    assert page.status_code == 200
    for prompt in (*main_pack.prompts.all(), *second_pack.prompts.all()):
        assert prompt.text in page.content.decode()
    assert 'name="robots"' not in page.content.decode()


def test_without_questions_the_page_says_what_to_do(empty_site, client):
    assert "No questions yet" in client.get(URL).content.decode()


def test_own_drafts_and_essays_stand_first_and_nobody_elses(prompt, cast, client_of):
    draft = make_draft(actor_of(cast.sam), prompt=prompt)
    submission = make_submission(actor_of(cast.sam), prompt=prompt)
    other = make_draft(actor_of(cast.nia), prompt=prompt)

    page = client_of(cast.sam).get(URL).content.decode()

    assert reverse("essays:draft_edit", args=[draft.pk]) in page
    assert reverse("essays:submission_detail", args=[submission.pk]) in page
    assert str(other.pk) not in page


def test_an_essay_without_its_writers_mark_says_so(prompt, cast, client_of):
    make_submission(actor_of(cast.sam), prompt=prompt)

    assert "waits for your own mark" in client_of(cast.sam).get(URL).content.decode()


def test_a_redraft_is_told_from_the_version_before_it(marked, redrafted, sam):
    page = sam.get(URL).content.decode()

    title = marked.draft.prompt.title
    assert [f">{title}</span>" in page, f">{title}, version 2</span>" in page] == [True, True]


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_takes_the_same_queries_for_one_and_three(prompt, cast, client_of, django_assert_num_queries, count):
    for _ in range(count):
        make_draft(actor_of(cast.sam), prompt=prompt)
        make_submission(actor_of(cast.sam), prompt=prompt)
    client = client_of(cast.sam)

    with django_assert_num_queries(4):
        client.get(URL)


def test_only_get(db, client):
    assert client.post(URL).status_code == 405
