"""Words as a search compares them, whatever their case, accents, ending or country."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

import snowballstemmer

WORD = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f]|['\u2019](?=[^\W_]))*")
KEPT = 8192
COMMON_WORDS = """
a about am an and are as at be been but by can could did do does for from had has have how i if in into is it its me my
no not of on or our should so than that the their them then there these they this those to us versus vs was we were
what when where which who whose why will with would you your
"""
COMMON = frozenset(COMMON_WORDS.split())
# American on the left. Both sides of a search are spelt anew, so a rule may change a word that is right in both.
SPELLINGS = tuple(
    (re.compile(american), british)
    for american, british in (
        (r"(?<=[a-z]{2})iz(?=[aei])", "is"),
        (r"yz(?=[ei])", "ys"),
        (
            r"^((?:dis|multi|un)?(?:arm|behavi|col|endeav|fav|flav|harb|hon|hum|lab|neighb|od|rum|sav|vap|vig))or",
            r"\1our",
        ),
        (r"^((?:epi)?cent|theat|fib|lit|(?:centi|kilo|milli)?met)er(?=s?$)", r"\1re"),
        (r"^center(?=ed$|ing$)", "centr"),
        (r"^programm(?:e(?=s?$))?", "program"),
        (r"^(def|lic|off|pret)ens(?=e|ing)", r"\1enc"),
        (r"^practis(?=e|ing)", "practic"),
        (r"^(anal|catal|dial)og(?=s?$)", r"\1ogue"),
        (r"^aging$", "ageing"),
        (r"^airplane", "aeroplane"),
        (r"^aluminum", "aluminium"),
        (r"^artifact", "artefact"),
        (r"^gray", "grey"),
        (r"^inquir", "enquir"),
        (r"^jewelry", "jewellery"),
        (r"^judgment", "judgement"),
        (r"^mold", "mould"),
        (r"^plow", "plough"),
        (r"^skeptic", "sceptic"),
        (r"^(sk|w)illful", r"\1ilful"),
        (r"^specialty", "speciality"),
        (r"^tire(?=s?$)", "tyre"),
    )
)


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a text from `start` to `end`: in one spelling, and without its ending."""

    start: int
    end: int
    word: str
    stem: str

    @property
    def is_common(self) -> bool:
        """Too common to say anything about the text it stands in."""
        return self.word in COMMON


def tokens_of(text: str) -> tuple[Token, ...]:
    """The words of a text in their order. A hyphen parts words as a space does."""
    found = ((match.span(), spelt(match[0])) for match in WORD.finditer(text))
    return tuple(Token(*span, word, stem_of(word)) for span, word in found if word)


def joined(text: str, tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """What has hyphens, as one word: "set-up" is "setup" as well."""
    runs: list[list[Token]] = []
    for token in tokens:
        if runs and text[runs[-1][-1].end : token.start] in {"-", "\u2010", "\u2011"}:
            runs[-1].append(token)
        else:
            runs.append([token])
    return tuple(_one(run) for run in runs if len(run) > 1)


def _one(run: list[Token]) -> Token:
    word = spelt("".join(token.word for token in run))
    return Token(run[0].start, run[-1].end, word, stem_of(word))


@lru_cache(maxsize=KEPT)
def spelt(word: str) -> str:
    """In small letters without accents, as in Britain. Empty for what has no letter or digit after all."""
    plain = unicodedata.normalize("NFKD", word).casefold().replace("\u2019", "'")
    found = "".join(letter for letter in plain if letter.isalnum() or letter == "'").strip("'")
    for american, british in SPELLINGS:
        found = american.sub(british, found)
    return found


@lru_cache(maxsize=KEPT)
def stem_of(word: str) -> str:
    """A stemmer keeps what it works on, so that two threads must not share one."""
    return str(snowballstemmer.stemmer("english").stemWord(word))
