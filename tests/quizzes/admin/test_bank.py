"""The list of the question bank."""

import pytest
from django.utils import timezone

from opsmethods.models import Cell, Dimension, Example, Method, Phrase, Section, Topic, Wording
from opsmethods.queries import fact_base
from quizzes.models import BankCheck, BankItem
from quizzes.operations import begin_bank_check, mute
from tests.factories.accounts import make_user
from tests.quizzes.admin.conftest import look_through, text_of, url
from tests.quizzes.play import NOW

LIST = "bankitem_changelist"


def shown(client, **query) -> set[str]:
    answer = client.get(url(LIST, query=query | {"all": ""}))
    assert answer.status_code == 200, answer.headers
    return set(answer.context["cl"].queryset.values_list("signature", flat=True))


def signatures(check, **of) -> set[str]:
    return set(check.items.filter(**of).values_list("signature", flat=True))


def test_a_bank_not_looked_at_yet_says_when_it_will_be(editor, notes):
    text = text_of(editor.get(url(LIST)))

    assert "Operations methods. Not looked at yet: the worker does it within a minute." in text


def test_a_bank_being_looked_through_says_so(editor, notes):
    begin_bank_check(notes, facts=fact_base(notes), now=NOW)

    text = text_of(editor.get(url(LIST)))

    assert "Operations methods. Being looked through." in text
    assert BankItem.objects.count() == 0


def test_what_the_last_look_found_stands_at_the_top(editor, bank):
    bank.items.filter(pk=bank.items.earliest("pk").pk).update(refused=True, flaws="G06: it echoes")
    BankCheck.objects.update(failings="G05: the key is too often, or too seldom, the longest option")
    BankCheck.objects.create(topic=bank.topic, topic_version=9, digest="new", started_at=NOW, moved_at=NOW)

    text = text_of(editor.get(url(LIST)))

    count = bank.items.count() - 1
    assert f"version {bank.topic_version} on 2 March 2026, 10:00: {count} asked, 1 refused." in text
    assert "The notes have changed since: being looked through." in text
    assert "G05: the key is too often, or too seldom, the longest option" in text


def test_a_look_at_older_notes_says_so(editor, bank):
    Wording.objects.filter(model="IM01").update(text="{definition} Which {noun} is this?")
    assert "The notes have changed since" not in text_of(editor.get(url(LIST)))

    Topic.objects.filter(pk=bank.topic_id).update(version=99)

    assert "The notes have changed since: the worker looks again within a minute." in text_of(editor.get(url(LIST)))


@pytest.mark.usefixtures("empty_site")
def test_a_site_without_topics_says_so(editor):
    assert "No topic is published, so there is nothing to ask about." in text_of(editor.get(url(LIST)))


def test_questions_are_narrowed_to_those_wanted(editor, bank):
    first = bank.items.filter(item_model="IM05").earliest("pk")
    BankItem.objects.filter(pk=first.pk).update(refused=True, flaws="G06: it echoes\nG15: one lies within")
    quiet = bank.items.filter(item_model="IM05", flaws="").earliest("pk")
    mute(bank.topic, item_model="IM05", signature=quiet.signature, author=make_user("eve"), now=NOW)

    everything = signatures(bank)
    assert shown(editor) == everything
    assert shown(editor, asked="refused") == {first.signature}
    assert shown(editor, asked="muted") == {quiet.signature}
    assert shown(editor, asked="yes") == everything - {first.signature, quiet.signature}
    assert shown(editor, asked="doubtful") == signatures(bank, refused=False) - signatures(bank, flaws="")
    assert shown(editor, model="IM01") == signatures(bank, item_model="IM01")
    assert shown(editor, guard="G06") == shown(editor, guard="G15") == {first.signature}
    assert shown(editor, check_made__topic__id__exact=bank.topic_id) == everything
    assert shown(editor, q=first.signature) == {first.signature}
    assert shown(editor, q="gnomic delineate") == signatures(bank, item_model="IM01")


def test_only_the_last_finished_look_of_a_topic_is_shown(editor, notes, bank, second_pack):
    other = look_through(second_pack, "IM01")
    running = begin_bank_check(Topic(pk=notes.pk), facts=fact_base(second_pack), now=timezone.now())
    running.items.create(signature="IM01:new", item_model="IM01", words="w", body={"stem": ""})

    assert shown(editor) == signatures(bank) | signatures(other)


def test_a_question_that_could_not_be_built_is_named_by_its_signature(editor, bank):
    bank.items.create(
        signature="IM01:unbuilt", item_model="IM01", words="w", refused=True, flaws="V17: no", body={"stem": ""}
    )

    assert "IM01:unbuilt" in text_of(editor.get(url(LIST, query={"asked": "refused"})))


@pytest.mark.parametrize("asked", ["", "doubtful"])
def test_a_list_takes_as_many_statements_however_long_it_is(editor, bank, asked, django_assert_max_num_queries):
    for keep in (3, 1):
        kept = bank.items.filter(item_model="IM01").order_by("pk").values_list("pk", flat=True)[:keep]
        bank.items.exclude(pk__in=list(kept)).delete()
        with django_assert_max_num_queries(12):
            editor.get(url(LIST, query={"asked": asked}))


# --- From a fact ----------------------------------------------------------------------------------


def fact(row) -> str:
    return f"{row._meta.model_name}-{row.pk}"


def test_questions_that_rest_on_a_fact_are_found_with_what_refused_them(editor, bank):
    cell = Cell.objects.get(method__slug="job", dimension__code="VOL")
    resting = signatures(bank, dimension="VOL", item_model="IM05")
    BankItem.objects.filter(signature=min(resting)).update(refused=True, flaws="G06: the key repeats words")

    answer = editor.get(url(LIST, query={"fact": fact(cell)}))

    found = shown(editor, fact=fact(cell))
    assert found
    assert min(found) in resting
    assert "Shown are the questions that rest on cell job/VOL , those refused among them." in text_of(answer)
    refused = editor.get(url(LIST, query={"fact": fact(cell), "asked": "refused"}))
    assert "G06: the key repeats words" in text_of(refused)


def test_each_kind_of_fact_finds_its_questions(editor, bank):
    definition = Phrase.objects.filter(method__slug="job", kind="definition").earliest("pk")
    wording = Wording.objects.filter(model="IM01").earliest("pk")
    definitions = signatures(bank, item_model="IM01")

    assert shown(editor, fact=fact(bank.topic)) == signatures(bank)
    assert shown(editor, fact=fact(wording)) == definitions
    assert shown(editor, fact=fact(definition)) == signatures(bank, item_model="IM01", method="job")
    assert shown(editor, fact=fact(Dimension.objects.get(code="VOL"))) >= signatures(bank, dimension="VOL")
    assert shown(editor, fact=fact(Method.objects.get(slug="job"))) >= signatures(bank, method="job")


def test_a_fact_that_nothing_rests_on_says_so(editor, bank):
    section = Section.objects.earliest("pk")

    assert shown(editor, fact=fact(section)) == set()
    assert "There are none." in text_of(editor.get(url(LIST, query={"fact": fact(section)})))


@pytest.mark.parametrize("name", ["example-0", "nothing-1", "example", "example-x"])
def test_a_fact_that_there_is_not_narrows_nothing(editor, bank, name):
    assert shown(editor, fact=name) == signatures(bank)


def test_the_page_of_a_fact_leads_to_its_questions(editor, bank):
    example = Example.objects.earliest("pk")

    page = editor.get(f"/admin/opsmethods/example/{example.pk}/change/").content.decode()

    assert f'<a href="/admin/quizzes/bankitem/?fact=example-{example.pk}">Questions from this fact</a>' in page
