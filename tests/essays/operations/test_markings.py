import pytest

from essays import operations
from essays.domain.marking import NO_EVIDENCE
from essays.models import CapAnswer, Evidence, JobState, Mark, Marking
from tests.essays.work import NOW, actor_of, choose_all, make_finished, make_submission, start_marking


def lines(mark: Mark) -> list[tuple[str, int, int]]:
    return list(mark.lines.order_by("criterion__position").values_list("criterion__code", "chosen", "points"))


def save(marking, **values):
    choice = {"criterion": "C3", "level": 2, "mark": 4, "sentences": [2, 4], "cap_answers": {"N": True}}
    return operations.save_choice(marking, **{**choice, **values})


# --- choosing -------------------------------------------------------------------------------------


def test_start_marking_again_goes_on_with_the_same(submission, cast):
    first = start_marking(submission, author=cast.sam)
    second = start_marking(submission, author=cast.sam)
    teacher = start_marking(submission, role="teacher", author=cast.tess)

    assert (first, first.author, teacher.role) == (second, cast.sam, "teacher")
    assert first != teacher


def test_save_choice_keeps_level_mark_evidence_and_caps(marking):
    choice = save(marking)

    assert (choice.level, choice.mark, choice.maximum) == (2, 4, 6)
    assert list(choice.evidence.order_by("sentence").values_list("sentence", "text")) == [
        (2, "It needs skill, so unit cost is high."),
        (4, "Because set-up is shared, each can costs less than a tailored suit does."),
    ]
    assert list(marking.cap_answers.values_list("cap__code", "applies")) == [("N", True)]


def test_save_choice_again_replaces_it(marking):
    save(marking)

    choice = save(marking, level=3, mark=5, sentences=[1, 1], cap_answers={"N": False})

    assert (marking.choices.get(), choice.mark) == (choice, 5)
    assert list(Evidence.objects.values_list("sentence", flat=True)) == [1]
    assert list(CapAnswer.objects.values_list("applies", flat=True)) == [False]


def test_save_choice_keeps_an_answer_that_is_left_out(marking):
    save(marking)

    save(marking, cap_answers={})

    assert list(CapAnswer.objects.values_list("applies", flat=True)) == [True]


@pytest.mark.parametrize(("level", "mark"), [(2, 5), (1, 0), (9, 4), (3, 7)])
def test_save_choice_refuses_a_mark_outside_its_level(marking, level, mark):
    with pytest.raises(operations.MarkOutsideLevel):
        save(marking, level=level, mark=mark)

    assert marking.choices.count() == 0


@pytest.mark.parametrize("number", [0, 5])
def test_save_choice_refuses_a_sentence_the_essay_does_not_have(marking, number):
    with pytest.raises(operations.UnknownSentence):
        save(marking, sentences=[1, number])

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
    save(marking, cap_answers={})

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
