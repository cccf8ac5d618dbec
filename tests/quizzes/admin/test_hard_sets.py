"""The page of the hard sets of clues."""

import re

import pytest
from django.urls import reverse

from opsmethods.models import HardSet, Topic
from opsmethods.queries import fact_base
from quizzes.domain.generator import candidates_of
from tests.quizzes.admin.conftest import text_of

LIST = "/admin/opsmethods/hardset/"
HARD = "q1-s1-t3-v1"


def send(client, what: str, topic: Topic, clues: str = HARD):
    return client.post(reverse(f"admin:opsmethods_hard_set_{what}", args=[topic.pk]), {"clues": clues}, follow=True)


def asked(topic: Topic) -> set[str]:
    """The hard sets that IM15 asks about."""
    facts = fact_base(Topic.objects.get(pk=topic.pk))
    parts = (candidate.ask.parts for candidate in candidates_of(facts, "IM15"))
    return {"-".join(codes) for _, *codes in parts if codes == HARD.split("-")}


def test_each_hard_set_is_told_as_a_case(editor, notes):
    text = text_of(editor.get(LIST))

    assert "0 of 19 accepted." in text
    assert len(re.findall(r"Accept q|Accept k", editor.get(LIST).content.decode())) == 19
    part = text.partition(f"Job production: {HARD} ")[2].partition("The first leads by")[0]
    assert part.startswith("A firm makes ")
    assert part.count("Speaks against it: -1") == 1
    assert part.endswith("Job production 7, Batch production -3, Mass customisation -4, Flow production -6. ")


def test_an_accepted_set_is_asked_until_it_is_taken_back(editor, notes):
    assert asked(notes) == set()

    answer = send(editor, "accept", notes)

    assert f"The clues {HARD} are accepted: scenarios tell them from now on." in text_of(answer)
    assert "1 of 19 accepted." in text_of(answer)
    assert asked(notes) == {HARD}

    back = send(editor, "take_back", notes)

    assert f"The clues {HARD} are taken back: no scenario tells them any more." in text_of(back)
    assert asked(notes) == set()


def test_what_is_no_hard_set_is_refused_in_words(editor, notes):
    answer = send(editor, "accept", notes, "q1-s1-t1")

    assert "No clue of q1-s1-t1 speaks against its method, so it is asked anyway." in text_of(answer)
    assert not HardSet.objects.exists()


def test_a_topic_without_clues_says_so(editor, second_pack):
    assert "No clues of these notes make a hard set." in text_of(editor.get(LIST))


@pytest.mark.parametrize("what", ["accept", "take_back"])
def test_only_a_form_that_is_sent_changes_anything(editor, notes, what):
    assert editor.get(reverse(f"admin:opsmethods_hard_set_{what}", args=[notes.pk])).status_code == 405
