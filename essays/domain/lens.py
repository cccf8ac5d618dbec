"""The evidence lens: on request it tints sentences of a student's own essay that may be worth looking at.

It counts words by rules that can be read, gives no mark and feeds none. Rules and limits: docs/domain/lens.md.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from essays.domain.text import Sentence, sentences
from opsmethods.domain.words import tokens_of

NOTICE = "The lens only helps you look. A tint is no mark, and a sentence without one may be as good."
ENOUGH_SHARED = 2
BEGINNING = 4
# Stems that say too little to be shared, besides the common words.
_FAINT = frozenset({"also", "made", "make", "may", "mean", "more", "one", "use"})


class Sign(StrEnum):
    TERM = "term"
    DETAIL = "detail"
    CHAIN = "chain"
    COMPARISON = "comparison"
    JUDGEMENT = "judgement"
    CONDITION = "condition"


LOOKS_AT: Mapping[Sign, str] = {
    Sign.TERM: "C1",
    Sign.DETAIL: "C2",
    Sign.CHAIN: "C3",
    Sign.COMPARISON: "C3",
    Sign.JUDGEMENT: "C4",
    Sign.CONDITION: "C4",
}


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Phrases of the notes in small letters. Two names of one method count as two unless one begins with the other."""

    terms: tuple[str, ...] = ()
    methods: tuple[str, ...] = ()
    firms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Tint:
    """`words` as they stand in sentence number `sentence`, or open the next; `rule` says to the student what fired."""

    sentence: int
    sign: Sign
    words: tuple[str, ...]
    rule: str


@dataclass(frozen=True, slots=True)
class PointWords:
    """An indicative point: its number and its text."""

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Where a point may have been made: numbers of the sentences, and the point's own words found in them."""

    point: int
    sentences: tuple[int, ...]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Place:
    number: int
    text: str
    following: str


@dataclass(frozen=True, slots=True)
class _Patterns:
    defined: re.Pattern[str]
    methods: re.Pattern[str]
    firms: re.Pattern[str]


def _pattern(expression: str) -> re.Pattern[str]:
    """What is captured counts; what is matched and not captured is the same word in another use."""
    return re.compile(expression.replace(" ", r"\s+"), re.IGNORECASE)


_LINK = _pattern(
    r"\b(?:is|are|was|were|be|been|being|becomes?|seems?|not|do|does|did|if|even|or) so\b(?! that\b)"
    r"|\bso (?:called|far|few|little|long|many|much|on|do|does|did|is|are|can|may|will|has|have)\b"
    r"|\bso-called\b|\bso (?!that\b)\w+ that\b"
    r"|\b(so that|so|because of|because|as a result|as a consequence|consequently|therefore|thus|hence"
    r"|(?:which|this|it) means|mean that|leads? to|leading to|results? in)\b"
)
_OPENING = _pattern(
    r"\W*(as a result|as a consequence|because of (?:this|that)|consequently|therefore|thus|hence"
    r"|th(?:is|at) (?:means|leads to|results in|is why)|so(?! (?:far|few|long|many|much)\b))\b"
)
_ROUND = (
    "(?:ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen"
    "|(?:twen|thir|for|fif|six|seven|eigh|nine)ty|hundred|thousand|million|billion)"
)
_SPELT = rf"(?:(?:one|two|three|four|five|six|seven|eight|nine|{_ROUND})[\s-])"
_DIGITS = r"\d(?:[\d,]*\d)?(?:\.\d+)?"
_UNIT = (
    r"(?:per\s?cent|pence|cents?|dollars?|pounds?|euros?|seconds?|minutes?|hours?|days?|weeks?|months?|years?|m?g|kg"
    r"|grams?|ton(?:ne)?s?|m?l|lit(?:re|er)s?|[ckm]?m|met(?:re|er)s?|units?|dozen|hundred|thousand|million|billion)"
)
_FIGURE = _pattern(
    rf"([$\u00a3\u20ac]\s?{_DIGITS}(?:\s?(?:million|billion|m|bn|k)\b)?)"
    rf"|(?<![\w.,-])({_DIGITS}(?:\s?%|[\s-]?{_UNIT}\b))"
    rf"|(?<![\w.,-])(?!\d(?:\.\d+)?(?!,?\d)|(?:1[89]|20)\d\d(?!,?\d))({_DIGITS})\b"
    rf"|\b(?!one[\s-]{_UNIT}\b)({_SPELT}{{1,6}}{_UNIT})\b|\b((?:a )?{_SPELT}{{0,6}}{_ROUND})\b"
)
_COMPARING = _pattern(
    rf"\b(?:rather|other) than\b|\b(?:more|less|fewer) than (?=\d|{_SPELT})|\b(both)\b[^.;:]{{0,200}}?\b(but)\b"
    r"|\b(whereas|unlike|than|compared (?:with|to)|(?:in|by) contrast)\b"
)
_JUDGING = _pattern(
    r"^\W*(overall|to conclude)\b|\b(overall),"
    r"|\b(in conclusion|on balance|the most (?:important|significant|serious)|matters? most|therefore should"
    r"|should therefore|depends? (?:most|mostly|mainly|largely|above all) on|I would (?:argue|choose|put|recommend)"
    r"|I (?:judge|conclude|think|believe|recommend))\b"
)
_CONDITIONAL = _pattern(
    r"\b(?:as|even) if\b|(?:^\W*|[;:] )(where)\b"
    r"|\b(provided that|providing that|on condition that|unless|as long as"
    r"|(?:only|except|but|true|best|most|least|useful|important|especially|particularly) where|only (?:when|if)|if)\b"
)
_DEFINING = (
    r"(?: \([^)]{1,60}\))?,?(?: which)? "
    r"(?:(means|refers to|involves|describes|is defined as|is when|is where)\b"
    r"|(is|are)(?! (?:an? (?:lot|good|bad|big|great)|the (?:best|worst|most|least)|\w+ed|\w+est|\w+er than|\w+ly|not"
    r"|very|also|often|always|never|more|most|less|least|too|so|much|good|bad|better|worse|ok|as|in|on|at|to|for|like|high"
    r"|low|cheap(?:er)?|expensive|efficient|useful|suitable|important|essential|easy|hard|made|done|close|it)\b)\b)"
)
_MAKING = r" (?:usually |often |always )?(makes?|moves?|uses?|links?|joins?)\b(?! (?:a lot|some|more|less|much)\b)"


def tints(paragraphs: Iterable[Sequence[Sentence]], vocabulary: Vocabulary) -> tuple[Tint, ...]:
    """All tints in the order of the sentences, then of `Sign`. A sentence has one tint for each rule that fired.

    "Flow is cheaper than job." has the methods flow and job: comparison twice, for them and for "than".
    """
    patterns = _patterns(vocabulary)
    return tuple(
        tint
        for paragraph in paragraphs
        for place in _places(paragraph)
        for rule in (_terms, _details, _chains, _comparisons, _judgements, _conditions)
        for tint in rule(place, patterns)
    )


def suggested(points: Iterable[PointWords], text: str) -> tuple[Suggestion, ...]:
    """For each point that shares at least 2 content words with a sentence, the sentences that share most of them.

    Words are compared by their stems, common words left out. A suggestion to look, never a finding: a point can be
    made in other words, and the same words can say something else.
    """
    essay = [(sentence.number, frozenset(_content(sentence.text))) for sentence in sentences(text)]
    found = (_suggestion(point, essay) for point in points)
    return tuple(suggestion for suggestion in found if suggestion is not None)


def _suggestion(point: PointWords, essay: Iterable[tuple[int, frozenset[str]]]) -> Suggestion | None:
    wanted = _content(point.text)
    shared = {number: wanted.keys() & stems for number, stems in essay}
    most = max(map(len, shared.values()), default=0)
    if most < ENOUGH_SHARED:
        return None
    best = {number: stems for number, stems in shared.items() if len(stems) == most}
    used = frozenset[str]().union(*best.values())
    return Suggestion(point.number, tuple(best), tuple(word for stem, word in wanted.items() if stem in used))


def _content(text: str) -> dict[str, str]:
    """Content words by their stems, each as it stands first."""
    found: dict[str, str] = {}
    for token in tokens_of(text):
        if not token.is_common and token.stem not in _FAINT:
            found.setdefault(token.stem, text[token.start : token.end])
    return found


def _patterns(vocabulary: Vocabulary) -> _Patterns:
    named = _any_of((*vocabulary.terms, *vocabulary.methods))
    defined = rf"(?<!\w)({named}(?:e?s)?)(?!\w){_DEFINING}|^\W*({named})(?!\w){_MAKING}"
    return _Patterns(
        defined=_pattern(defined),
        methods=_pattern(rf"(?<!\w)({_any_of(vocabulary.methods)})(?!\w)"),
        firms=_pattern(rf"(?<!\w)({_any_of(vocabulary.firms)})(?!\w)"),
    )


def _any_of(phrases: Iterable[str]) -> str:
    """The longest first; spaces may be hyphens, -is- may be -iz-, apostrophes may be curly. No phrase, no match."""
    alternatives = [_spelling(phrase) for phrase in sorted(phrases, key=len, reverse=True)]
    return f"(?:{'|'.join(alternatives) or '(?!)'})"


def _spelling(phrase: str) -> str:
    words = (re.escape(word) for word in re.split(r"[\s-]+", phrase))
    spelt = (re.sub(r"i[sz](?=[aei])", "i[sz]", re.sub("['\u2019]", "['\u2019]", word)) for word in words)
    return r"[\s-]+".join(spelt)


def _places(paragraph: Sequence[Sentence]) -> Iterator[_Place]:
    followers = (*(sentence.text for sentence in paragraph[1:]), "")
    for sentence, following in zip(paragraph, followers, strict=False):
        yield _Place(sentence.number, sentence.text, following)


def _captured(pattern: re.Pattern[str], text: str) -> tuple[str, ...]:
    return tuple(word for match in pattern.finditer(text) for word in match.groups() if word)


def _distinct(words: Iterable[str]) -> tuple[str, ...]:
    """Each once, as it stands first. "Job production" and then "job" is one method, and so is the reverse."""
    found: list[str] = []
    for word in sorted(words, key=len, reverse=True):
        if not any(longer.casefold().startswith(word.casefold()) for longer in found):
            found.append(word)
    return tuple(word for word in dict.fromkeys(words) if word in found)


def _terms(place: _Place, patterns: _Patterns) -> Iterator[Tint]:
    for match in patterns.defined.finditer(place.text):
        term, by = (word for word in match.groups() if word)
        if not _circular(term, place.text[match.end() :]):
            yield Tint(place.number, Sign.TERM, (term, by), f"A term is followed by “{by}”: {term}.")


def _circular(term: str, definition: str) -> bool:
    """Whether the term's first word comes back in its definition, or the definition spells out its letters."""
    said = tokens_of(definition)
    letters = "".join(token.word[0] for token in said[: len(term)])
    return letters == term.lower() or any(_alike(tokens_of(term)[0].stem, token.stem) for token in said)


def _alike(one: str, other: str) -> bool:
    """The same stem, or one of at least 4 letters that the other begins with: "chang" of "changeover"."""
    short, long = sorted((one, other), key=len)
    return one == other or (len(short) >= BEGINNING and long.startswith(short))


def _details(place: _Place, patterns: _Patterns) -> Iterator[Tint]:
    yield from _tint(place, Sign.DETAIL, _captured(patterns.firms, place.text), "A firm of the notes")
    yield from _tint(place, Sign.DETAIL, _captured(_FIGURE, place.text), "A figure")


def _chains(place: _Place, _: _Patterns) -> Iterator[Tint]:
    links = _captured(_LINK, place.text)
    opening = _OPENING.match(place.following)
    if len(links) > 1:
        rule = f"{_count(links)} links in one sentence: {', '.join(links)}."
        yield Tint(place.number, Sign.CHAIN, links, rule)
    elif links and opening:
        rule = f"A link here, and the next sentence opens with another: {links[0]}, {opening[1]}."
        yield Tint(place.number, Sign.CHAIN, (*links, opening[1]), rule)


def _comparisons(place: _Place, patterns: _Patterns) -> Iterator[Tint]:
    methods = _distinct(_captured(patterns.methods, place.text))
    if len(methods) > 1:
        yield from _tint(place, Sign.COMPARISON, methods, f"{_count(methods)} methods meet here")
    yield from _tint(place, Sign.COMPARISON, _captured(_COMPARING, place.text), "Words that compare")


def _judgements(place: _Place, _: _Patterns) -> Iterator[Tint]:
    yield from _tint(place, Sign.JUDGEMENT, _captured(_JUDGING, place.text), "Words that judge")


def _conditions(place: _Place, _: _Patterns) -> Iterator[Tint]:
    yield from _tint(place, Sign.CONDITION, _captured(_CONDITIONAL, place.text), "A condition may stand here")


def _tint(place: _Place, sign: Sign, words: tuple[str, ...], rule: str) -> Iterator[Tint]:
    distinct = tuple(dict.fromkeys(words))
    if distinct:
        yield Tint(place.number, sign, distinct, f"{rule}: {', '.join(distinct)}.")


def _count(words: Sequence[str]) -> str:
    return {2: "Two", 3: "Three", 4: "Four"}.get(len(words), "Several")
