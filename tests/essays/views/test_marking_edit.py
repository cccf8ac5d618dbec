import pytest
from django.urls import reverse
from django.utils.html import escape

from essays import operations
from essays.domain.sheet import Choice
from essays.queries import samples_for_training
from tests.essays.work import NOW, SENTENCES, actor_of, choose_all

JSON = {"Accept": "application/json"}


def url(marking, code: str = "C1") -> str:
    return reverse("essays:marking_edit", args=[marking.pk, code])


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
    operations.save_choice(marking, choice=Choice(criterion="C1", mark=2))

    page = sam.get(url(marking)).content.decode()

    assert "Without one this mark is held at 1." in page
    assert "C1 Knowledge: 2, held at 1" in page


def test_a_complete_marking_can_be_finished(marking, sam):
    choose_all(marking)

    page = sam.get(url(marking, "C4")).content.decode()

    assert reverse("essays:marking_finish", args=[marking.pk]) in page


def test_before_finishing_each_mark_that_is_held_is_named(marking, sam):
    choose_all(marking)
    operations.save_choice(marking, choice=Choice(criterion="C2", mark=4))

    page = sam.get(url(marking, "C4")).content.decode()

    held = "C2 Application counts 1, not 4: no sentence is chosen."
    assert page.count(f'<a href="{url(marking, "C2")}">{held}</a>') == 1
    assert page.count(", not ") == 1


def test_without_a_mark_the_page_says_so_at_the_top_and_at_the_field(marking, sam):
    page = sam.post(url(marking), {})

    html = page.content.decode()
    assert (page.status_code, '<a href="#marks">Choose a mark to go on.</a>' in html) == (400, True)
    assert '<fieldset class="mb-4 is-missing" id="marks">' in html


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
    assert (refused.status_code, refused.json()) == (400, {"error": "Choose a mark to go on."})


def test_a_finished_marking_leads_to_the_essay(finished, sam):
    detail = reverse("essays:submission_detail", args=[finished.submission_id])

    assert [sam.get(url(finished)).url, sam.post(url(finished), {"mark": 1}).url] == [detail, detail]
    assert finished.choices.get(criterion__code="C1").mark == 4


def test_what_is_said_beside_the_mark_is_kept_and_shown_again(marking, sam):
    said = {"mark": 3, "sentences": [4], "confidence": 2, "answer": "In the last sentence."}

    sam.post(url(marking, "C3"), {**said, "text_hash": marking.submission.text_hash})

    choice = marking.choices.get()
    form = sam.get(url(marking, "C3")).context["form"]
    assert (choice.confidence, choice.answer) == (2, "In the last sentence.")
    assert (form["confidence"].value(), form["answer"].value()) == (2, "In the last sentence.")
    [evidence] = choice.evidence.all()
    assert marking.submission.text[evidence.start : evidence.end] == evidence.text
    assert evidence.text == "Because set-up is shared, each can costs less than a tailored suit does."


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"confidence": 9}, "Select a valid choice."),
        ({"answer": "x" * 1001}, "Say it in at most 1000 characters."),
        ({"text_hash": "x" * 65}, "at most 64 characters"),
    ],
)
def test_what_is_said_beside_the_mark_is_refused_in_words(marking, sam, wrong, words):
    page = sam.post(url(marking), {"mark": 3, **wrong})

    assert (page.status_code, marking.choices.count()) == (400, 0)
    assert words in page.content.decode()


def test_sentences_of_another_text_are_refused_in_words(marking, submission, sam):
    posted = {"mark": 3, "sentences": [1], "text_hash": "0" * 64}

    page = sam.post(url(marking), posted, follow=True)
    answer = sam.post(url(marking), posted, headers=JSON)

    words = "These sentences were chosen on another version of the essay."
    assert page.redirect_chain == [(reverse("essays:submission_detail", args=[submission.pk]), 302)]
    assert (words in page.content.decode(), marking.choices.count()) == (True, 0)
    assert (answer.status_code, answer.json()["error"].startswith(words)) == (409, True)


def test_questions_that_help_to_look_are_offered(marking, sam):
    hints = marking.submission.draft.prompt.topic.evidence_hints.filter(criterion="C2")

    page = sam.get(url(marking, "C2"))

    assert list(page.context["hints"]) == list(hints.order_by("position").values_list("question", flat=True))
    assert escape(page.context["hints"][0]) in page.content.decode()


def test_sentences_are_tinted_only_when_asked(marking, sam):
    plain, looked = (sam.get(url(marking, "C3") + query).content.decode() for query in ("", "?look=yes"))

    assert ("lit-why" in plain, "Help me look" in plain) == (False, True)
    assert ("lit-why" in looked, "say nothing about marks" in looked) == (True, True)
    assert marking.choices.count() == 0


def test_training_is_offered_and_may_be_passed_over(marking, submission, sam):
    page = sam.get(url(marking, "C2"))

    training = reverse("essays:training_edit", args=[submission.pk, "C2"])
    assert (page.status_code, f'href="{training}"' in page.content.decode()) == (200, True)


def test_training_that_is_required_comes_first(drilled_marking, sam):
    page = sam.get(url(drilled_marking), follow=True)
    posted = sam.post(url(drilled_marking), {"mark": 3, "sentences": [1]})
    answer = sam.post(url(drilled_marking), {"mark": 3}, headers=JSON)

    training = reverse("essays:training_edit", args=[drilled_marking.submission_id, "C1"])
    assert [page.redirect_chain[0][0], posted.url, answer.url] == [training] * 3
    assert "Your teacher asks you to train first: 0 of 2 marked." in page.content.decode()
    assert drilled_marking.choices.count() == 0


def test_training_that_is_passed_opens_its_criterion_alone(drilled_marking, cast, sam):
    for sample in samples_for_training(drilled_marking.submission.draft.prompt)[:2]:
        mark = sample.marks.get(criterion="C1").mark
        operations.record_trial(actor_of(cast.sam), exemplar=sample, criterion="C1", mark=mark, now=NOW)

    codes = [sam.get(url(drilled_marking, code)).status_code for code in ("C1", "C2")]

    assert codes == [200, 302]


def test_an_unknown_criterion_is_not_found(marking, sam):
    assert sam.get(url(marking, "C9")).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_takes_the_same_queries_for_one_and_three(marking, sam, django_assert_num_queries, count):
    for code in ("C1", "C2", "C3")[:count]:
        operations.save_choice(marking, choice=Choice(criterion=code, mark=1, sentences=(1,)))

    with django_assert_num_queries(14):
        sam.get(url(marking))


def test_nobody_else_may_mark_here(marking, cast, client_of):
    for person in (cast.nia, cast.tess, None):
        client = client_of(person)
        codes = [client.get(url(marking)).status_code, client.post(url(marking), {"mark": 1}).status_code]
        assert codes == [404, 404]
    assert marking.choices.count() == 0
