from datetime import timedelta

import pytest

from essays import operations, queries
from essays.domain.moderation import Verdict
from essays.domain.sheet import Choice, Passage
from essays.models import Marking, PassageComment, SavedComment, Submission
from tests.essays.work import NOW, TEXT, choose_all, make_finished, start_marking

HALF_PAST = NOW + timedelta(minutes=30)
SECOND = "It needs skill, so unit cost is high."


def lease_of(submission):
    return Submission.objects.values_list("leased_by__username", "leased_until").get(pk=submission.pk)


def marks_of(marking):
    return dict(marking.choices.values_list("criterion__code", "mark"))


def verdict(marking_of, **values):
    """The best mark on every criterion, no cap holding."""
    sheets = queries.marking_sheet(marking_of).criteria
    choices = tuple(
        Choice(
            criterion=each.criterion.code,
            mark=each.criterion.maximum,
            cap_answers=tuple((cap.code, False) for cap in each.criterion.caps),
        )
        for each in sheets
    )
    return Verdict(choices=choices, **values)


# --- The lease ------------------------------------------------------------------------------------


def test_a_script_is_leased_for_half_an_hour(submission, cast):
    until = operations.take_lease(submission, holder=cast.tess, now=NOW)

    assert (until, lease_of(submission)) == (HALF_PAST, ("tess", HALF_PAST))


def test_its_holder_renews_a_lease(submission, cast):
    operations.take_lease(submission, holder=cast.tess, now=NOW)

    operations.take_lease(submission, holder=cast.tess, now=NOW + timedelta(minutes=20))

    assert lease_of(submission) == ("tess", NOW + timedelta(minutes=50))


def test_of_two_teachers_at_once_one_gets_the_script(submission, cast):
    seen_by_both = [Submission.objects.get(pk=submission.pk) for _ in range(2)]
    operations.take_lease(seen_by_both[0], holder=cast.tess, now=NOW)

    with pytest.raises(operations.LeasedToOther) as refusal:
        operations.take_lease(seen_by_both[1], holder=cast.omar, now=NOW)

    assert str(refusal.value) == "Tess has this script open to mark it, until 10:30."
    assert lease_of(submission) == ("tess", HALF_PAST)


def test_a_lease_that_has_run_out_is_taken_over(submission, cast):
    operations.take_lease(submission, holder=cast.tess, now=NOW)

    operations.take_lease(submission, holder=cast.omar, now=HALF_PAST)

    assert lease_of(submission) == ("omar", HALF_PAST + timedelta(minutes=30))


@pytest.mark.parametrize(("name", "left"), [("tess", (None, None)), ("omar", ("tess", HALF_PAST))])
def test_only_its_holder_gives_a_script_back(submission, cast, name, left):
    operations.take_lease(submission, holder=cast.tess, now=NOW)

    operations.release_lease(submission, holder=getattr(cast, name))

    assert lease_of(submission) == left


# --- A whole marking ------------------------------------------------------------------------------


def test_a_marking_is_given_with_all_that_is_said(submission, finished, cast):
    passages = (
        Passage(first=2, last=2, text="Why?", criterion="C3", keep=True),
        Passage(first=1, last=3, text="Good."),
    )
    said = verdict(finished, comment="Compare.", passages=passages)

    marking = operations.give_marking(submission, role="teacher", author=cast.tess, verdict=said, now=NOW)

    row = Marking.objects.get(pk=marking.pk)
    assert (row.role, row.author, row.comment, row.totalling_state) == ("teacher", cast.tess, "Compare.", "queued")
    assert list(row.passages.order_by("start").values_list("text", "criterion")) == [("Good.", ""), ("Why?", "C3")]
    assert list(SavedComment.objects.values_list("author", "criterion", "text")) == [(cast.tess.pk, "C3", "Why?")]


def test_a_marking_that_cannot_be_given_leaves_nothing(submission, finished, cast):
    said = verdict(finished, passages=(Passage(first=9, last=9, text="Why?", keep=True),))

    with pytest.raises(operations.UnknownSentence):
        operations.give_marking(submission, role="teacher", author=cast.tess, verdict=said, now=NOW)

    assert not Marking.objects.filter(role="teacher").exists()
    assert not SavedComment.objects.exists()


# --- Agreeing -------------------------------------------------------------------------------------


def test_agreeing_takes_over_the_self_mark(submission, cast):
    own = make_finished(submission, author=cast.sam, holds=True)

    marking = operations.agree(submission, teacher=cast.tess, comment="Just so.", now=NOW)

    assert (marking.role, marking.author, marking.finished_at) == ("teacher", cast.tess, NOW)
    assert marks_of(marking) == marks_of(own)
    answers = [set(each.cap_answers.values_list("cap", "applies")) for each in (own, marking)]
    assert answers[0] == answers[1]
    assert Marking.objects.get(pk=marking.pk).comment == "Just so."


@pytest.mark.parametrize("sentences", [(1,), ()], ids=["with evidence", "without"])
def test_agreeing_gives_the_total_of_the_self_mark(submission, cast, sentences):
    own = operations.total_marking(make_finished(submission, author=cast.sam, sentences=sentences).pk, now=NOW)

    teachers = operations.total_marking(operations.agree(submission, teacher=cast.tess, now=NOW).pk, now=NOW)

    assert teachers.points == own.points


def test_agreeing_is_with_the_newest_finished_round(submission, finished, cast):
    again = operations.mark_again(submission, role="self", author=cast.sam, reason="Slept on it.", now=NOW)
    choose_all(again)
    operations.save_choice(again, choice=Choice(criterion="C1", mark=0))
    operations.finish_marking(again, now=NOW)
    operations.mark_again(submission, role="self", author=cast.sam, reason="Once more.", now=NOW)

    marking = operations.agree(submission, teacher=cast.tess, now=NOW)

    assert marks_of(marking)["C1"] == 0


def test_there_is_nothing_to_agree_with_before_the_self_mark_is_finished(marking, submission, cast):
    choose_all(marking)

    with pytest.raises(operations.MarkingUnfinished):
        operations.agree(submission, teacher=cast.tess, now=NOW)

    assert not Marking.objects.filter(role="teacher").exists()


def test_a_second_teacher_cannot_agree_over_the_first(submission, finished, cast):
    operations.agree(submission, teacher=cast.tess, now=NOW)

    with pytest.raises(operations.MarkingFinished):
        operations.agree(submission, teacher=cast.omar, now=NOW)

    assert Marking.objects.get(role="teacher").author == cast.tess


# --- The agreed mark ------------------------------------------------------------------------------


def test_an_agreed_mark_is_a_third_row_and_no_average(submission, cast):
    own = make_finished(submission, author=cast.sam, sentences=())
    teacher = make_finished(submission, role="teacher", author=cast.tess)
    choices = verdict(own).choices[1:]
    low = Choice(criterion="C1", mark=0, cap_answers=(("K", False),))

    agreed = operations.settle(submission, teacher=cast.tess, choices=(low, *choices), reason="We talked.", now=NOW)

    points = [int(operations.total_marking(each.pk, now=NOW).points) for each in (own, teacher, agreed)]
    assert points == [6, 20, 16]
    assert Marking.objects.get(role="agreed").comment == "We talked."
    assert (marks_of(own)["C1"], marks_of(teacher)["C1"]) == (4, 4)


@pytest.mark.parametrize("role", ["self", "teacher"])
def test_nothing_is_agreed_until_both_have_marked(submission, cast, role):
    one = make_finished(submission, role=role)

    with pytest.raises(operations.MarkingUnfinished):
        operations.settle(submission, teacher=cast.tess, choices=verdict(one).choices, reason="We talked.", now=NOW)

    assert not Marking.objects.filter(role="agreed").exists()


def test_a_mark_is_agreed_once(submission, finished, cast):
    operations.agree(submission, teacher=cast.tess, now=NOW)
    said = {"teacher": cast.tess, "choices": verdict(finished).choices, "now": NOW}
    operations.settle(submission, reason="First.", **said)

    with pytest.raises(operations.MarkingFinished):
        operations.settle(submission, reason="Second.", **said)

    assert Marking.objects.get(role="agreed").comment == "First."


# --- Passages and the bank ------------------------------------------------------------------------


@pytest.mark.parametrize(("first", "last", "quote"), [(2, 2, SECOND), (1, 4, TEXT)])
def test_a_passage_is_kept_with_its_words_and_its_place(submission, cast, first, last, quote):
    marking = start_marking(submission, role="teacher", author=cast.tess)

    row = operations.comment_on_passage(
        marking, passage=Passage(first=first, last=last, text="Why?", criterion="C3"), now=NOW
    )

    assert (row.quote, submission.text[row.start : row.end]) == (quote, quote)
    assert (row.text, row.criterion, row.created_at) == ("Why?", "C3", NOW)


@pytest.mark.parametrize(("first", "last"), [(0, 1), (1, 5), (3, 2)])
def test_a_passage_that_the_essay_does_not_have_is_refused(submission, cast, first, last):
    marking = start_marking(submission, role="teacher", author=cast.tess)

    with pytest.raises(operations.UnknownSentence):
        operations.comment_on_passage(marking, passage=Passage(first=first, last=last, text="Why?"), now=NOW)

    assert not PassageComment.objects.exists()


def test_a_finished_marking_takes_no_more_notes(finished):
    with pytest.raises(operations.MarkingFinished):
        operations.comment_on_passage(finished, passage=Passage(first=1, last=1, text="Why?"), now=NOW)

    assert not PassageComment.objects.exists()


def test_the_student_reads_a_note_after_its_last_sentence_once_the_marking_is_finished(submission, finished, cast):
    note = Passage(first=2, last=3, text="Why?", criterion="C3")
    marking = start_marking(submission, role="teacher", author=cast.tess)
    operations.comment_on_passage(marking, passage=note, now=NOW)
    before = queries.submission_view(submission)

    operations.finish_marking(choose_all(marking), now=NOW)

    after = queries.submission_view(submission)
    assert [each.notes for each in notes_in(before)] == [(), (), (), ()]
    assert [each.notes for each in notes_in(after)] == [(), (), (note,), ()]


def notes_in(view):
    return [sentence for paragraph in view.paragraphs for sentence in paragraph]


def test_words_are_kept_once_for_each_teacher(cast):
    for author, at in ((cast.tess, NOW), (cast.omar, NOW), (cast.tess, HALF_PAST)):
        operations.keep_comment(author, criterion="C3", text="Why?", now=at)

    assert list(SavedComment.objects.order_by("used_at").values_list("author", "used_at")) == [
        (cast.omar.pk, NOW),
        (cast.tess.pk, HALF_PAST),
    ]


def test_what_was_used_last_comes_first_in_the_bank(cast):
    for text in ("Older.", "Newer."):
        operations.keep_comment(cast.tess, criterion="C3", text=text, now=NOW)
    older = SavedComment.objects.get(text="Older.")

    used = operations.use_comment(cast.tess, key=str(older.pk), now=HALF_PAST)

    assert used == older
    assert [row.text for row in queries.saved_comments(cast.tess)] == ["Older.", "Newer."]


@pytest.mark.parametrize("key", ["", "x", "-1", "99999999999999999999"])
def test_a_key_that_is_no_entry_uses_nothing(cast, key):
    assert operations.use_comment(cast.tess, key=key, now=NOW) is None


def test_another_teachers_bank_is_closed(cast):
    saved = operations.keep_comment(cast.tess, criterion="", text="Why?", now=NOW)

    assert operations.use_comment(cast.omar, key=str(saved.pk), now=NOW) is None
