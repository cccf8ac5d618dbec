"""A student's day, and when something is due in words."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo

DAYS_OF_A_WEEK = 7


@dataclass(frozen=True, slots=True)
class Day:
    """From one midnight to the next: 23 to 25 hours where clocks are changed."""

    starts_at: datetime
    ends_at: datetime


def day_around(now: datetime, *, zone: tzinfo) -> Day:
    today = now.astimezone(zone).date()
    return Day(start_of(today, zone=zone), start_of(today + timedelta(days=1), zone=zone))


def start_of(day: date, *, zone: tzinfo) -> datetime:
    """Its midnight."""
    return datetime.combine(day, time.min, tzinfo=zone)


def due_words(due_at: datetime, *, now: datetime, zone: tzinfo) -> str:
    """today, also when long overdue; tomorrow; on Friday; from a week on: on 13 March, on 4 January 2027."""
    due, today = due_at.astimezone(zone).date(), now.astimezone(zone).date()
    days = (due - today).days
    if days < 2:
        return "tomorrow" if days == 1 else "today"
    if days < DAYS_OF_A_WEEK:
        return f"on {due:%A}"
    return f"on {due.day} {due:%B}" + ("" if due.year == today.year else f" {due.year}")
