"""What tests do with reports and regrades."""

from datetime import timedelta
from uuid import uuid4

from accounts.domain.actor import Actor
from accounts.models import User
from quizzes.domain.regrading import Policy, Regrading
from quizzes.models import ItemSnapshot, QuestionReport
from quizzes.operations import apply_regrade, confirm_regrade, report_question, score_attempt
from quizzes.queries import reportable_item
from tests.quizzes.play import NOW, hand_in

LATER = NOW + timedelta(hours=1)
NOTE = "The question could be read in two ways."


def make_regrading(policy="full_marks", *, options=(), never_lower=False, note=NOTE, cause="unclear") -> Regrading:
    return Regrading(
        policy=Policy(policy), cause=cause, options=tuple(map(str, options)), never_lower=never_lower, note=note
    )


def confirm(snapshot: ItemSnapshot, *, author: User, regrading=None, mutes=False, regrade_id=None, now=LATER):
    return confirm_regrade(
        snapshot,
        regrade_id=regrade_id or uuid4(),
        regrading=regrading or make_regrading(),
        mutes=mutes,
        author=author,
        now=now,
    )


def carry_out(snapshot: ItemSnapshot, *, author: User, regrading=None, now=LATER):
    """A regrade decided and applied to its end."""
    regrade = confirm(snapshot, author=author, regrading=regrading, now=now)
    while apply_regrade(regrade.pk, now=now):
        pass
    regrade.refresh_from_db()
    return regrade


def same_quizzes(start, *, right, mode="test", count=4):
    """As many scored quizzes of the same questions as numbers of right answers are given, each by another guest."""
    owners = [Actor(guest_key=f"guest-{number}") for number in range(len(right))]
    attempts = [start(actor=owner, mode=mode, count=count) for owner in owners]
    return [
        score_attempt(hand_in(attempt, right=points).pk, now=NOW)
        for attempt, points in zip(attempts, right, strict=True)
    ]


def snapshot_at(attempt, position) -> ItemSnapshot:
    return attempt.items.select_related("snapshot").get(position=position).snapshot


def report(attempt, position, *, reason="two_right", text="", now=NOW) -> QuestionReport:
    """Whoever owns an attempt reports one of its questions."""
    owner = Actor(user_id=attempt.user_id, guest_key=attempt.guest_key)
    item = reportable_item(owner, attempt_id=attempt.pk, position=position)
    return report_question(owner, item=item, reason=reason, text=text, now=now)
