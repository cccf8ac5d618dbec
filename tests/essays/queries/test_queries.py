from datetime import timedelta

import pytest

from accounts.domain.actor import Actor
from essays import operations, queries
from essays.domain.marking import NO_EVIDENCE, Line
from essays.domain.sheet import Choice, MarkColumn, MarkedSentence
from essays.models import EvidenceHint, Marking, Prompt
from tests.essays.work import (
    LATER,
    NOW,
    actor_of,
    change,
    choose_all,
    make_draft,
    make_finished,
    make_marked,
    make_redraft,
    make_submission,
    start_marking,
)

GUEST = Actor(guest_key="a guest")


def test_prompts_are_those_of_published_topics_in_order(main_pack, second_pack):
    shown = list(queries.prompts().values_list("topic__slug", "number"))
    second_pack.published = False
    second_pack.save(update_fields=["published"])

    hidden = set(queries.prompts().values_list("topic__slug", flat=True))

    assert sorted(shown) == [*(("operations-methods", number) for number in range(1, 6)), ("pricing-strategies", 1)]
    assert hidden == {"operations-methods"}


def test_prompt_page_shows_the_level_asked_for_and_its_rubric(prompt):
    full, short = (queries.prompt_page(prompt, level=level) for level in ("A", "O"))

    assert [variant.level for variant in full.variants] == ["O", "AS", "A"]
    assert (full.variant.text, short.variant.marks) == (prompt.text, 12)
    assert full.rubric.criteria[0].levels[1].text == "Features of one or two methods."
    assert short.rubric.criteria[0].levels[1].text == "Isolated facts, or serious errors."


def test_prompt_page_of_a_bare_prompt_is_empty(main_pack):
    bare = Prompt.objects.create(topic=main_pack, number=9, title="Bare", text="Discuss.", command="c")

    page = queries.prompt_page(bare, level="A")

    assert (page.variant, page.variants, page.rubric) == (None, (), None)


@pytest.mark.parametrize("level", ["O", "AS", "A"])
def test_hints_are_the_same_whatever_the_prompt_and_level(any_topic, level):
    prompt = any_topic.prompts.get(number=1)
    codes = [criterion.code for criterion in queries.prompt_page(prompt, level=level).rubric.criteria]

    found = {code: queries.hints_for(prompt, code=code) for code in codes}

    hints = any_topic.evidence_hints.order_by("criterion", "position")
    assert found == {code: tuple(hints.filter(criterion=code).values_list("question", flat=True)) for code in codes}
    assert any(found.values())


def test_a_hint_that_is_not_published_is_not_given(prompt):
    EvidenceHint.objects.filter(criterion="C4").exclude(position=2).update(published=False)

    assert queries.hints_for(prompt, code="C4") == ("What is the main reason?",)


def test_an_actor_finds_only_own_work(prompt, cast):
    for actor in (GUEST, actor_of(cast.sam), actor_of(cast.nia)):
        start_marking(make_submission(actor, prompt=prompt))
        make_draft(actor, prompt=prompt)

    for actor in (GUEST, actor_of(cast.sam)):
        assert {(d.user_id, d.guest_key) for d in queries.drafts_of(actor)} == {(actor.user_id, actor.guest_key)}
        assert queries.drafts_of(actor).count() == 2
        assert queries.open_drafts_of(actor).count() == 1
        assert queries.submissions_of(actor).count() == 1
        assert queries.markings_of(actor).count() == 1


def test_a_guest_without_a_key_finds_nothing(prompt):
    start_marking(make_submission(GUEST, prompt=prompt))

    nobody = Actor()

    assert [list(found(nobody)) for found in (queries.drafts_of, queries.submissions_of, queries.markings_of)] == [
        [],
        [],
        [],
    ]


def test_markings_of_leaves_out_what_the_teacher_wrote(submission, cast):
    start_marking(submission, role="teacher", author=cast.tess)

    assert list(queries.markings_of(actor_of(cast.sam))) == []


def test_open_drafts_come_newest_first_with_their_last_save(prompt, cast):
    actor = actor_of(cast.sam)
    older, newer = make_draft(actor, prompt=prompt), make_draft(actor, prompt=prompt)
    type(newer).objects.filter(pk=newer.pk).update(started_at=NOW + timedelta(hours=1))
    operations.save_version(older, change=change(), now=NOW)

    found = queries.open_drafts_of(actor)

    assert [(draft.pk, draft.last_saved_at) for draft in found] == [(newer.pk, None), (older.pk, NOW)]


def test_current_text_of_an_untouched_draft_is_empty(draft):
    assert queries.current_text(draft) == ""


# --- writing and redrafting -----------------------------------------------------------------------


def test_a_writing_page_has_the_plan_the_rubric_and_no_clock(any_prompt, cast):
    draft = make_draft(actor_of(cast.sam), prompt=any_prompt)

    page = queries.writing_page(draft, now=NOW)

    assert [row.label for row in page.plan] == list(
        any_prompt.scaffold.order_by("position").values_list("label", flat=True)
    )
    assert page.rubric == queries.rubric_spec(draft.rubric)
    assert (page.before, page.closes_at, page.left_s) == (None, None, 0)


@pytest.mark.parametrize(("minutes", "left"), [(0, 3000), (30, 1200), (50, 0), (60, 0)])
def test_a_writing_page_counts_down_with_the_extra_time(prompt, cast, minutes, left):
    draft = make_draft(actor_of(cast.sam), prompt=prompt, mode="timed", time_limit_s=2400, extra_time_percent=25)

    page = queries.writing_page(draft, now=NOW + timedelta(minutes=minutes))

    assert (page.closes_at, page.left_s) == (NOW + timedelta(minutes=50), left)


def test_a_redraft_has_no_clock(prompt, cast):
    submission = make_submission(actor_of(cast.sam), prompt=prompt, mode="timed", time_limit_s=2400)
    draft = operations.reopen_draft(submission.draft)

    page = queries.writing_page(draft, now=NOW)

    assert (page.before, page.closes_at, page.left_s) == (submission, None, 0)


def test_versions_handed_in_come_with_the_first_one_first(submission):
    second = make_redraft(submission, text="Better.")

    assert list(queries.versions_handed_in(submission.draft)) == [submission, second]
    assert queries.submission_of(submission.draft) == second


def test_recent_submissions_say_whether_their_writer_marked_them(prompt, cast):
    sam = actor_of(cast.sam)
    own, teachers, begun = (make_submission(sam, prompt=prompt) for _ in range(3))
    make_finished(own, author=cast.sam)
    make_finished(teachers, role="teacher", author=cast.tess)
    start_marking(begun, author=cast.sam)
    make_finished(make_submission(actor_of(cast.nia), prompt=prompt), author=cast.nia)
    type(begun).objects.filter(pk=begun.pk).update(handed_in_at=LATER)

    found = [(row.pk, row.self_marked) for row in queries.recent_submissions_of(sam)]

    assert found[0] == (begun.pk, False)
    assert dict(found) == {own.pk: True, teachers.pk: False, begun.pk: False}
    assert [queries.is_self_marked(each) for each in (own, teachers, begun)] == [True, False, False]


# --- marking --------------------------------------------------------------------------------------


def test_marking_sheet_shows_every_criterion_and_what_was_chosen(marking):
    caps = (("E2", True), ("E1", False))
    choice = Choice(criterion="C4", mark=3, sentences=(2, 1), cap_answers=caps, confidence=2, answer="The last.")
    operations.save_choice(marking, choice=choice)

    sheet = queries.marking_sheet(marking)

    assert [(s.criterion.code, s.mark, s.sentences) for s in sheet.criteria] == [
        ("C1", None, ()),
        ("C2", None, ()),
        ("C3", None, ()),
        ("C4", 3, (1, 2)),
    ]
    assert sheet.criteria[3].cap_answers == (("E1", False), ("E2", True))
    assert (sheet.criteria[3].confidence, sheet.criteria[3].answer) == (2, "The last.")
    assert (sheet.criteria[0].confidence, sheet.criteria[0].answer) == (None, "")
    assert sheet.text_hash == marking.submission.text_hash
    assert [len(paragraph) for paragraph in sheet.paragraphs] == [2, 2]


def test_marking_sheet_takes_the_same_queries_whatever_was_chosen(marking, django_assert_num_queries):
    fresh = Marking.objects.select_related("submission__draft__rubric").get()
    with django_assert_num_queries(5):
        queries.marking_sheet(fresh)
    for criterion in ("C1", "C2", "C3"):
        operations.save_choice(marking, choice=Choice(criterion=criterion, mark=1, sentences=(1, 2)))

    with django_assert_num_queries(6):
        queries.marking_sheet(fresh)


def test_submission_view_highlights_the_students_evidence(submission, marking):
    for criterion, sentences in (("C3", [2, 4]), ("C1", [2])):
        operations.save_choice(marking, choice=Choice(criterion=criterion, mark=1, sentences=sentences))

    view = queries.submission_view(submission)

    assert [sentence.codes for paragraph in view.paragraphs for sentence in paragraph] == [
        (),
        ("C1", "C3"),
        (),
        ("C3",),
    ]
    assert view.paragraphs[0][0] == MarkedSentence(1, "Job production makes one item.", ())


def test_submission_view_sets_the_marks_side_by_side_and_never_averages(submission, cast):
    own = make_finished(submission, author=cast.sam, sentences=())
    teacher = make_finished(submission, role="teacher", author=cast.tess, sentences=())
    for marking in (own, teacher):
        operations.total_marking(marking.pk, now=NOW)

    view = queries.submission_view(submission)

    assert [(column.role, column.points, column.out_of) for column in view.totalled] == [
        ("self", 6, 20),
        ("teacher", 20, 20),
    ]
    assert view.rows[0].cells == (
        ("Self", Line("C1", 4, 1, f"Held at 1. {NO_EVIDENCE}")),
        ("Teacher", Line("C1", 4, 4, "")),
    )
    assert not view.waiting


def test_submission_view_hides_what_the_teacher_has_not_finished(submission, cast):
    teacher = start_marking(submission, role="teacher", author=cast.tess)
    operations.save_comment(teacher, comment="Not for Sam yet.")

    assert queries.submission_view(submission).columns == ()


def again(submission, *, reason="I read it aloud.") -> Marking:
    return operations.mark_again(submission, role="self", author=None, reason=reason, now=LATER)


def test_submission_view_keeps_the_old_mark_until_the_new_one_is_finished(submission, cast):
    make_marked(submission, author=cast.sam)
    second = choose_all(again(submission), sentences=(2,))

    view = queries.submission_view(submission)
    operations.finish_marking(second, now=LATER)
    later = queries.submission_view(submission)

    assert (view.self_mark.round, view.self_mark.points, view.earlier, view.marking_again) == (1, 20, (), True)
    assert (later.self_mark.round, later.waiting, later.marking_again) == (2, True, False)
    assert [column.points for column in later.earlier] == [20]


def test_submission_view_shows_the_newest_round_and_those_before_it(submission, cast):
    make_marked(submission, author=cast.sam)
    make_marked(submission, role="teacher", author=cast.tess)
    second = choose_all(again(submission), sentences=())
    operations.total_marking(operations.finish_marking(second, now=LATER).pk, now=LATER)

    view = queries.submission_view(submission)

    assert [(column.role, column.round, column.points, column.reason) for column in view.columns] == [
        ("self", 2, 6, "I read it aloud."),
        ("teacher", 1, 20, ""),
    ]
    assert [(column.role, column.round, column.points) for column in view.earlier] == [("self", 1, 20)]
    assert isinstance(view.earlier[0], MarkColumn)
    assert view.rows[0].cells == (
        ("Self", Line("C1", 4, 1, f"Held at 1. {NO_EVIDENCE}")),
        ("Teacher", Line("C1", 4, 4, "")),
    )


def test_submission_view_highlights_the_evidence_of_the_newest_round(submission, cast):
    make_finished(submission, author=cast.sam, sentences=(1, 4))
    second = choose_all(again(submission), sentences=(2,))
    operations.finish_marking(second, now=LATER)

    view = queries.submission_view(submission)

    everything = ("C1", "C2", "C3", "C4")
    assert [s.codes for paragraph in view.paragraphs for s in paragraph] == [(), everything, (), ()]


def test_submission_view_waits_for_a_total(finished, submission):
    view = queries.submission_view(submission)

    assert (view.waiting, view.totalled, view.self_mark.finished) == (True, (), True)


def test_submission_view_takes_the_same_queries_for_one_mark_and_for_three(submission, cast, django_assert_num_queries):
    operations.total_marking(make_finished(submission, author=cast.sam).pk, now=NOW)
    mine = queries.submissions_of(actor_of(cast.sam)).get()
    with django_assert_num_queries(5):
        queries.submission_view(mine)
    operations.total_marking(make_finished(submission, role="teacher", author=cast.tess).pk, now=NOW)
    second = operations.finish_marking(choose_all(again(submission)), now=LATER)
    operations.total_marking(second.pk, now=LATER)

    with django_assert_num_queries(5):
        queries.submission_view(mine)


def test_untotalled_markings_are_finished_and_not_failed(finished, submission, cast):
    failed = make_finished(submission, role="teacher", author=cast.tess)
    Marking.objects.filter(pk=failed.pk).update(totalling_state="failed")

    assert list(queries.untotalled_markings()) == [finished]
