import pytest

from opsmethods.domain import rules


@pytest.mark.parametrize(
    ("level", "low", "high", "problem"),
    [
        (3, 2, 4, ""),
        (1, 1, 5, ""),
        (5, 2, 4, "The level, 5, must lie in the range 2 to 4."),
        (1, 2, 4, "The level, 1, must lie in the range 2 to 4."),
        (1, 0, 4, "The range 0 to 4 must lie on the scale 1 to 5."),
        (3, 2, 6, "The range 2 to 6 must lie on the scale 1 to 5."),
    ],
)
def test_a_range_holds_its_level_and_lies_on_the_scale(level, low, high, problem):
    assert rules.range_problem(level=level, low=low, high=high, scale=(1, 5)) == problem


@pytest.mark.parametrize(
    ("words", "scale", "problem"),
    [
        (["Low", "Middling", "High"], (1, 3), ""),
        (["Low", "High"], (1, 3), "The scale has 3 steps but there are 2 words for them."),
        (["Low"], (3, 3), "The scale must rise: 3 to 3 does not."),
    ],
)
def test_a_scale_has_a_word_for_each_step(words, scale, problem):
    assert rules.words_problem(words=words, scale=scale) == problem


@pytest.mark.parametrize(
    ("model", "text", "problem"),
    [
        ("IM01", "Which {noun} is described here? {definition} It is:", ""),
        ("IM03", "{example} Which of them is it?", ""),
        (
            "IM99",
            "What is this, then, please?",
            f"There is no item model IM99. Known: {', '.join(rules.PLACEHOLDERS)}.",
        ),
        ("IM01", "Which {noun} is {definition?", "A brace is not closed."),
        (
            "IM01",
            "Which {noun} is {meant} by {definition}?",
            "IM01 fills {definition}, {noun}, {nouns}; wrong or missing: {meant}.",
        ),
        (
            "IM05",
            "Among them, which usually {phrase} most?",
            "IM05 fills {methods}, {noun}, {nouns}, {phrase}; wrong or missing: {methods}.",
        ),
        ("IM01", "{definition} Which {noun}?", "A stem has at least 5 words and ends in a question mark or a colon."),
        (
            "IM01",
            "{definition} Which {noun} is this one.",
            "A stem has at least 5 words and ends in a question mark or a colon.",
        ),
    ],
)
def test_a_wording_asks_and_has_its_placeholders(model, text, problem):
    assert rules.wording_problem(model, text) == problem


def test_every_item_model_can_be_asked_for():
    models = rules.PLACEHOLDERS

    assert [model for model in models if rules.model_problem(model)] == []
    assert (len(models), "IM34" in models, min(models), max(models)) == (37, False, "IM01", "IM38")


@pytest.mark.parametrize(
    ("given", "problem"),
    [([], ""), (["a", "b"], ""), (["a", "x", "y"], "There is no term x, y.")],
)
def test_what_is_named_is_there(given, problem):
    assert rules.unknown_problem("term", given, ("a", "b")) == problem


@pytest.mark.parametrize(
    ("given", "problem"),
    [
        (["a", "b"], ""),
        (["a"], "Missing: b."),
        (["a", "b", "c"], "Not a method of this topic: c."),
    ],
)
def test_members_are_those_expected(given, problem):
    assert rules.members_problem(given=given, expected=["b", "a"]) == problem


@pytest.mark.parametrize(
    ("text", "truth", "problem"),
    [
        ("Unit cost is high for each order.", {"job": "F"}, "X1 says nearly the same and differs on job: "),
        ("Unit cost is high for every order.", {"job": "T"}, ""),
        ("Unit cost is high for each order.", {"job": "~"}, ""),
        ("Unit cost is low.", {"job": "F"}, ""),
        (
            "UNIT COST is high - for each order!",
            {"batch": "F", "job": "F"},
            "X1 says nearly the same and differs on job",
        ),
    ],
)
def test_two_statements_do_not_contradict_each_other(text, truth, problem):
    other = rules.Said("X1", "Unit cost is high for each order.", {"job": "T"})

    found = rules.contradiction_problem(rules.Said("X2", text, truth), [other])

    assert found.startswith(problem)
    assert bool(found) is bool(problem)
