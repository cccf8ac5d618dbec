import pytest

from opsmethods.domain import impact

ROW = impact.ContentRow(1, "cell", ("job", "VOL"), ())


@pytest.fixture
def registry(monkeypatch):
    monkeypatch.setattr(impact, "_finders", {})


def test_impact_names_what_the_apps_above_find(registry):
    impact.register("quizzes", lambda row: (impact.Touched("open quizzes", row.names),))
    impact.register("essays", lambda row: (impact.Touched("essays", ()),))

    found = impact.touched_by(ROW)

    assert found == (impact.Touched("open quizzes", ("job", "VOL")), impact.Touched("essays", ()))
    assert [one.count for one in found] == [2, 0]


def test_registering_again_replaces(registry):
    impact.register("essays", lambda row: (impact.Touched("essays", ("one",)),))
    impact.register("essays", lambda row: (impact.Touched("essays", ("two",)),))

    assert impact.touched_by(ROW) == (impact.Touched("essays", ("two",)),)


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("Orders come in irregularly.", "Orders come in irregularly"),
        ("It makes {some} of one version, then turns to the next.", "of one version, then turns to the next"),
        ("It makes about a dozen a year, each {one} a separate order.", "It makes about a dozen a year, each"),
        ("{many}", ""),
    ],
)
def test_a_text_with_gaps_is_known_by_its_longest_part(text, part):
    assert impact.literal(text) == part
