"""What it takes to make questions from facts that are at hand."""

import gc
import json
import sys
import time
import tracemalloc
from itertools import count

from opsmethods.domain.facts import FactBase
from opsmethods.queries import fact_base, topic_of
from opsmethods.queries.facts import _kept
from quizzes.domain.generator import generate_form, stream

FORMS = 150  # the first ones fill the caches of texts, as the first requests do for the bare page
ITEMS = 3000
TOPIC = "operations-methods"


def figures() -> str:
    """Questions a second, and what a FactBase holds in MB, as JSON."""
    size = fact_base_mb()
    facts = fact_base(topic_of(TOPIC))
    list(stream(facts, count=100, seed=0))
    return json.dumps({"items_per_second": items_per_second(facts), "facts_mb": size})


def make_forms() -> None:
    """As many as a line that comes in says, always others, and a line back with the number of their questions."""
    facts, seeds = fact_base(topic_of(TOPIC)), count()
    for _ in range(FORMS):
        generate_form(facts, count=10, seed=next(seeds))
    for line in sys.stdin:
        print(sum(len(generate_form(facts, count=10, seed=next(seeds))) for _ in range(int(line))), flush=True)


def items_per_second(facts: FactBase) -> float:
    """Fresh questions over all item models, each with its proof and past every guard that blocks."""
    begun = time.process_time()
    made = sum(1 for _ in stream(facts, count=ITEMS, seed=1))
    return made / (time.process_time() - begun)


def fact_base_mb() -> float:
    topic = topic_of(TOPIC)
    fact_base(topic)
    _kept.clear()
    gc.collect()
    tracemalloc.start()
    kept = fact_base(topic)
    gc.collect()
    size, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return size / 1024 / 1024 if kept else 0.0
