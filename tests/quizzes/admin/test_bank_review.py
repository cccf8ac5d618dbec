"""The review list: warnings that nobody has ruled on."""

import pytest

from quizzes.models import BankItem, Ruling
from quizzes.operations import mute
from tests.factories.accounts import make_user
from tests.quizzes.admin.conftest import text_of, url
from tests.quizzes.play import NOW

LISTED = "IM01 Definition to method, G24: "


@pytest.fixture
def plain(bank):
    """The questions of one item model have one warning, and the others none."""
    bank.items.exclude(item_model="IM01").update(flaws="", refused=False)
    bank.items.filter(item_model="IM01").update(flaws="G24: the stem has rare words", refused=False)
    return bank


def listed(client) -> str:
    return text_of(client.get(url("bank_review")))


def accept(client, bank, **changes):
    data = {"topic": bank.topic_id, "model": "IM01", "guard": "G24", **changes}
    return client.post(url("kind_accept"), data, follow=True)


def test_warnings_are_gathered_by_item_model_and_guard(editor, plain):
    text = listed(editor)

    assert "0 of 1 kinds of warnings looked at." in text
    assert f"{LISTED}24 The stem has rare words" in text
    stems = [item.body["stem"] for item in plain.items.filter(item_model="IM01").order_by("pk")]
    assert [stem for stem in stems if stem in text] == stems[:3]


def test_all_of_a_kind_can_be_shown(editor, plain):
    page = editor.get(url("bank_review")).content.decode().replace("&amp;", "&")
    address = page.partition("Show all 24")[0].rpartition('href="')[2].partition('"')[0]

    shown = editor.get(address).context["cl"].queryset

    assert set(shown) == set(plain.items.filter(item_model="IM01"))


def test_a_kind_is_accepted_and_taken_back(editor, plain):
    answer = accept(editor, plain)

    text = text_of(answer)
    assert "The warning G24 is accepted for all questions of IM01." in text
    assert "1 of 1 kinds of warnings looked at." in text
    assert "Nothing waits Every kind of warning has been looked at." in text
    assert "Accepted: IM01 G24, Operations methods, by ed on" in text

    back = editor.post(url("ruling_take_back", Ruling.objects.get().pk), follow=True)

    assert "The warning is to be looked at again." in text_of(back)
    assert f"{LISTED}24" in text_of(back)


def test_what_is_ruled_on_one_by_one_waits_no_longer(editor, plain):
    first, second = plain.items.filter(item_model="IM01").order_by("pk")[:2]
    mute(plain.topic, item_model="IM01", signature=first.signature, author=make_user("eve"), now=NOW)
    editor.post(url("question_accept", second.pk), {"guard": "G24", "one": ""})

    assert f"{LISTED}22" in listed(editor)


def test_another_guards_warning_still_waits(editor, plain):
    BankItem.objects.filter(item_model="IM01").update(flaws="G22: the stem is wordy\nG24: the stem has rare words")

    text = text_of(accept(editor, plain))

    assert "1 of 2 kinds of warnings looked at." in text
    assert "IM01 Definition to method, G22: 24 The stem is wordy" in text


def test_refused_questions_need_no_ruling(editor, plain):
    BankItem.objects.filter(item_model="IM01").update(refused=True)

    assert "Nothing waits No question that is asked has a warning." in listed(editor)


@pytest.mark.parametrize("changes", [{"guard": "G01"}, {"model": "IM99"}, {"topic": "x"}, {"topic": "0"}])
def test_nonsense_is_not_accepted(editor, plain, changes):
    assert accept(editor, plain, **changes).status_code == 404
    assert not Ruling.objects.exists()


def test_the_list_takes_as_many_statements_however_much_waits(editor, plain, django_assert_num_queries):
    listed(editor)
    with django_assert_num_queries(11):
        listed(editor)
    BankItem.objects.filter(item_model="IM05").update(flaws="G22: the stem is wordy")
    with django_assert_num_queries(11):
        listed(editor)
