"""How often a wrong option is chosen, for the times it was there to be chosen."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from quizzes.domain.measures.share import FLAGGED, Share

IDLE = 0.05


@dataclass(frozen=True, slots=True)
class Offer:
    """One answered first try: codes of the wrong options that were shown, and the code chosen; None is the key.

    A code is whatever makes options of different questions alike: an id, a strategy, a misconception.
    """

    wrong: tuple[str, ...]
    chosen: str | None


def uptakes(offers: Iterable[Offer]) -> Mapping[str, Share]:
    """Times chosen of times offered, by code. An option that stands twice in a question is offered twice.

    Shown to three, chosen by one: 1 of 3. Raises ValueError if an option was chosen that was not offered.
    """
    offered: dict[str, int] = {}
    chosen: dict[str, int] = {}
    for offer in offers:
        if offer.chosen is not None and offer.chosen not in offer.wrong:
            raise ValueError(f"{offer.chosen} was not offered")
        for code in offer.wrong:
            offered[code] = offered.get(code, 0) + 1
        if offer.chosen is not None:
            chosen[offer.chosen] = chosen.get(offer.chosen, 0) + 1
    return {code: Share(chosen.get(code, 0), n) for code, n in offered.items()}


def is_idle(uptake: Share) -> bool:
    """Whether hardly anybody takes this option: below 5 per cent of 60 offers or more.

    2 of 60 is 3.3 per cent: idle. 3 of 60 is 5 per cent: not. 0 of 59: too few to say.
    The line is that of M. Tarrant, J. Ware and A. M. Mohammed, BMC Medical Education 9:40, 2009.
    """
    return uptake.n >= FLAGGED and uptake.count / uptake.n < IDLE
