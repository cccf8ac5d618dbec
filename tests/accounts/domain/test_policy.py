from datetime import UTC, datetime, timedelta

import pytest

from accounts.domain.policy import Policy, closes_at, counts, is_late, late_words

TEN = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
FORTY_MINUTES = 40 * 60


def minutes(number: int) -> datetime:
    return TEN + timedelta(minutes=number)


@pytest.mark.parametrize(
    ("policy", "closes"),
    [
        (Policy(mode="test"), None),
        (Policy(mode="test", deadline_at=minutes(60)), minutes(60)),
        (Policy(mode="test", time_limit_s=FORTY_MINUTES), minutes(40)),
        (Policy(mode="test", time_limit_s=FORTY_MINUTES, extra_time_percent=25), minutes(50)),
        (Policy(mode="test", deadline_at=minutes(60), extra_time_percent=25), minutes(60)),
        (Policy(mode="test", deadline_at=minutes(30), time_limit_s=FORTY_MINUTES, extra_time_percent=25), minutes(40)),
    ],
)
def test_closes_at(policy, closes):
    assert closes_at(policy, started_at=TEN) == closes


def test_is_late_only_after_the_close():
    policy = Policy(mode="test", time_limit_s=FORTY_MINUTES, grace_s=60)

    assert [is_late(policy, started_at=TEN, at=minutes(at)) for at in (39, 40, 41)] == [False, False, True]


@pytest.mark.parametrize(
    ("late_rule", "counted"),
    [
        ("count_within_grace", [True, True, False]),
        ("count_all", [True, True, True]),
        ("show_only", [True, False, False]),
    ],
)
def test_counts_by_late_rule(late_rule, counted):
    policy = Policy(mode="test", time_limit_s=FORTY_MINUTES, grace_s=60, late_rule=late_rule)

    assert [counts(policy, started_at=TEN, at=minutes(at)) for at in (40, 41, 42)] == counted


def test_counts_always_without_a_close():
    assert counts(Policy(mode="practice", late_rule="show_only"), started_at=TEN, at=minutes(9999))


@pytest.mark.parametrize(
    ("policy", "words"),
    [
        (Policy(mode="test", late_rule="count_all"), "Answers after that count too, and are labelled late."),
        (
            Policy(mode="test", grace_s=9),
            "Answers up to 9 seconds late count; later ones are kept, but do not count.",
        ),
        (Policy(mode="test", grace_s=0), "Answers after that are kept, but do not count."),
        (Policy(mode="test", late_rule="show_only", grace_s=9), "Answers after that are kept, but do not count."),
    ],
)
def test_late_words(policy, words):
    assert late_words(policy) == words
