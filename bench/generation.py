"""How long it takes to generate a quiz of ten questions from facts that are at hand."""

import statistics
import time

from opsmethods.queries import fact_base, topic_of
from quizzes.domain.generator import generate_form

FORMS = 50


def milliseconds() -> float:
    facts = fact_base(topic_of("operations-methods"))
    return statistics.median(one_form(facts, seed) for seed in range(FORMS))


def one_form(facts, seed: int) -> float:
    begun = time.perf_counter()
    generate_form(facts, count=10, seed=seed)
    return (time.perf_counter() - begun) * 1000
