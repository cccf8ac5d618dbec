from datetime import timedelta

import pytest

from opsmethods.models import Wording
from opsmethods.operations import raise_version
from opsmethods.queries import fact_base
from quizzes.domain import inspection
from quizzes.domain.inspection import Place, inspected
from quizzes.models import BankCheck, BankItem, Ruling
from quizzes.operations import NotesMovedOn, accept, begin_bank_check, check_bank_further, mute, take_back
from quizzes.operations import bank as operations
from quizzes.queries import bank_digest
from tests.quizzes.play import NOW

LATER = NOW + timedelta(minutes=5)


@pytest.fixture
def topic(second_pack):
    return second_pack


@pytest.fixture
def facts(topic):
    return fact_base(topic)


@pytest.fixture(autouse=True)
def few_forms(monkeypatch):
    whole = inspection.whole_bank
    monkeypatch.setattr(operations, "whole_bank", lambda facts: whole(facts, forms=2))


def finished(topic, facts):
    check = begin_bank_check(topic, facts=facts, now=NOW)
    while check_bank_further(check.pk, facts=facts, now=LATER):
        pass
    check.refresh_from_db()
    return check


def test_a_look_keeps_every_question_once_and_ends(topic, facts):
    check = finished(topic, facts)

    rows, place = [], inspection.FIRST
    while place:
        more, place = inspected(facts, place)
        rows += more
    assert list(check.items.order_by("pk").values_list("signature", "refused")) == [
        (row.signature, row.refused) for row in rows
    ]
    assert (check.state, check.finished_at, check.next_model) == ("done", LATER, "")


def test_a_finished_look_stays_as_it_is(topic, facts):
    check = finished(topic, facts)
    count = BankItem.objects.count()

    assert check_bank_further(check.pk, facts=facts, now=LATER) is False
    assert begin_bank_check(topic, facts=facts, now=LATER) is None
    assert BankItem.objects.count() == count


def test_a_look_that_is_gone_is_no_error(facts):
    assert check_bank_further(0, facts=facts, now=NOW) is False


def test_one_slice_is_kept_once_though_two_workers_made_it(topic, facts, monkeypatch):
    check = begin_bank_check(topic, facts=facts, now=NOW)
    look = operations.inspected

    def overtaken(facts, place):
        monkeypatch.setattr(operations, "inspected", look)
        check_bank_further(check.pk, facts=facts, now=NOW)
        return look(facts, place)

    monkeypatch.setattr(operations, "inspected", overtaken)
    assert check_bank_further(check.pk, facts=facts, now=NOW) is True

    rows, following = look(facts, inspection.FIRST)
    check.refresh_from_db()
    assert BankItem.objects.count() == len(rows)
    assert Place(check.next_model, check.next_candidate) == following


def test_notes_that_moved_on_end_the_look(topic, facts):
    check = begin_bank_check(topic, facts=facts, now=NOW)
    Wording.objects.filter(topic=topic).first().delete()
    raise_version(topic)
    topic.refresh_from_db()

    with pytest.raises(NotesMovedOn):
        check_bank_further(check.pk, facts=fact_base(topic), now=NOW)

    assert not BankCheck.objects.exists()


def test_a_new_look_replaces_the_old_one_when_it_is_done(topic, facts):
    old = finished(topic, facts)
    Wording.objects.filter(topic=topic).first().delete()
    raise_version(topic)
    topic.refresh_from_db()
    new = begin_bank_check(topic, facts=fact_base(topic), now=LATER)
    assert BankCheck.objects.filter(pk=old.pk).exists()

    while check_bank_further(new.pk, facts=fact_base(topic), now=LATER):
        pass

    assert [check.digest for check in BankCheck.objects.all()] == [bank_digest(fact_base(topic))]


def test_an_edit_that_changes_no_question_needs_no_look(topic, facts):
    finished(topic, facts)
    raise_version(topic)
    topic.refresh_from_db()

    assert begin_bank_check(topic, facts=fact_base(topic), now=LATER) is None


def test_of_questions_with_the_same_words_the_later_is_refused(topic, facts):
    check = begin_bank_check(topic, facts=facts, now=NOW)
    check_bank_further(check.pk, facts=facts, now=NOW)
    first, second = check.items.filter(refused=False).order_by("pk")[:2]
    check.items.filter(pk=second.pk).update(words=first.words)

    while check_bank_further(check.pk, facts=facts, now=NOW):
        pass

    second.refresh_from_db()
    assert (second.refused, second.flaws) == (True, f"G26: the same words as {first.signature}")


def test_muting_raises_the_version_once(topic, editor):
    before = topic.version

    for _ in range(2):
        mute(topic, item_model="IM01", signature="IM01:x", author=editor, now=NOW)

    topic.refresh_from_db()
    assert topic.version == before + 1
    assert (Ruling.objects.get().decision, Ruling.objects.get().author) == ("muted", editor)


def test_accepting_leaves_the_version_alone(topic, editor):
    before = topic.version

    for _ in range(2):
        accept(topic, item_model="IM01", guard="G24", author=editor, now=NOW)

    topic.refresh_from_db()
    assert (topic.version, Ruling.objects.get().guard) == (before, "G24")


def test_taking_back_a_mute_raises_the_version_again(topic, editor):
    ruling = mute(topic, item_model="IM01", signature="IM01:x", author=editor, now=NOW)
    accepted = accept(topic, item_model="IM01", guard="G24", signature="IM01:x", author=editor, now=NOW)
    topic.refresh_from_db()
    before = topic.version

    take_back(accepted)
    topic.refresh_from_db()
    assert topic.version == before

    take_back(ruling)
    topic.refresh_from_db()
    assert topic.version == before + 1
    assert not Ruling.objects.exists()


@pytest.fixture
def editor(django_user_model):
    return django_user_model.objects.create_user("editor")
