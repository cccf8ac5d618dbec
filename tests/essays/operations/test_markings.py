import pytest

from essays import operations
from essays.domain.marking import NO_EVIDENCE
from essays.domain.sheet import Choice
from essays.domain.text import digest
from essays.models import CapAnswer, Evidence, JobState, Mark, Marking
from tests.essays.work import LATER, NOW, actor_of, choose_all, make_finished, make_submission, start_marking


def lines(mark: Mark) -> list[tuple[str, int, int]]:
    return list(mark.lines.order_by("criterion__position").values_list("criterion__code", "chosen", "points"))


def save(marking, **values):
    said = {"criterion": "C3", "mark": 4, "sentences": (2, 4), "cap_answers": (("N", True),)}
    return operations.save_choice(marking, choice=Choice(**{**said, **values}))


# --- choosing -------------------------------------------------------------------------------------


def test_start_marking_again_goes_on_with_the_same(submission, cast):
    first = start_marking(submission, author=cast.sam)
    second = start_marking(submission, author=cast.sam)
    teacher = start_marking(submission, role="teacher", author=cast.tess)

    assert (first, first.author, teacher.role) == (second, cast.sam, "teacher")
    assert first != teacher


def test_save_choice_keeps_level_mark_evidence_and_caps(marking):
    choice = save(marking)

    assert (choice.level, choice.mark, choice.maximum, choice.confidence, choice.answer) == (2, 4, 6, None, "")
    assert list(choice.evidence.order_by("sentence").values_list("sentence", "text", "start", "end")) == [
        (2, "It needs skill, so unit cost is high.", 31, 68),
        (4, "Because set-up is shared, each can costs less than a tailored suit does.", 98, 170),
    ]
    assert list(marking.cap_answers.values_list("cap__code", "applies")) == [("N", True)]


def test_evidence_stands_where_its_words_stand(prompt, cast):
    text = "It costs less. \U0001f600 It costs less.\n\n\nWhy? It costs less."
    marking = start_marking(make_submission(actor_of(cast.sam), prompt=prompt, text=text))

    choice = save(marking, sentences=(4, 2, 1))

    found = list(choice.evidence.order_by("sentence"))
    assert [(row.sentence, row.text) for row in found] == [
        (1, "It costs less."),
        (2, "\U0001f600 It costs less."),
        (4, "It costs less."),
    ]
    assert [text[row.start : row.end] for row in found] == [row.text for row in found]
    assert [row.start for row in found] == [0, 15, 39]


def test_save_choice_keeps_how_sure_the_marker_is_and_the_answer(marking):
    save(marking, confidence=3, answer="Sentence 4 has three links.")

    choice = save(marking, confidence=1, answer="")

    assert (choice.confidence, choice.answer) == (1, "")


def test_how_sure_a_marker_is_changes_no_total(submission, cast):
    marking = choose_all(start_marking(submission, author=cast.sam))
    marking.choices.update(confidence=1)

    finished = operations.finish_marking(marking, now=NOW)

    assert operations.total_marking(finished.pk, now=NOW).points == 20


def test_save_choice_takes_sentences_chosen_on_the_text_handed_in(marking, submission):
    choice = save(marking, text_hash=submission.text_hash)

    assert choice.evidence.count() == 2


def test_save_choice_refuses_sentences_chosen_on_another_text(marking):
    save(marking)

    with pytest.raises(operations.OtherText):
        save(marking, mark=1, sentences=(1,), text_hash=digest("Another text."))

    choice = marking.choices.get()
    assert (choice.mark, choice.evidence.count()) == (4, 2)


def test_save_choice_again_replaces_it(marking):
    save(marking)

    choice = save(marking, mark=5, sentences=(1, 1), cap_answers=(("N", False),))

    assert (marking.choices.get(), choice.mark) == (choice, 5)
    assert list(Evidence.objects.values_list("sentence", flat=True)) == [1]
    assert list(CapAnswer.objects.values_list("applies", flat=True)) == [False]


def test_save_choice_keeps_an_answer_that_is_left_out(marking):
    save(marking)

    save(marking, cap_answers=())

    assert list(CapAnswer.objects.values_list("applies", flat=True)) == [True]


def test_save_choice_refuses_a_mark_above_the_maximum(marking):
    with pytest.raises(operations.MarkOutsideRubric):
        save(marking, mark=7)

    assert marking.choices.count() == 0


@pytest.mark.parametrize("number", [0, 5])
def test_save_choice_refuses_a_sentence_the_essay_does_not_have(marking, number):
    with pytest.raises(operations.UnknownSentence):
        save(marking, sentences=(1, number))

    assert marking.choices.count() == 0


def test_save_choice_after_the_finish_is_refused(finished):
    with pytest.raises(operations.MarkingFinished):
        save(finished, mark=3)

    assert finished.choices.get(criterion__code="C3").mark == 6


def test_save_comment_until_the_finish(marking):
    operations.save_comment(marking, comment="Compare two methods.")
    operations.finish_marking(choose_all(marking), now=NOW)

    with pytest.raises(operations.MarkingFinished):
        operations.save_comment(marking, comment="Other words.")

    assert Marking.objects.get().comment == "Compare two methods."


# --- finishing ------------------------------------------------------------------------------------


def test_finish_marking_says_what_is_missing(marking):
    save(marking, cap_answers=())

    with pytest.raises(operations.MarkingUnfinished) as error:
        operations.finish_marking(marking, now=NOW)

    assert str(error.value) == (
        "C1 Knowledge has no mark yet. C2 Application has no mark yet. "
        "C3 Analysis has a check that is not answered yet. C4 Evaluation has no mark yet."
    )
    assert Marking.objects.get().finished_at is None


def test_finish_marking_puts_it_in_the_queue(marking):
    finished = operations.finish_marking(choose_all(marking), now=NOW)

    assert (finished.finished_at, finished.totalled_at, finished.totalling_state) == (NOW, None, JobState.QUEUED)


def test_finish_marking_twice_is_refused(finished):
    with pytest.raises(operations.MarkingFinished):
        operations.finish_marking(finished, now=NOW)


# --- marking again --------------------------------------------------------------------------------


def again(submission, *, reason="I read it aloud.", role="self", author=None) -> Marking:
    return operations.mark_again(submission, role=role, author=author, reason=reason, now=LATER)


def test_mark_again_opens_an_empty_second_round(finished, submission, cast):
    second = again(submission, author=cast.sam)

    assert (second.role, second.round, second.author, second.reason) == ("self", 2, cast.sam, "I read it aloud.")
    assert (second.started_at, second.finished_at, second.choices.count()) == (LATER, None, 0)


def test_mark_again_goes_on_with_the_round_that_is_open(finished, submission):
    first = again(submission)

    second = again(submission, reason="Another reason.")

    assert (second, second.reason) == (first, "I read it aloud.")
    assert submission.markings.count() == 2


def test_mark_again_goes_on_with_an_open_first_round(marking, submission):
    assert again(submission) == marking
    assert Marking.objects.get().reason == ""


def test_mark_again_of_what_was_not_marked_is_refused(submission, cast):
    make_finished(submission, role="teacher", author=cast.tess)

    with pytest.raises(operations.MarkingUnfinished):
        again(submission)

    assert submission.markings.filter(role="self").count() == 0


def test_a_finished_second_round_can_be_followed_by_a_third(finished, submission):
    operations.finish_marking(choose_all(again(submission)), now=LATER)

    assert again(submission).round == 3


def test_start_marking_goes_on_with_the_newest_round(finished, submission):
    second = again(submission)

    assert start_marking(submission) == second


def test_start_marking_of_another_role_is_a_first_round(finished, submission, cast):
    again(submission)

    teacher = start_marking(submission, role="teacher", author=cast.tess)

    assert (teacher.round, teacher.reason) == (1, "")


def test_each_round_keeps_its_own_choices_and_total(finished, submission):
    first = operations.total_marking(finished.pk, now=NOW)
    second = choose_all(again(submission), sentences=())

    operations.finish_marking(second, now=LATER)
    lower = operations.total_marking(second.pk, now=LATER)

    assert (first.points, lower.points) == (20, 6)
    assert list(Mark.objects.order_by("pk").values_list("marking__round", "points")) == [(1, 20), (2, 6)]
    assert Evidence.objects.filter(choice__marking=finished).count() == 4


# --- totalling ------------------------------------------------------------------------------------


def test_total_marking_enters_points_and_lines(finished, cast):
    mark = operations.total_marking(finished.pk, now=NOW)

    assert (mark.points, mark.out_of, mark.cause, mark.author) == (20, 20, "self marking", cast.sam)
    assert lines(mark) == [("C1", 4, 4), ("C2", 4, 4), ("C3", 6, 6), ("C4", 6, 6)]
    finished.refresh_from_db()
    assert (finished.totalled_at, finished.totalling_state, finished.totalling_error) == (NOW, JobState.DONE, "")


def test_total_marking_twice_enters_one_mark(finished):
    first = operations.total_marking(finished.pk, now=NOW)
    second = operations.total_marking(finished.pk, now=NOW)

    assert (first, Mark.objects.count()) == (second, 1)


def test_total_marking_of_a_new_scoring_version_adds_an_entry(finished):
    operations.total_marking(finished.pk, now=NOW)
    Marking.objects.update(scoring_version=2, totalled_at=None)

    operations.total_marking(finished.pk, now=NOW)

    assert list(Mark.objects.order_by("pk").values_list("scoring_version", flat=True)) == [1, 2]


def test_total_marking_holds_a_self_mark_without_evidence(submission):
    mark = operations.total_marking(make_finished(submission, sentences=()).pk, now=NOW)

    assert lines(mark) == [("C1", 4, 1), ("C2", 4, 1), ("C3", 6, 2), ("C4", 6, 2)]
    assert mark.lines.first().reason == f"Held at 1. {NO_EVIDENCE}"


def test_total_marking_binds_no_teacher_to_evidence(submission, cast):
    teacher = make_finished(submission, role="teacher", author=cast.tess, sentences=())

    assert operations.total_marking(teacher.pk, now=NOW).points == 20


def test_total_marking_applies_caps_and_says_which(submission):
    mark = operations.total_marking(make_finished(submission, holds=True).pk, now=NOW)

    assert lines(mark) == [("C1", 4, 2), ("C2", 4, 2), ("C3", 6, 4), ("C4", 6, 2)]
    assert mark.lines.get(criterion__code="C3").reason == (
        "Held at 4. Does any sentence compare two methods or two conditions? No, each is taken alone."
    )


def test_total_marking_of_another_rubric(second_pack, cast):
    submission = make_submission(actor_of(cast.sam), prompt=second_pack.prompts.get())

    mark = operations.total_marking(make_finished(submission, holds=True).pk, now=NOW)

    assert (mark.points, mark.out_of, lines(mark)) == (5, 8, [("R", 5, 2), ("J", 3, 3)])


def test_total_marking_of_an_open_marking_changes_nothing(marking):
    with pytest.raises(operations.MarkingUnfinished):
        operations.total_marking(choose_all(marking).pk, now=NOW)

    assert (Mark.objects.count(), Marking.objects.get().totalling_state) == (0, JobState.NONE)


def test_total_marking_says_why_it_cannot(finished):
    finished.choices.get(criterion__code="C2").delete()

    with pytest.raises(operations.MarkingUnfinished):
        operations.total_marking(finished.pk, now=NOW)

    finished.refresh_from_db()
    assert (finished.totalling_state, finished.totalling_error) == (
        JobState.FAILED,
        "C2 Application has no mark yet.",
    )
