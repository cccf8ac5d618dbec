from datetime import timedelta

import pytest

from accounts.domain.actor import Actor
from accounts.domain.policy import Policy
from accounts.models import Notice
from accounts.operations import claim_guest_work
from quizzes.models import QuestionReport
from quizzes.operations import ReportIsOpen, ReportTooEarly, answer_reports, report_question, score_attempt
from quizzes.queries import reportable_item
from tests.quizzes.play import GUEST, NOW, answer_item, hand_in, item_at, make_answer, right_option
from tests.quizzes.regrades import LATER, report


@pytest.fixture
def grace(django_user_model):
    return django_user_model.objects.create_user("grace")


@pytest.fixture
def sam(django_user_model):
    return django_user_model.objects.create_user("sam")


@pytest.fixture
def as_sam(sam):
    return Actor(user_id=sam.pk)


@pytest.fixture
def scored(start):
    def scored(**changes):
        return score_attempt(hand_in(start(**changes), right=2).pk, now=NOW)

    return scored


def test_a_report_keeps_who_what_and_when(scored):
    attempt = scored()

    made = report(attempt, 2, reason="mistake", text="A word is missing.")

    assert (made.item, made.user, made.guest_key) == (item_at(attempt, 2), None, GUEST.guest_key)
    assert (made.reason, made.text, made.state, made.created_at) == ("mistake", "A word is missing.", "open", NOW)


def test_a_second_report_waits_for_the_answer_to_the_first(scored, grace):
    attempt = scored()
    report(attempt, 1)

    with pytest.raises(ReportIsOpen, match="waits for an answer"):
        report(attempt, 1)

    answer_reports(QuestionReport.objects.all(), text="Thank you.", author=grace, now=LATER)
    report(attempt, 1)
    report(attempt, 2)
    assert QuestionReport.objects.count() == 3


def test_practice_may_be_reported_once_it_is_told(start):
    attempt = start(mode="practice")
    with pytest.raises(ReportTooEarly):
        report(attempt, 1)

    answer_item(item_at(attempt, 1), make_answer(right_option(item_at(attempt, 1))))

    assert report(attempt, 1).item == item_at(attempt, 1)


def test_a_test_may_not_be_reported_while_it_is_taken(start):
    attempt = start()
    answer_item(item_at(attempt, 1), make_answer(right_option(item_at(attempt, 1))))

    with pytest.raises(ReportTooEarly):
        report(attempt, 1)

    assert not QuestionReport.objects.exists()


def test_an_assignment_may_be_reported_when_its_answers_are_told(scored):
    due = NOW + timedelta(days=1)
    attempt = scored(policy=Policy(mode="test", feedback_rule="date", feedback_at=due))
    with pytest.raises(ReportTooEarly):
        report(attempt, 1)

    assert report(attempt, 1, now=due).created_at == due


def test_an_answer_reaches_whoever_reported(scored, as_sam, sam, grace):
    of_sam, of_guest = report(scored(actor=as_sam), 1), report(scored(), 1)

    answered = answer_reports([of_sam, of_guest], text="You are right.", author=grace, now=LATER)

    notice = Notice.objects.get()
    assert (answered, notice.user, notice.text) == (2, sam, "Your report of a question has an answer.")
    assert notice.url == f"/quizzes/attempts/{of_sam.item.attempt_id}/1/report/"
    assert set(QuestionReport.objects.values_list("state", "answer", "answered_by", "answered_at")) == {
        ("answered", "You are right.", grace.pk, LATER)
    }


def test_the_first_answer_stands(scored, as_sam, grace):
    made = report(scored(actor=as_sam), 1)
    answer_reports([made], text="Yes.", author=grace, now=LATER)

    assert answer_reports([made], text="No.", author=grace, now=LATER + timedelta(hours=1)) == 0

    assert (QuestionReport.objects.get().answer, Notice.objects.count()) == ("Yes.", 1)


def test_a_guests_report_is_claimed_with_the_work(scored, sam):
    report(scored(), 1)

    claim_guest_work(user=sam, guest_key=GUEST.guest_key, now=LATER)

    made = QuestionReport.objects.get()
    assert (made.user, made.guest_key, made.item.attempt.user) == (sam, "", sam)


def test_a_fault_of_the_database_is_not_taken_for_a_double_click(scored):
    item = reportable_item(GUEST, attempt_id=scored().pk, position=1)

    with pytest.raises(Exception, match="report_reason_is_known"):
        report_question(GUEST, item=item, reason="boredom", text="", now=NOW)


def test_nobody_without_work_has_anything_to_report(scored):
    attempt = scored()

    found = [
        reportable_item(actor, attempt_id=attempt.pk, position=position)
        for actor, position in ((Actor(), 1), (Actor(guest_key="x"), 1), (Actor(user_id=-1), 1), (GUEST, 9))
    ]

    assert found == [None] * 4
