"""The page of one question of the bank."""

import pytest

from opsmethods.models import RowVersion, Topic, Wording
from opsmethods.queries import fact_base
from quizzes.models import BankItem, Ruling
from quizzes.queries import withheld
from tests.quizzes.admin.conftest import RARE, text_of, url

WARNED = "the stem has rare words"
PLAIN = "{definition} Which {noun} is this?"


def page(client, item, **query) -> str:
    return text_of(client.get(url("bankitem_change", item.pk, query=query)))


def wording(code: str = "a") -> Wording:
    return Wording.objects.get(topic__slug="operations-methods", model="IM01", code=code)


def test_a_question_is_shown_as_the_notes_make_it_now(editor, item):
    text = page(editor, item)

    body = item.body
    assert item.signature in text
    assert [option["text"] for option in body["options"] if option["text"] not in text] == []
    assert (text.count("✓ right"), text.count("✗ wrong")) == (1, len(body["options"]) - 1)
    assert [proof["claim"] for proof in body["certificate"] if proof["claim"] not in text] == []
    assert "AO1, remember" in text
    assert "of 5, before anyone has answered" in text
    assert "cambridge-A" in text
    assert f"G24 : {WARNED}" in text


def test_a_question_that_has_gone_is_still_told(editor, item):
    BankItem.objects.filter(pk=item.pk).update(signature="IM01:job:gone", refused=True, flaws="G06: it echoes")

    text = page(editor, item)

    assert "The notes no longer give this question." in text
    assert item.body["stem"] in text
    assert "(right)" in text
    assert "G06: it echoes" in text


def test_what_the_last_look_refused_is_said_though_the_question_is_good_now(editor, item):
    BankItem.objects.filter(pk=item.pk).update(refused=True, flaws="G26: the same words as another")

    text = page(editor, item)

    assert "it was refused, and it is not asked before the next look: G26: the same words as another" in text
    assert "Mute: never ask it" not in editor.get(url("bankitem_change", item.pk)).content.decode()


def test_a_question_that_guards_refuse_now_says_which(editor, item):
    Wording.objects.filter(model="IM01").update(text="{definition} Which {noun} is the best?")
    Topic.objects.filter(pk=item.check_made.topic_id).update(version=99)

    assert "It is refused, and never asked: G27: the question asks for an opinion" in page(editor, item)


def test_a_question_of_an_older_look_is_looked_for_in_the_list(editor, item):
    answer = editor.get(url("bankitem_change", 10**6), follow=True)

    assert answer.redirect_chain == [(url("bankitem_changelist"), 302)]
    assert "Find the question by its signature." in text_of(answer)


# --- Rulings --------------------------------------------------------------------------------------


def test_a_warning_is_accepted_and_taken_back(editor, item):
    answer = editor.post(url("question_accept", item.pk), {"guard": "G24", "one": ""}, follow=True)

    ruling = Ruling.objects.get()
    assert (ruling.signature, ruling.guard, ruling.item_model) == (item.signature, "G24", "IM01")
    assert "The warning G24 is accepted for this question." in text_of(answer)
    assert "Accepted for this question by ed on" in text_of(answer)

    back = editor.post(url("ruling_take_back", ruling.pk), {"item": item.pk}, follow=True)

    assert back.redirect_chain == [(url("bankitem_change", item.pk), 302)]
    assert not Ruling.objects.exists()


def test_a_warning_is_accepted_for_all_of_an_item_model(editor, item):
    answer = editor.post(url("question_accept", item.pk), {"guard": "G24", "all": ""}, follow=True)

    assert (Ruling.objects.get().signature, Ruling.objects.get().item_model) == ("", "IM01")
    assert "Accepted for all questions of IM01 by ed on" in text_of(answer)


@pytest.mark.parametrize("guard", ["", "G01", "X"])
def test_only_a_warning_can_be_accepted(editor, item, guard):
    assert editor.post(url("question_accept", item.pk), {"guard": guard}).status_code == 404
    assert not Ruling.objects.exists()


def test_a_muted_question_is_withheld_until_it_is_asked_again(editor, item):
    topic = item.check_made.topic

    answer = editor.post(url("question_mute", item.pk), follow=True)

    assert "Muted by ed on" in text_of(answer)
    assert item.signature in withheld(topic, facts=_facts(topic))

    back = editor.post(url("ruling_take_back", Ruling.objects.get().pk), {"item": item.pk}, follow=True)

    assert "The question is asked again." in text_of(back)
    assert item.signature not in withheld(topic, facts=_facts(topic))


def _facts(topic):
    topic.refresh_from_db()
    return fact_base(topic)


# --- In other words -------------------------------------------------------------------------------


def send(client, item, row: Wording, text: str, **button):
    seen = client.get(url("bankitem_change", item.pk)).context["page"].wordings
    revision = next(one.revision for one in seen if one.pk == row.pk)
    data = {"text": text, "seen": revision, **button}
    return client.post(url("wording_try", item.pk, row.pk), data, follow=True)


def test_a_wording_is_tried_and_nothing_is_saved(editor, item):
    before = Topic.objects.get(pk=item.check_made.topic_id).version

    answer = send(editor, item, wording(), PLAIN)

    text = text_of(answer)
    assert "In the words of wording a" in text
    assert "Which method is this?" in text
    assert f"G24 : {WARNED}" not in text
    assert "questions of this item model, the same each time, 0 are refused in the words of a alone" in text
    assert (wording().text, Topic.objects.get(pk=item.check_made.topic_id).version) == (RARE, before)


def test_what_a_tried_wording_breaks_is_told(editor, item):
    text = text_of(send(editor, item, wording(), "{definition} Which {noun} is the best?"))

    assert "In these words it is refused: G27: the question asks for an opinion" in text
    assert "G27: the question asks for an opinion: 24" in text


def test_a_saved_wording_is_asked_at_once_and_has_its_history(editor, item):
    version = Topic.objects.get(pk=item.check_made.topic_id).version

    answer = send(editor, item, wording(), PLAIN, save="")

    assert answer.redirect_chain == [(url("bankitem_change", item.pk, query={"wording": "a"}), 302)]
    assert "Saved." in text_of(answer)
    assert "Which method is this?" in text_of(answer)
    row = wording()
    assert (row.text, row.revision) == (PLAIN, 2)
    assert Topic.objects.get(pk=item.check_made.topic_id).version == version + 1
    kept = RowVersion.objects.filter(key="wording IM01/a").latest("pk")
    assert (kept.cause, str(kept.author), kept.values["text"]) == ("edited", "ed", PLAIN)


@pytest.mark.parametrize("button", ["try", "save"])
@pytest.mark.parametrize(
    ("text", "complaint"),
    [("Which {noun}?", "{definition}"), ("{definition} {town}?", "{town}"), ("", "This field is required.")],
)
def test_a_wording_against_the_rules_is_refused_as_on_its_own_page(editor, item, text, complaint, button):
    answer = send(editor, item, wording(), text, **{button: ""})

    assert answer.status_code == 422
    assert complaint in text_of(answer)
    assert "Nothing is saved. See wording a below." in text_of(answer)
    assert wording().text == RARE


def test_a_wording_that_somebody_changed_meanwhile_is_not_saved_over(editor, item):
    data = {"text": PLAIN, "seen": 1, "save": ""}
    Wording.objects.filter(pk=wording().pk).update(revision=2, text=f"{RARE[:-1]} now?")

    answer = editor.post(url("wording_try", item.pk, wording().pk), data)

    assert answer.status_code == 422
    assert "Somebody has changed this since you opened it" in text_of(answer)
    assert PLAIN in text_of(answer)
    assert wording().revision == 2


def test_a_wording_of_another_item_model_is_not_there(editor, item):
    other = Wording.objects.filter(model="IM05").earliest("pk")

    assert editor.post(url("wording_try", item.pk, other.pk), {"text": "X", "save": ""}).status_code == 404


def test_a_page_takes_as_many_statements_however_often_it_is_opened(editor, item, django_assert_max_num_queries):
    page(editor, item)

    with django_assert_max_num_queries(8):
        page(editor, item)
