"""An audit in lines of text."""

from collections.abc import Iterator

from quizzes.domain.audit import ENOUGH, FEWER, YIELDS, Audit, Tally
from quizzes.domain.bank import chi_square


def report_of(audit: Audit, *, stated: bool) -> Iterator[str]:
    """`stated`: each model's number beside the yield written for the operations methods."""
    whole = stated and not audit.sampled
    yield from (_line_of(tally, stated=whole) for tally in audit.tallies if tally.candidates)
    wrong = sum(tally.ambiguous for tally in audit.tallies)
    yield f"in all: {audit.served} questions, {wrong} with other than one right option; guesser {audit.lead:+.1f}"
    for kinds, counts in sorted(audit.positions.items()):
        places = " ".join(str(counts[place]) for place in range(kinds))
        yield f"keys of {kinds} options: {places}, chi-square {chi_square(counts, kinds):.2f}"
    yield from _on_length(audit)


def _line_of(tally: Tally, *, stated: bool) -> str:
    refused = ", ".join(f"{code} {count}" for code, count in sorted(tally.refused.items()))
    parts = [f"{tally.model}: {tally.served} of {tally.candidates}", f"guesser {tally.guesser_lead:+.1f}"]
    if stated:
        share = 100 * tally.served // YIELDS[tally.model]
        reason = f" ({FEWER[tally.model]})" if share < ENOUGH and tally.model in FEWER else ""
        parts.append(f"{share} % of {YIELDS[tally.model]}{reason}")
    return "; ".join([*parts, *([f"refused {refused}"] if refused else [])])


def _on_length(audit: Audit) -> Iterator[str]:
    long, hits, chance = (
        sum(getattr(tally, name) for tally in audit.tallies) for name in ("long", "longest_keys", "longest_by_chance")
    )
    if long:
        yield f"key the longest option: {100 * hits / long:.1f} % of {long}, by chance {100 * chance / long:.1f} %"
