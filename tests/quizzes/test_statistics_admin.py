from datetime import timedelta

import pytest
from django.urls import reverse

from opsmethods.queries import fact_base
from quizzes.models import CertaintyCount, ConfusionCell, ItemStatistic, Recount
from quizzes.operations import begin_recount, recount_further, score_attempt
from tests.quizzes.play import NOW, hand_in

LISTS = ("itemstatistic", "confusioncell", "certaintycount")


def page(client, model, **query):
    return client.get(reverse(f"admin:quizzes_{model}_changelist", query=query)).content.decode()


def make_statistic(topic, **values):
    given = {
        "topic": topic,
        "kind": "test",
        "computed_at": NOW,
        "subject": "model",
        "code": "IM05",
        "label": "Highest of all",
        "n": 80,
        "right": 56,
        "facility_low": 0.59,
        "facility_high": 0.79,
        "discrimination": 0.31,
        "discrimination_n": 80,
        "difficulty": -1.0,
        "difficulty_low": -1.5,
        "difficulty_high": -0.5,
        "difficulty_n": 80,
        "difficulty_method": "rasch",
        "uptake": {"DS1": [20, 80], "DS6": [1, 80]},
        "first_version": 2,
        "last_version": 4,
    }
    return ItemStatistic.objects.create(**given | values)


def make_cell(topic, **values):
    given = {
        "topic": topic,
        "kind": "test",
        "computed_at": NOW,
        "method": "job",
        "taken_for": "batch",
        "dimension": "VOL",
        "offered": 30,
        "chosen": 16,
        "shrunk": 0.43,
        "shown": True,
        "people": 14,
    }
    return ConfusionCell.objects.create(**given | values)


def make_certainty(topic, **values):
    given = {"topic": topic, "kind": "test", "computed_at": NOW, "certainty": 3, "n": 20, "right": 7}
    return CertaintyCount.objects.create(**given | values)


@pytest.mark.parametrize("model", LISTS)
def test_an_empty_list_says_so_in_words(admin_client, model):
    text = page(admin_client, model)

    assert "There are no figures: they come with the first quizzes that are marked." in text
    assert "Nothing has been counted yet" in text


def test_every_figure_has_its_n_and_interval(admin_client, notes):
    make_statistic(notes)

    text = page(admin_client, "itemstatistic")

    for words in (
        "70% of 80 (59% to 79%)",
        "0.31 of 80 (0.10 to 0.50): good",
        "71% of 80 (61% to 79%), nightly fit",
        "a slip in the sum: 1 of 80",
        "2 to 4",
        f'{reverse("admin:quizzes_bankitem_changelist")}?model=IM05"',
    ):
        assert words in text


def test_below_the_thresholds_there_is_not_enough_yet(admin_client, notes):
    few = {"discrimination": None, "discrimination_n": 4, "difficulty_n": 4, "last_version": 2}
    make_statistic(notes, n=4, right=2, flags="", uptake={}, **few)
    make_statistic(
        notes,
        subject="component",
        code="dimension:VOL",
        n=0,
        right=0,
        difficulty=None,
        difficulty_low=None,
        difficulty_high=None,
        difficulty_method="",
        first_version=None,
        **few | {"last_version": None},
    )

    text = page(admin_client, "itemstatistic")

    assert text.count("not enough yet") == 6
    assert text.count(">Questions of IM05<") == 1


def test_a_flag_stands_in_words(admin_client, notes):
    make_statistic(notes, flags="hard: fewer than 30% right\ntells strong and weak hardly apart")

    text = page(admin_client, "itemstatistic")

    assert "<div>hard: fewer than 30% right</div><div>tells strong and weak hardly apart</div>" in text


def test_a_confusion_is_told_only_where_guessing_is_ruled_out(admin_client, notes):
    make_cell(notes)
    make_cell(notes, taken_for="flow", shown=False)

    text = page(admin_client, "confusioncell")

    assert "53% of 30 (36% to 70%)" in text
    assert "not enough yet (offered 30)" in text
    assert text.count("43%") == 1


def test_certainty_is_told_with_its_verdict(admin_client, notes):
    make_certainty(notes)

    text = page(admin_client, "certaintycount")

    assert "35% of 20 (18% to 57%), early" in text
    assert "surer than the answers bear out" in text


def test_lists_can_be_narrowed(admin_client, notes):
    make_statistic(notes)

    assert "There are no figures with these filters." in page(admin_client, "itemstatistic", kind__exact="practice")


@pytest.mark.parametrize("model", LISTS)
def test_nothing_is_added_changed_or_deleted(admin_client, notes, model):
    row = {"itemstatistic": make_statistic, "confusioncell": make_cell, "certaintycount": make_certainty}[model](notes)
    at = [reverse(f"admin:quizzes_{model}_{page}", args=[row.pk]) for page in ("change", "delete")]

    codes = [
        admin_client.get(at[0]).status_code,
        admin_client.get(reverse(f"admin:quizzes_{model}_add")).status_code,
        admin_client.post(at[0], {}).status_code,
        admin_client.post(at[1], {"post": "yes"}).status_code,
    ]

    assert codes == [200, 403, 403, 403]


def test_recompute_now_counts_what_was_marked_since(admin_client, start, django_capture_on_commit_callbacks):
    score_attempt(hand_in(start(), right=3).pk, now=NOW)

    with django_capture_on_commit_callbacks(execute=True):
        answer = admin_client.post(reverse("admin:quizzes_statistics_recompute"), follow=True)

    assert "is being counted" in answer.content.decode()
    assert sum(ItemStatistic.objects.filter(subject="model").values_list("n", flat=True)) == 4


def test_recompute_now_is_for_those_who_may_look(client, admin_client, django_user_model):
    url = reverse("admin:quizzes_statistics_recompute")
    client.force_login(django_user_model.objects.create_user("editor", is_staff=True))

    assert (client.post(url).status_code, admin_client.get(url).status_code) == (403, 405)


def test_the_list_says_when_it_was_counted(admin_client, start, notes):
    score_attempt(hand_in(start(), right=3).pk, now=NOW)
    begun = begin_recount(notes, now=NOW + timedelta(hours=1))
    assert "Being counted since 2 March 2026, 11:00" in page(admin_client, "itemstatistic")

    while recount_further(begun.pk, facts=fact_base(notes), now=NOW + timedelta(hours=2)):
        pass

    assert "Counted on 2 March 2026, 12:00" in page(admin_client, "itemstatistic")
    assert Recount.objects.get().state == "done"
