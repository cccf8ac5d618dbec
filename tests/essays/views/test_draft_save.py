from urllib.parse import urlencode
from uuid import uuid4

import pytest
from django.urls import reverse

from essays.queries import current_text
from tests.essays.work import TEXT, WORDS, fields


def url(draft) -> str:
    return reverse("essays:draft_save", args=[draft.pk])


def test_an_autosave_is_answered_with_time_and_words(draft, sam):
    response = sam.post(url(draft), fields(cause="autosave"))

    answer = response.json()
    assert (response.status_code, answer["words"]) == (200, WORDS)
    assert answer["status"].startswith("Saved ")
    assert list(draft.versions.values_list("text", "cause")) == [(TEXT, "autosave")]


def test_the_same_save_twice_is_one_version(draft, sam):
    sent = fields()

    codes = [sam.post(url(draft), sent).status_code for _ in range(2)]

    assert (codes, draft.versions.count()) == ([200, 200], 1)


def test_other_words_under_the_same_uuid_are_refused(draft, sam):
    uuid = uuid4()
    sam.post(url(draft), fields(client_uuid=uuid))

    response = sam.post(url(draft), fields("Other.", client_uuid=uuid))

    assert (response.status_code, response.json()) == (
        409,
        {"error": "This save was already received with other words."},
    )


def test_a_stale_window_is_answered_in_words_and_kept(draft, sam):
    sam.get(reverse("essays:draft_edit", args=[draft.pk]))

    response = sam.post(url(draft), fields(window=0))

    assert (response.status_code, draft.versions.get().superseded) == (409, True)
    assert response.json()["error"].startswith("This essay was opened in another place")


def test_after_the_hand_in_the_words_are_kept_and_it_says_so(submission, sam):
    response = sam.post(url(submission.draft), fields("Too late."))

    assert (response.status_code, submission.draft.versions.count()) == (409, 2)


WRONG = [
    ("window", ""),
    ("window", 2**31),
    ("sequence", "x"),
    ("sequence", 2**31),
    ("client_uuid", ""),
    ("cause", "magic"),
]


@pytest.mark.parametrize(("name", "wrong"), WRONG)
def test_bad_input_is_refused_in_words(draft, sam, name, wrong):
    response = sam.post(url(draft), fields(**{name: wrong}))

    assert (response.status_code, draft.versions.count()) == (400, 0)
    assert response.json()["error"]


def test_nobody_else_may_save(draft, cast, client_of):
    codes = [client_of(person).post(url(draft), fields()).status_code for person in (cast.nia, cast.tess, None)]

    assert (codes, draft.versions.count()) == ([404, 404, 404], 0)


def test_two_hundred_thousand_words_are_refused_in_words_and_what_was_kept_stays(draft, sam):
    sam.post(url(draft), fields("First."))

    response = sam.post(url(draft), fields("word " * 200_000, sequence=2))

    assert (response.status_code, response.json()) == (
        400,
        {"error": "This essay is too long to keep: the most is 60000 characters."},
    )
    assert current_text(draft) == "First."


def test_a_save_of_two_thousand_words_is_one_small_request(draft):
    sent = fields("A good essay names the method and weighs it. " * 222)

    assert len(sent["text"].split()) == 1998
    assert len(urlencode(sent)) <= 16 * 1024


def test_only_post(draft, sam):
    assert sam.get(url(draft)).status_code == 405


def test_an_autosave_takes_few_queries(draft, sam, django_assert_max_num_queries):
    sam.post(url(draft), fields("First."))

    with django_assert_max_num_queries(2):  # the session with its user; the version
        sam.post(url(draft), fields("First. Second.", sequence=2))
