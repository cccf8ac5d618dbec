import json

import pytest

from opsmethods.domain.impact import ContentRow
from quizzes.domain.touched import Asked, fragment, may_be_asked, narrowing, rests_on

BODY = {
    "stem": "Among Job production and Flow production, which usually makes the most?",
    "options": [{"text": "Job production", "why": "Few are made."}, {"text": "Flow production", "why": "Many are."}],
    "certificate": [{"claim": "VOL: flow 5-5 most of job 1-1"}, {"claim": "VOL: job 1-1 most of flow 5-5"}],
}
ASKED = Asked("flow", "VOL", BODY)


@pytest.mark.parametrize(
    ("table", "names", "texts", "rests"),
    [
        ("topic", ("x",), (), True),
        ("cell", ("flow", "VOL"), (), True),
        ("cell", ("job", "VOL"), (), True),
        ("cell", ("jo", "VOL"), (), False),
        ("cell", ("batch", "VOL"), (), False),
        ("cell", ("flow", "UC"), (), False),
        ("dimension", ("VOL",), (), True),
        ("dimension", ("UC",), ("makes the most",), True),
        ("dimension", ("UC",), ("costs the most",), False),
        ("method", ("job",), (), True),
        ("method", ("batch",), ("Batch production",), False),
        ("method", ("lean",), ("Flow production",), True),
        ("example", ("job", "J01"), ("Few are made.",), True),
        ("example", ("job", "J01"), ("", "A tailor"), False),
        ("wording", ("IM05", "a"), ("Among {methods}, which usually {phrase}?",), True),
        ("wording", ("IM05", "b"), ("Which of {methods} usually {phrase}?",), False),
    ],
)
def test_a_question_rests_on_what_it_was_made_from(table, names, texts, rests):
    row = ContentRow(1, table, names, texts)

    assert rests_on(ASKED, row) is rests
    assert may_be_asked(row) or not rests
    assert {name: getattr(ASKED, name) for name in narrowing(row)} == narrowing(row) or not rests


def test_a_row_that_no_question_quotes_is_not_looked_for():
    assert not may_be_asked(ContentRow(1, "section", ("lean", "jit"), ()))


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("Few are made.", "Few are made."),
        ("A café makes “its own” cakes", " makes "),
        ('It says "yes" to all of them', " to all of them"),
        ("é", ""),
    ],
)
def test_a_fragment_is_written_in_json_as_it_is(text, part):
    assert fragment(text) == part
    assert part in json.dumps(text)
    assert part in json.dumps(text, ensure_ascii=False)
