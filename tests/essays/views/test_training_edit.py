import pytest
from django.urls import reverse
from django.utils.html import escape

from accounts.domain.actor import Actor
from essays import operations
from essays.domain.text import count_words
from essays.models import Exemplar, Trial
from essays.queries import samples_for_training
from tests.essays.work import NOW, actor_of, make_submission


def url(submission, code: str = "C1", query: str = "") -> str:
    return reverse("essays:training_edit", args=[submission.pk, code]) + query


def sample_mark(sample: Exemplar, code: str = "C1") -> int:
    return sample.marks.get(criterion=code).mark


def train(user, submission, *, off: int, count: int = 2, code: str = "C1") -> list[Exemplar]:
    """So many samples, marked that far from the sample mark."""
    samples = list(samples_for_training(submission.draft.prompt)[:count])
    for sample in samples:
        mark = sample_mark(sample, code) + off
        operations.record_trial(actor_of(user), exemplar=sample, criterion=code, mark=mark, now=NOW)
    return samples


def test_a_sample_of_another_question_waits_with_the_words_of_its_own_rubric(submission, sam):
    page = sam.get(url(submission))

    sample, html = page.context["page"].sample, page.content.decode()
    assert sample.prompt != submission.draft.prompt
    assert escape(sample.prompt.text) in html
    assert escape(sample.prompt.rubrics.get().criteria.get(code="C1").question) in html
    assert ("0 of 2 marked" in html, html.count('name="mark"')) == (True, 5)


def test_the_page_is_silent_about_the_sample_that_is_not_marked_yet(submission, sam):
    page = sam.get(url(submission))

    sample, html = page.context["page"].sample, page.content.decode()
    hidden = [
        sample.code,
        sample.band,
        sample.get_band_display(),
        sample.get_status_display(),
        f"{count_words(sample.text)} words",
        "the sample mark is",
        escape(sample.next_step),
        *(escape(mark.reason) for mark in sample.marks.all()),
        *(escape(note.note) for note in sample.notes.all()),
    ]
    assert [words for words in hidden if words in html] == []
    assert "checked" not in html


def test_the_same_sample_comes_when_the_page_is_opened_again(submission, sam):
    assert len({sam.get(url(submission)).context["page"].sample.pk for _ in range(3)}) == 1


def test_marking_a_sample_tells_its_mark_and_reason_and_brings_the_next(submission, sam):
    sample = sam.get(url(submission)).context["page"].sample
    reason = sample.marks.get(criterion="C1").reason

    page = sam.post(url(submission), {"exemplar": sample.pk, "mark": 0}, follow=True)

    html = page.content.decode()
    trial = Trial.objects.get()
    assert page.redirect_chain == [(url(submission), 302)]
    assert (trial.exemplar, trial.criterion, trial.mark, trial.sample_mark) == (sample, "C1", 0, sample_mark(sample))
    assert f"you gave 0, the sample mark is {sample_mark(sample)}" in html
    assert (escape(reason) in html, "1 of 2 marked" in html) == (True, True)
    assert page.context["page"].sample not in (None, sample)


def test_the_first_mark_of_a_sample_counts(submission, sam):
    sample = sam.get(url(submission)).context["page"].sample

    for mark in (1, 4):
        sam.post(url(submission), {"exemplar": sample.pk, "mark": mark})

    assert list(Trial.objects.values_list("mark", flat=True)) == [1]


@pytest.mark.parametrize(
    ("off", "words"),
    [(1, "1 mark generous</strong>, within one level"), (0, "The same mark"), (-1, "1 mark strict")],
)
def test_the_page_says_how_far_off_one_was(submission, cast, sam, off, words):
    sample = Exemplar.objects.get(code="p2w")
    mark = sample_mark(sample) + off
    operations.record_trial(actor_of(cast.sam), exemplar=sample, criterion="C1", mark=mark, now=NOW)

    assert words in sam.get(url(submission)).content.decode()


def test_two_near_the_sample_marks_open_ones_own_essay(submission, cast, sam):
    train(cast.sam, submission, off=0)

    page = sam.get(url(submission))

    html = page.content.decode()
    assert ("Both within one level" in html, page.context["page"].sample) == (True, None)
    assert f'action="{reverse("essays:marking_start", args=[submission.pk])}"' in html
    assert '<input type="hidden" name="code" value="C1">' in html


def test_who_wants_to_may_mark_another(submission, cast, sam):
    marked = train(cast.sam, submission, off=0)

    page = sam.get(url(submission, query="?more=yes"))

    assert page.context["page"].sample not in (None, *marked)


def test_when_none_is_left_nobody_is_stuck(submission, cast, sam):
    Exemplar.objects.exclude(prompt__number__in=[1, 2]).delete()
    Exemplar.objects.filter(prompt__number=2).exclude(code="p2w").delete()
    train(cast.sam, submission, off=0, count=1)

    html = sam.get(url(submission, query="?more=yes")).content.decode()

    assert ("No other sample to mark: go on" in html, "Mark another sample" in html) == (True, False)


@pytest.mark.parametrize(
    ("mark", "words"),
    [({}, "Choose a mark to go on."), ({"mark": 5}, "Select a valid choice."), ({"mark": "x"}, "x is not")],
)
def test_a_mark_that_is_missing_or_too_high_is_refused_in_words(submission, sam, mark, words):
    sample = sam.get(url(submission)).context["page"].sample

    page = sam.post(url(submission), {"exemplar": sample.pk, **mark})

    html = page.content.decode()
    assert (page.status_code, Trial.objects.count()) == (400, 0)
    assert (words in html, escape(sample.prompt.text) in html) == (True, True)
    assert "the sample mark is" not in html


def test_samples_of_ones_own_question_are_refused(submission, sam):
    own = submission.draft.prompt.exemplars.first()

    answer = sam.post(url(submission), {"exemplar": own.pk, "mark": 1})

    assert (answer.status_code, Trial.objects.count()) == (404, 0)


@pytest.mark.parametrize("exemplar", ["", "0", "x", "-1", "9" * 30])
def test_a_sample_that_does_not_exist_is_not_found(submission, sam, exemplar):
    answer = sam.post(url(submission), {"exemplar": exemplar, "mark": 1})

    assert (answer.status_code, Trial.objects.count()) == (404, 0)


def test_a_sample_whose_rubric_has_no_such_criterion_is_not_found(submission, sam):
    sample = sam.get(url(submission)).context["page"].sample
    sample.prompt.rubrics.get().criteria.get(code="C1").delete()

    answer = sam.post(url(submission), {"exemplar": sample.pk, "mark": 1})

    assert (answer.status_code, sam.get(url(submission)).status_code, Trial.objects.count()) == (404, 200, 0)


def test_an_unpublished_sample_is_neither_shown_nor_taken(submission, sam):
    sample = sam.get(url(submission)).context["page"].sample
    Exemplar.objects.filter(pk=sample.pk).update(published=False)

    answer = sam.post(url(submission), {"exemplar": sample.pk, "mark": 1})

    assert (answer.status_code, sam.get(url(submission)).context["page"].sample == sample) == (404, False)


def test_an_unknown_criterion_is_not_found(submission, sam):
    codes = [sam.get(url(submission, "C9")).status_code, sam.post(url(submission, "C9"), {"mark": 1}).status_code]

    assert codes == [404, 404]


def test_a_guest_trains_too(prompt, client):
    session = client.session
    session["guest_key"] = "a guest"
    session.save()
    submission = make_submission(Actor(guest_key="a guest"), prompt=prompt)
    sample = client.get(url(submission)).context["page"].sample

    client.post(url(submission), {"exemplar": sample.pk, "mark": 1})

    assert list(Trial.objects.values_list("user", "guest_key")) == [(None, "a guest")]


def test_other_peoples_trials_are_not_shown(submission, cast, sam):
    train(cast.nia, submission, off=0)

    html = sam.get(url(submission)).content.decode()

    assert ("0 of 2 marked" in html, "the sample mark is" in html) == (True, False)


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_takes_the_same_queries_for_one_and_three(submission, cast, sam, django_assert_num_queries, count):
    train(cast.sam, submission, off=0, count=count)

    with django_assert_num_queries(13):
        sam.get(url(submission, query="?more=yes"))


def test_nobody_else_may_train_for_it(submission, cast, client_of):
    sample = samples_for_training(submission.draft.prompt).first()

    for person in (cast.nia, cast.tess, cast.omar, None):
        client = client_of(person)
        posted = client.post(url(submission), {"exemplar": sample.pk, "mark": 1})
        assert [client.get(url(submission)).status_code, posted.status_code] == [404, 404]
    assert Trial.objects.count() == 0
