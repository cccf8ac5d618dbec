import pytest

from opsmethods.domain import impact


@pytest.fixture
def registry(monkeypatch):
    monkeypatch.setattr(impact, "_counters", {})


def test_impact_counts_what_the_apps_above_registered(registry):
    impact.register("open quizzes", lambda topic: topic + 2)
    impact.register("drafts", lambda topic: 0)

    assert impact.impact_of(1) == (impact.Impact("drafts", 0), impact.Impact("open quizzes", 3))


def test_registering_again_replaces(registry):
    impact.register("drafts", lambda topic: 1)
    impact.register("drafts", lambda topic: 2)

    assert impact.impact_of(1) == (impact.Impact("drafts", 2),)
