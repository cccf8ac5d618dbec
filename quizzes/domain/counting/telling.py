"""Figures in words for a page, no more than their n allows."""

from collections.abc import Mapping, Sequence

from quizzes.domain.item import Strategy
from quizzes.domain.measures.discrimination import Discrimination
from quizzes.domain.measures.logistic import share_right
from quizzes.domain.measures.share import COUNTED, FLAGGED, SHARED, Evidence, Share
from quizzes.domain.measures.uptake import is_idle

ORIGINS: Mapping[str, str] = {
    Strategy.NEAR: "a method near by",
    Strategy.MISCONCEPTION: "what students often believe",
    Strategy.OTHER: "true of something else",
    Strategy.REVERSED: "the wrong way round",
    Strategy.DEFINITION: "another word's meaning",
    Strategy.SLIP: "a slip in the sum",
    Strategy.INFERENCE: "the wrong conclusion",
    Strategy.IRRELEVANT: "true, but no answer",
}


def discrimination_words(told: Discrimination) -> str:
    """`0.31 of 45 (0.02 to 0.55), uncertain: good`; `not enough yet` below 30 first tries, or where not defined."""
    if told.value is None or told.standing is None:
        return Evidence.TOO_FEW
    limits = told.limits
    likely = f" ({limits[0]:.2f} to {limits[1]:.2f})" if limits else ""
    uncertain = ", uncertain" if told.n < FLAGGED else ""
    return f"{told.value:.2f} of {told.n}{likely}{uncertain}: {told.standing}"


def difficulty_words(difficulty: float, *, limits: tuple[float, float], n: int, method: str) -> str:
    """The share of middling students that logits stand for: `50% of 12 (35% to 65%), nightly fit`.

    `not enough yet` below 10 first tries. The harder limit is the lower share.
    """
    if n < SHARED:
        return Evidence.TOO_FEW
    easy, hard = limits
    return f"{share_right(difficulty):.0%} of {n} ({share_right(hard):.0%} to {share_right(easy):.0%}), {method}"


def uptake_words(uptake: Mapping[str, Sequence[int]]) -> tuple[str, ...]:
    """What wrong options were chosen for each time they were offered, those chosen most first.

    {"DS1": [6, 20], "v": [0, 3]}: ("a method near by: 30% of 20 (15% to 52%), early", "v: not enough yet").
    """
    shares = {code: Share(chosen, offered) for code, (chosen, offered) in uptake.items()}
    ranked = sorted(shares, key=lambda code: (shares[code].n < COUNTED, -(shares[code].value or 0.0), code))
    return tuple(f"{ORIGINS.get(code, code)}: {shares[code].words}" for code in ranked)


def idle_words(uptake: Mapping[str, Sequence[int]]) -> tuple[str, ...]:
    """The options that hardly anybody chooses (G40): `a slip in the sum: 1 of 80`."""
    return tuple(
        f"{ORIGINS.get(code, code)}: {chosen} of {offered}"
        for code, (chosen, offered) in sorted(uptake.items())
        if is_idle(Share(chosen, offered))
    )
