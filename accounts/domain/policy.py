"""The rules of time that an attempt or a draft runs under, fixed when it starts (V2, V9, V10)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """What whoever starts the work decides. Field for field the columns of `accounts.models.FrozenPolicy`."""

    mode: str
    feedback_rule: str = "end"
    feedback_at: datetime | None = None
    opens_at: datetime | None = None
    deadline_at: datetime | None = None
    time_limit_s: int | None = None
    extra_time_percent: int = 0
    grace_s: int = 0
    late_rule: str = "count_within_grace"
    training_required: bool = False


class Timed(Protocol):
    """Anything that carries the time fields of a policy."""

    deadline_at: datetime | None
    time_limit_s: int | None
    extra_time_percent: int
    grace_s: int
    late_rule: str


def closes_at(policy: Timed, *, started_at: datetime) -> datetime | None:
    """The moment work stops counting as on time, extra time included and grace not; None for never.

    Extra time lengthens the timer by its percentage and moves the deadline by the same number of
    seconds: 40 minutes with 25 % extra is 50, and a deadline of 11:00 becomes 11:10. Without a timer
    there is nothing to lengthen and the deadline stands.
    """
    extra = timedelta(seconds=(policy.time_limit_s or 0) * policy.extra_time_percent / 100)
    ends = []
    if policy.time_limit_s is not None:
        ends.append(started_at + timedelta(seconds=policy.time_limit_s) + extra)
    if policy.deadline_at is not None:
        ends.append(policy.deadline_at + extra)
    return min(ends, default=None)


def is_late(policy: Timed, *, started_at: datetime, at: datetime) -> bool:
    """Whether work that reached the server at `at` is labelled late. Grace does not remove the label."""
    end = closes_at(policy, started_at=started_at)
    return end is not None and at > end


def counts(policy: Timed, *, started_at: datetime, at: datetime) -> bool:
    """Whether that work counts towards a mark under the late rule."""
    end = closes_at(policy, started_at=started_at)
    if end is None or at <= end or policy.late_rule == "count_all":
        return True
    return policy.late_rule == "count_within_grace" and at <= end + timedelta(seconds=policy.grace_s)


def late_words(policy: Timed) -> str:
    """What becomes of work that comes after the end, as the student reads it: "Answers up to 30 seconds late count;
    later ones are kept, but do not count."
    """
    if policy.late_rule == "count_all":
        return "Answers after that count too, and are labelled late."
    if policy.late_rule == "count_within_grace" and policy.grace_s:
        return f"Answers up to {policy.grace_s} seconds late count; later ones are kept, but do not count."
    return "Answers after that are kept, but do not count."
