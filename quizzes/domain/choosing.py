"""Which wrong options go with a key, when there are more than are shown."""

from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, combinations, islice, zip_longest
from random import Random
from typing import TypeVar

from quizzes.domain.guards.options import are_alike, beginnings, is_echo
from quizzes.domain.guesser import favourites_with
from quizzes.domain.words import length

Wrong = TypeVar("Wrong")

WRONG_OPTIONS = 3
SHORT_OPTION = 4
SHORTEST_KEY, LONGEST_KEY = 75, 130  # per cent
SMALL_POOL, DRAWS = 9, 100
WHOLE = 12  # chances among two, three and four options are whole twelfths
MOST_LEAD = 9  # twelfths of a question: a key that always stands out is asked about once, and surely guessed


def wrong_sets(
    key: str, pool: Sequence[Wrong], *, text: Callable[[Wrong], str], count: int, seed: str, stem: str = ""
) -> Iterator[tuple[Wrong, ...]]:
    """Up to `count` sets of three, the same for the same seed.

    The key's length is near the mean of theirs. It is the longest of four, the second, the third and the shortest as
    evenly as the texts allow, and a guesser that sees how options look, beside the `stem`, finds it about as often as
    by chance. Sets that a guard would refuse whatever the wording are left out.
    """
    rng = Random(seed)
    by_rank: dict[int, list[tuple[Wrong, ...]]] = defaultdict(list)
    own = length(key)
    for wrong in _drawn(pool, rng=rng):
        lengths = [length(text(one)) for one in wrong]
        if is_alike(own, lengths):
            by_rank[sum(one > own for one in lengths)].append(wrong)
    in_turn = chain.from_iterable(zip_longest(*(by_rank[rank] for rank in sorted(by_rank, key=lambda _: rng.random()))))
    sets = [wrong for wrong in in_turn if wrong is not None and not _is_flawed(stem, [key, *map(text, wrong)])]
    return islice(unguessable(key, sets, text=text, stem=stem), count)


def _is_flawed(stem: str, texts: Sequence[str]) -> bool:
    """Two options say nearly the same (G03), or the first, the key, repeats more of the stem than any other (G06)."""
    key, *wrong = map(beginnings, texts)
    return is_echo(beginnings(stem), key, wrong) or any(are_alike(*pair) for pair in combinations(texts, 2))


def unguessable(
    key: str, sets: Iterable[tuple[Wrong, ...]], *, text: Callable[[Wrong], str], stem: str
) -> Iterator[tuple[Wrong, ...]]:
    """Always the set that brings the guesser's lead over chance nearest to nothing; none that takes it too far."""
    by_gain: dict[int, deque[tuple[Wrong, ...]]] = defaultdict(deque)
    for wrong in sets:
        favourites = favourites_with(stem, [key, *map(text, wrong)], key=0)
        chance = WHOLE // favourites if favourites else 0
        by_gain[chance - WHOLE // (len(wrong) + 1)].append(wrong)
    lead = 0
    while by_gain:
        gain = min(by_gain, key=lambda one: abs(lead + one))
        lead += gain
        if lead > MOST_LEAD:
            return
        yield by_gain[gain].popleft()
        if not by_gain[gain]:
            del by_gain[gain]


def _drawn(pool: Sequence[Wrong], *, rng: Random) -> Iterable[tuple[Wrong, ...]]:
    """Every set of three in any order; of a large pool some."""
    if len(pool) <= SMALL_POOL:
        sets = list(combinations(pool, WRONG_OPTIONS))
        return rng.sample(sets, len(sets))
    places = (tuple(sorted(rng.sample(range(len(pool)), WRONG_OPTIONS))) for _ in range(DRAWS))
    return [tuple(pool[place] for place in chosen) for chosen in dict.fromkeys(places)]


def is_alike(key: int, wrong: Sequence[int]) -> bool:
    """Lengths in words: 8 beside 7, 9 and 10 is 8/8.67 = 0.92 of their mean, within 0.75 to 1.30. Of options of four
    words or fewer it does not matter.
    """
    others = max(sum(wrong), 1)
    if key + others <= SHORT_OPTION * (1 + len(wrong)):
        return True
    return SHORTEST_KEY * others <= 100 * key * len(wrong) <= LONGEST_KEY * others
