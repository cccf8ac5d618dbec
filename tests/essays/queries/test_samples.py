import pytest

from essays import operations, queries
from essays.domain.rubric import RubricError
from essays.models import Exemplar, ExemplarNote
from essays.queries.samples import SamplePart
from tests.essays.domain.test_exemplars import SUMMARY
from tests.essays.work import NOW


@pytest.fixture
def prompt(second_pack):
    """A prompt with two samples, on a rubric of 5 and 3 marks."""
    return second_pack.prompts.get()


@pytest.fixture
def low(prompt) -> Exemplar:
    return prompt.exemplars.get(code="low")


def texts(parts) -> list[tuple[str, list[str]]]:
    return [(part.text, [note.quote for note in part.notes]) for part in parts]


# --- pages ----------------------------------------------------------------------------------------


def test_sample_pages_come_with_the_weakest_first(prompt):
    pages = queries.sample_pages(prompt)

    assert [(page.sample.code, page.total.points, page.total.out_of) for page in pages] == [
        ("low", 2, 8),
        ("high", 8, 8),
    ]
    assert [(mark.criterion.code, mark.points, mark.reason) for mark in pages[0].marks] == [
        ("R", 1, "One reason that repeats itself."),
        ("J", 1, "A choice without a reason."),
    ]


def test_a_note_stands_beside_the_words_it_is_about(prompt, low):
    page = queries.sample_pages(prompt)[0]

    first, last = page.paragraphs
    assert first == (
        SamplePart("The firm should charge a low price. "),
        SamplePart("A low price is good because it is cheap.", (low.notes.get(),)),
        SamplePart(""),
    )
    assert last == (SamplePart("In conclusion low prices are best."),)


def test_notes_that_overlap_stand_together_in_the_order_of_the_text(prompt, low):
    for place, quote in enumerate(("is cheap", "charge a low price. A low"), start=2):
        ExemplarNote.objects.create(exemplar=low, position=place, criterion="R", quote=quote, note="Why?")

    page = queries.sample_pages(prompt)[0]

    assert texts(page.paragraphs[0]) == [
        ("The firm should ", []),
        ("charge a low price. A low", ["charge a low price. A low", "A low price is good because it is cheap."]),
        (" price is good because it ", []),
        ("is cheap", ["is cheap"]),
        (".", []),
    ]


def test_a_paragraph_of_the_pages_is_the_sample_word_for_word(any_topic):
    for prompt in any_topic.prompts.all():
        for page in queries.sample_pages(prompt):
            blocks = ["".join(part.text for part in parts) for parts in page.paragraphs]
            quoted = [note for parts in page.paragraphs for part in parts for note in part.notes]

            assert "\n\n".join(blocks) == page.sample.text
            assert len(quoted) == page.sample.notes.count()


def test_a_cap_that_holds_lowers_what_a_mark_counts_for(prompt, low):
    low.marks.filter(criterion="R").update(mark=5)

    page = queries.sample_pages(prompt)[0]

    assert (page.total.points, page.marks[0].points) == (3, 2)
    assert page.total.lines[0].reason == "Held at 2. Do the buyers appear in a reason? No, buyers are left out."


def test_a_sample_is_totalled_on_the_criteria_it_is_marked_on(prompt, low):
    low.marks.filter(criterion="J").delete()

    page = queries.sample_pages(prompt)[0]

    assert (page.total.points, page.total.out_of, [mark.criterion.code for mark in page.marks]) == (1, 5, ["R"])


def test_a_sample_that_is_not_published_has_no_page(prompt, low):
    Exemplar.objects.filter(pk=low.pk).update(published=False)

    assert [page.sample.code for page in queries.sample_pages(prompt)] == ["high"]
    assert [sample.code for sample in queries.samples_of(prompt)] == ["high"]


def test_a_prompt_without_samples_has_no_pages(main_pack, prompt):
    prompt.exemplars.all().delete()
    prompt.rubrics.update(published_at=None)

    assert queries.sample_pages(prompt) == ()
    assert len(queries.sample_pages(main_pack.prompts.get(number=1))) == 3


def test_sample_pages_take_the_same_queries_for_one_sample_and_for_three(main_pack, django_assert_num_queries):
    prompt = main_pack.prompts.get(number=1)
    with django_assert_num_queries(8):
        assert len(queries.sample_pages(prompt)) == 3
    prompt.exemplars.exclude(code="p1s").delete()

    with django_assert_num_queries(8):
        assert len(queries.sample_pages(prompt)) == 1


# --- totals ---------------------------------------------------------------------------------------


def test_qualities_of_the_main_pack_are_the_totals_of_the_summary(main_pack):
    samples = Exemplar.objects.filter(prompt__topic=main_pack)

    found = queries.qualities(samples)

    assert {sample.code: found[sample.pk] for sample in samples} == {code: points for code, *_, points in SUMMARY}


@pytest.mark.parametrize(
    ("reasons", "judgement", "quality"), [(0, 0, 0), (0, 1, 3), (2, 0, 5), (2, 1, 8), (2, 3, 13), (5, 3, 20)]
)
def test_qualities_of_another_rubric_are_out_of_twenty_half_up(prompt, low, reasons, judgement, quality):
    low.caps.update(holds=False)
    for criterion, mark in (("R", reasons), ("J", judgement)):
        low.marks.filter(criterion=criterion).update(mark=mark)

    assert queries.qualities(prompt.exemplars.filter(code="low")) == {low.pk: quality}


def test_qualities_count_the_caps(prompt, low):
    low.marks.filter(criterion="R").update(mark=5)

    assert queries.qualities(prompt.exemplars.filter(code="low")) == {low.pk: 8}


def test_qualities_take_the_same_queries_for_one_sample_and_for_all(main_pack, django_assert_num_queries):
    samples = Exemplar.objects.filter(prompt__topic=main_pack)
    with django_assert_num_queries(8):
        assert len(queries.qualities(samples.filter(code="p1w"))) == 1

    with django_assert_num_queries(8):
        assert len(queries.qualities(samples)) == 15


# --- the rubric of a sample -----------------------------------------------------------------------


def test_a_sample_is_marked_by_the_newest_published_rubric_of_its_question(prompt, low):
    copy = operations.copy_rubric(prompt.rubrics.get())
    copy.criteria.filter(code="R").update(question="Which sentence, exactly?")
    before = queries.exemplar_rubric(low).criterion("R").question
    operations.publish_rubric(copy, now=NOW)

    after = queries.exemplar_rubric(low).criterion("R").question

    assert (before, after) == ("Which sentence says how a rival would answer the price?", "Which sentence, exactly?")


def test_a_sample_of_a_question_without_a_published_rubric_cannot_be_totalled(prompt, low):
    prompt.rubrics.update(published_at=None)

    with pytest.raises(RubricError) as error:
        queries.exemplar_rubric(low)

    assert str(error.value) == "The question of sample low has no published rubric."
