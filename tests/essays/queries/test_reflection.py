from datetime import timedelta

import pytest

from essays import operations, queries
from essays.domain.difference import Kind, Piece
from essays.domain.marking import NO_EVIDENCE
from essays.domain.placement import Placement
from essays.domain.targets import Range
from essays.models import Exemplar, IndicativePoint
from tests.essays.work import NOW, actor_of, make_draft, make_finished, make_marked, make_redraft, make_submission, tick


@pytest.fixture
def priced(second_pack, cast):
    """An essay in the topic of which prices are the subject, on a rubric of 5 and 3 marks."""
    text = "Skimming sets a price that is high at first. Nobody copies it soon."
    return make_submission(actor_of(cast.sam), prompt=second_pack.prompts.get(), text=text)


# --- what a mark leads to -------------------------------------------------------------------------


def outcome_of(submission):
    return queries.outcome(queries.submission_view(submission), submission)


def test_there_is_no_outcome_before_the_self_mark_is_totalled(submission, cast):
    before = outcome_of(submission)
    marking = make_finished(submission, author=cast.sam)
    waiting = outcome_of(submission)
    operations.total_marking(marking.pk, now=NOW)

    assert (before, waiting, outcome_of(submission) is None) == (None, None, False)


def test_a_teachers_mark_alone_has_no_outcome(submission, cast):
    make_marked(submission, role="teacher", author=cast.tess)

    assert outcome_of(submission) is None


def test_an_outcome_says_how_far_to_trust_the_total_and_what_to_work_on(submission, cast):
    make_marked(submission, author=cast.sam, sentences=())

    found = outcome_of(submission)

    criteria = queries.rubric_spec(submission.draft.rubric)
    assert found.trust == Range(4, 8)
    assert [(each.criterion, each.points, each.reason) for each in found.targets] == [
        (criteria.criterion(code), 1, f"Held at 1. {NO_EVIDENCE}") for code in ("C2", "C1")
    ]
    assert [each.next_level.number for each in found.targets] == [2, 2]


def test_what_to_work_on_goes_by_the_teachers_mark_once_there_is_one(submission, cast):
    make_marked(submission, author=cast.sam)
    make_marked(submission, role="teacher", author=cast.tess, holds=True)

    found = outcome_of(submission)

    view = queries.submission_view(submission)
    assert found.trust == Range(18, 20)
    assert found.targets
    assert {each.criterion.code: each.points for each in found.targets}.items() <= {
        line.code: line.points for line in view.teacher_mark.lines
    }.items()


def test_full_marks_leave_nothing_to_work_on(submission, cast):
    make_marked(submission, author=cast.sam)

    found = outcome_of(submission)

    assert (found.trust, found.targets) == (Range(18, 20), ())


def test_an_outcome_is_of_the_essays_own_rubric(priced, cast):
    make_marked(priced, author=cast.sam, holds=True)

    found = outcome_of(priced)

    assert (found.trust, [each.criterion.code for each in found.targets]) == (Range(4, 6), ["R"])


# --- points ---------------------------------------------------------------------------------------


def test_point_rows_are_the_points_of_the_prompt_with_the_ticks(any_topic, cast):
    prompt = any_topic.prompts.get(number=1)
    submission = make_submission(actor_of(cast.sam), prompt=prompt)
    tick(make_submission(actor_of(cast.nia), prompt=prompt), 1)
    tick(submission, 2)

    rows = queries.point_rows(submission, suggest=False)

    assert [row.point for row in rows] == list(prompt.points.order_by("number"))
    assert [row.point.number for row in rows if row.ticked] == [2]
    assert {row.suggestions for row in rows} == {()}


def test_point_rows_suggest_sentences_when_asked(priced):
    rows = queries.point_rows(priced, suggest=True)

    assert [(row.point.number, row.suggestions) for row in rows] == [
        (1, ("Skimming sets a price that is high at first.",)),
        (2, ("Skimming sets a price that is high at first.",)),
        (3, ("Nobody copies it soon.",)),
    ]


def test_a_point_that_is_not_published_has_no_row(priced):
    IndicativePoint.objects.filter(number=2, prompt=priced.draft.prompt).update(published=False)

    assert [row.point.number for row in queries.point_rows(priced, suggest=True)] == [1, 3]


def test_a_prompt_without_points_has_no_rows(priced):
    priced.draft.prompt.points.all().delete()

    assert queries.point_rows(priced, suggest=True) == ()


def test_point_rows_take_the_same_queries_for_one_point_and_for_three(priced, cast, django_assert_num_queries):
    mine = queries.submissions_of(actor_of(cast.sam)).get()
    with django_assert_num_queries(2):
        assert len(queries.point_rows(mine, suggest=True)) == 3
    priced.draft.prompt.points.exclude(number=1).delete()

    with django_assert_num_queries(2):
        assert len(queries.point_rows(mine, suggest=True)) == 1


# --- two versions ---------------------------------------------------------------------------------


def test_the_version_before_is_that_of_the_round_before(submission, cast):
    second = make_redraft(submission, text="Better.")
    third = make_redraft(second, text="Best.")
    make_redraft(make_submission(actor_of(cast.nia), prompt=submission.draft.prompt), text="Hers.")

    assert [queries.version_before(each) for each in (submission, second, third)] == [None, submission, second]


def test_changes_stand_word_by_word_and_mark_by_mark(priced, cast):
    make_marked(priced, author=cast.sam, holds=True)
    second = make_redraft(priced, text="Skimming sets a price that is low at first. Nobody copies it soon.")
    make_marked(second, author=cast.sam, sentences=())

    found = queries.changes(priced, second)

    assert found.pieces == (
        Piece(Kind.SAME, "Skimming sets a price that is"),
        Piece(Kind.REMOVED, " high"),
        Piece(Kind.ADDED, " low"),
        Piece(Kind.SAME, " at first. Nobody copies it soon."),
    )
    assert [(each.code, each.maximum, each.before.points, each.after.points, each.words) for each in found.marks] == [
        ("R", 5, 2, 1, "1 fewer"),
        ("J", 3, 3, 0, "3 fewer"),
    ]


def test_a_change_is_said_in_words(submission, cast):
    make_marked(submission, author=cast.sam, sentences=())
    second = make_redraft(submission, text="Better.")
    make_marked(second, author=cast.sam, sentences=(1,), holds=True)

    assert [(each.name, each.words) for each in queries.changes(submission, second).marks] == [
        ("Knowledge", "1 more"),
        ("Application", "1 more"),
        ("Analysis", "2 more"),
        ("Evaluation", "the same"),
    ]


def test_a_version_that_its_writer_has_not_marked_has_no_change_in_marks(submission, cast):
    make_marked(submission, author=cast.sam)
    second = make_redraft(submission, text="Better.")
    make_marked(second, role="teacher", author=cast.tess)

    found = queries.changes(submission, second)

    assert [(each.before.points, each.after, each.words) for each in found.marks] == [
        (points, None, "") for points in (4, 4, 6, 6)
    ]


# --- comparing ------------------------------------------------------------------------------------


def compared(submission, code, *, better, minute=0):
    exemplar = Exemplar.objects.get(code=code)
    operations.compare(submission, exemplar=exemplar, own_is_better=better, now=NOW + timedelta(minutes=minute))
    return queries.comparison_page(submission)


def test_comparing_begins_with_a_sample_of_the_same_prompt(submission):
    page = queries.comparison_page(submission)

    assert (page.placement, page.other.code) == (Placement(10.0, 1.0, 19.0, 0), "p1s")


def test_comparing_places_the_essay_by_the_choices_made(submission, cast):
    another = make_submission(actor_of(cast.nia), prompt=submission.draft.prompt)
    compared(another, "p1w", better=False)

    pages = [
        compared(submission, code, better=better, minute=minute)
        for minute, (code, better) in enumerate([("p1s", False), ("p1w", True), ("p1e", False)])
    ]

    assert [page.other.prompt == submission.draft.prompt for page in pages] == [True, True, False]
    assert pages[-1].placement == Placement(8.4, 2.0, 15.3, 3)


def test_comparing_ends_when_no_sample_is_left(priced):
    first = queries.comparison_page(priced).other.code
    codes = [first, *{"low", "high"} - {first}]

    pages = [compared(priced, code, better=True) for code in codes]

    assert [page.other.code if page.other else None for page in pages] == [codes[1], None]
    assert pages[-1].placement.n == 2


def test_comparing_leaves_out_what_is_not_published_and_other_topics(priced):
    Exemplar.objects.filter(code="low").update(published=False)

    assert [sample.code for sample in queries.samples_to_compare(priced)] == ["high"]


def test_a_choice_against_a_sample_that_was_withdrawn_counts_no_more(priced):
    compared(priced, "low", better=True)
    Exemplar.objects.filter(code="low").update(published=False)

    page = queries.comparison_page(priced)

    assert (page.placement.n, page.other.code) == (0, "high")


def test_a_topic_without_samples_has_nothing_to_compare(priced):
    Exemplar.objects.filter(prompt__topic=priced.draft.prompt.topic).delete()

    page = queries.comparison_page(priced)

    assert (page.placement.words, page.other) == ("Nothing compared yet", None)


def test_an_essay_on_a_shorter_question_is_compared_with_the_same_samples(main_pack, cast):
    prompt = main_pack.prompts.get(number=1)
    draft = make_draft(actor_of(cast.sam), prompt=prompt, level="O")

    assert draft.rubric.prompt is None
    submission = make_submission(actor_of(cast.nia), prompt=prompt, level="O")
    assert queries.comparison_page(submission).other.code == "p1s"


def test_comparing_takes_the_same_queries_after_one_choice_and_after_three(submission, django_assert_num_queries):
    compared(submission, "p1s", better=True)
    with django_assert_num_queries(11):
        queries.comparison_page(submission)
    for code in ("p1w", "p1e"):
        compared(submission, code, better=True)

    with django_assert_num_queries(11):
        queries.comparison_page(submission)
