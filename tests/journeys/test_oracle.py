"""The oracle of the journeys and the generator agree on every question, on both packs."""

from pathlib import Path

import pytest

from opsmethods.queries import fact_base
from quizzes.domain.generator import generate_form
from tests.conftest import SECOND_PACK
from tests.journeys.oracle import Oracle
from tests.source import ROOT

PACKS = {"operations-methods": ROOT / "opsmethods/content/operations-methods", "pricing-strategies": SECOND_PACK}
FORMS = 40


def oracle_for(slug: str) -> Oracle:
    return Oracle(Path(PACKS[slug]))


def test_oracle_and_generator_agree(any_topic):
    oracle, facts = oracle_for(any_topic.slug), fact_base(any_topic)
    items = [item for seed in range(FORMS) for item in generate_form(facts, count=10, seed=seed)]

    judged = [oracle.judge(item.stem, [option.text for option in item.options]) for item in items]

    assert [(verdict.right, verdict.method, verdict.dimension) for verdict in judged] == [
        (next(option.text for option in item.options if option.correct), item.method, item.dimension) for item in items
    ]


def test_oracle_refuses_what_the_notes_do_not_say():
    with pytest.raises(LookupError):
        oracle_for("operations-methods").judge("Which method is the nicest?", ["Job production"])
