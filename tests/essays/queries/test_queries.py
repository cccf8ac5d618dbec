from datetime import timedelta

from accounts.domain.actor import Actor
from essays import operations, queries
from essays.domain.marking import NO_EVIDENCE, Line
from essays.domain.sheet import MarkedSentence
from essays.models import Marking, Prompt
from tests.essays.work import NOW, actor_of, change, make_draft, make_finished, make_submission, start_marking

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


def test_marking_sheet_shows_every_criterion_and_what_was_chosen(marking):
    operations.save_choice(
        marking, criterion="C4", level=2, mark=3, sentences=[2, 1], cap_answers={"E2": True, "E1": False}
    )

    sheet = queries.marking_sheet(marking)

    assert [(s.criterion.code, s.mark, s.sentences) for s in sheet.criteria] == [
        ("C1", None, ()),
        ("C2", None, ()),
        ("C3", None, ()),
        ("C4", 3, (1, 2)),
    ]
    assert sheet.criteria[3].cap_answers == (("E1", False), ("E2", True))
    assert [len(paragraph) for paragraph in sheet.paragraphs] == [2, 2]


def test_marking_sheet_takes_the_same_queries_whatever_was_chosen(marking, django_assert_num_queries):
    fresh = Marking.objects.select_related("submission__draft__rubric").get()
    with django_assert_num_queries(5):
        queries.marking_sheet(fresh)
    for criterion in ("C1", "C2", "C3"):
        operations.save_choice(marking, criterion=criterion, level=1, mark=1, sentences=[1, 2], cap_answers={})

    with django_assert_num_queries(6):
        queries.marking_sheet(fresh)


def test_submission_view_highlights_the_students_evidence(submission, marking):
    for criterion, sentences in (("C3", [2, 4]), ("C1", [2])):
        operations.save_choice(marking, criterion=criterion, level=1, mark=1, sentences=sentences, cap_answers={})

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


def test_submission_view_waits_for_a_total(finished, submission):
    view = queries.submission_view(submission)

    assert (view.waiting, view.totalled, view.self_mark.finished) == (True, (), True)


def test_submission_view_takes_the_same_queries_for_one_mark_and_for_two(submission, cast, django_assert_num_queries):
    operations.total_marking(make_finished(submission, author=cast.sam).pk, now=NOW)
    mine = queries.submissions_of(actor_of(cast.sam)).get()
    with django_assert_num_queries(5):
        queries.submission_view(mine)
    operations.total_marking(make_finished(submission, role="teacher", author=cast.tess).pk, now=NOW)

    with django_assert_num_queries(5):
        queries.submission_view(mine)


def test_untotalled_markings_are_finished_and_not_failed(finished, submission, cast):
    failed = make_finished(submission, role="teacher", author=cast.tess)
    Marking.objects.filter(pk=failed.pk).update(totalling_state="failed")

    assert list(queries.untotalled_markings()) == [finished]
