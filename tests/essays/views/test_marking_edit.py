import pytest
from django.urls import reverse

from essays import operations
from tests.essays.work import SENTENCES, choose_all

JSON = {"Accept": "application/json"}


def url(marking, code: str = "C1") -> str:
    return reverse("essays:marking_edit", args=[marking.pk, code])


@pytest.fixture
def sam(cast, client_of):
    return client_of(cast.sam)


def test_the_page_shows_levels_sentences_and_checks(marking, sam):
    page = sam.get(url(marking, "C4")).content.decode()

    assert page.count('type="checkbox"') == SENTENCES
    assert page.count('name="mark"') == 7
    assert (page.count('name="cap_E1"'), page.count('name="cap_E2"')) == (2, 2)
    assert "C1 Knowledge has no mark yet." in page


def test_saving_goes_on_to_the_next_criterion(marking, sam):
    response = sam.post(url(marking), {"mark": 3, "sentences": [1, 2], "cap_K": "clears"})

    choice = marking.choices.get()
    assert (response.url, choice.criterion.code, choice.level, choice.mark) == (url(marking, "C2"), "C1", 3, 3)
    assert list(choice.evidence.order_by("sentence").values_list("sentence", flat=True)) == [1, 2]
    assert list(marking.cap_answers.values_list("cap__code", "applies")) == [("K", False)]


def test_saving_the_last_goes_to_the_first_with_a_gap(marking, sam):
    response = sam.post(url(marking, "C4"), {"mark": 3, "sentences": [1], "cap_E1": "clears", "cap_E2": "holds"})

    assert response.url == url(marking, "C1")


def test_what_was_chosen_is_shown_again_with_a_warning_without_evidence(marking, sam):
    operations.save_choice(marking, criterion="C1", level=2, mark=2, sentences=[], cap_answers={})

    page = sam.get(url(marking)).content.decode()

    assert "Without one this mark is held at 1." in page
    assert "C1 Knowledge: 2 of 4" in page


def test_a_complete_marking_can_be_finished(marking, sam):
    choose_all(marking)

    page = sam.get(url(marking, "C4")).content.decode()

    assert reverse("essays:marking_finish", args=[marking.pk]) in page


@pytest.mark.parametrize(
    "wrong", [{}, {"mark": 9}, {"mark": "x"}, {"mark": 1, "sentences": [SENTENCES + 1]}, {"mark": 1, "cap_K": "x"}]
)
def test_bad_input_is_refused_beside_its_field(marking, sam, wrong):
    page = sam.post(url(marking), {"other": 1, **wrong})

    assert (page.status_code, marking.choices.count()) == (400, 0)
    [words] = [error for errors in page.context["form"].errors.values() for error in errors]
    assert words.split(".")[0] in page.content.decode().replace("&#x27;", "'")


def test_an_autosave_is_answered_in_json(marking, sam):
    saved = sam.post(url(marking), {"mark": 1}, headers=JSON)
    refused = sam.post(url(marking), {"mark": ""}, headers=JSON)

    assert (saved.status_code, saved.json()["status"][:6]) == (200, "Saved ")
    assert (refused.status_code, refused.json()) == (400, {"error": "Choose a mark first."})


def test_a_finished_marking_leads_to_the_essay(finished, sam):
    detail = reverse("essays:submission_detail", args=[finished.submission_id])

    assert [sam.get(url(finished)).url, sam.post(url(finished), {"mark": 1}).url] == [detail, detail]
    assert finished.choices.get(criterion__code="C1").mark == 4


def test_an_unknown_criterion_is_not_found(marking, sam):
    assert sam.get(url(marking, "C9")).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_takes_the_same_queries_for_one_and_three(marking, sam, django_assert_num_queries, count):
    for code in ("C1", "C2", "C3")[:count]:
        operations.save_choice(marking, criterion=code, level=1, mark=1, sentences=[1], cap_answers={})

    with django_assert_num_queries(8):
        sam.get(url(marking))


def test_nobody_else_may_mark_here(marking, cast, client_of):
    for person in (cast.nia, cast.tess, None):
        client = client_of(person)
        codes = [client.get(url(marking)).status_code, client.post(url(marking), {"mark": 1}).status_code]
        assert codes == [404, 404]
    assert marking.choices.count() == 0
