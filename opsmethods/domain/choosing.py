"""Which method fits: a few answers about a business go in, a ranking with its reasons comes out.

**Scores.** Each answer fits each method from -3 (all but rules it out) to 3 (calls for it). A method's total is the sum
over the answers given. A question left open counts for nobody; neither does a fit that has not been entered.

**Rules.** A rule fires when each of its conditions is met. It never changes a total. Its weight for a method is 1 where
it leans to it, -1 where it speaks against it. Among methods with equal totals the higher sum of weights stands first;
those that are equal in this too share a place and stand in the order of the notes.

**Verdicts.** A lead is the difference between two totals.

* `CLOSE`: somebody is less than 2 behind. These are the contenders, and no winner is named. If the rules weigh more for
  some of them than for the rest, that is said beside it, as `tipped`.
* `CLEAR`: the lead is 4 or more, stays 2 or more whichever single answer is left out, and no answer all but rules the
  leader out. A scenario with one right answer has to pass the same thresholds. One answer alone is never clear.
* `LEANING`: anything between.
* `OPEN`: nothing was answered.

Job 3 + 3 + 2 = 8 and batch -1 - 2 + 0 = -3: a lead of 11, and of 6 without the answer that parts them most, so job is
clear.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from opsmethods.domain.chooser import AnswerFact, Candidate, ChooserFacts, QuestionFact, RuleFact

CONTENDER = 2
CLEAR_LEAD = 4
STRONGEST = 3

FIT_WORDS: Mapping[int, str] = {
    3: "calls for it",
    2: "suits it well",
    1: "suits it",
    0: "says nothing either way",
    -1: "speaks against it",
    -2: "speaks strongly against it",
    -3: "all but rules it out",
}
# The mean fit from which a method stands in these words.
STANDING_WORDS: tuple[tuple[float, str], ...] = (
    (1.5, "fits well"),
    (0.5, "fits fairly well"),
    (-0.5, "fits in part"),
    (-1.5, "fits badly"),
)
NO_FIT = "does not fit"


class Verdict(StrEnum):
    OPEN = "open"
    CLOSE = "close"
    LEANING = "leaning"
    CLEAR = "clear"


def signed(number: int) -> str:
    """For people to read, with a true minus sign."""
    return f"{number:+d}".replace("-", "\N{MINUS SIGN}") if number else "0"


@dataclass(frozen=True, slots=True)
class Voice:
    """What one answer says of one method."""

    method: Candidate
    question: QuestionFact
    answer: AnswerFact

    @property
    def score(self) -> int:
        return self.answer.fit(self.method)

    @property
    def words(self) -> str:
        return FIT_WORDS[self.score]

    @property
    def signed(self) -> str:
        return signed(self.score)


@dataclass(frozen=True, slots=True)
class Standing:
    """How one method comes out. `voices` has all answers given, in the order of the questions; equals share a place."""

    method: Candidate
    voices: tuple[Voice, ...]
    rules_for: tuple[RuleFact, ...]
    rules_against: tuple[RuleFact, ...]
    place: int = 1

    @property
    def total(self) -> int:
        return sum(voice.score for voice in self.voices)

    @property
    def signed(self) -> str:
        return signed(self.total)

    @property
    def weight(self) -> int:
        return len(self.rules_for) - len(self.rules_against)

    @property
    def words(self) -> str:
        mean = self.total / max(len(self.voices), 1)
        return next((words for least, words in STANDING_WORDS if mean >= least), NO_FIT)

    @property
    def pros(self) -> tuple[Voice, ...]:
        """Answers that speak for it, the strongest first."""
        return tuple(sorted((voice for voice in self.voices if voice.score > 0), key=lambda voice: -voice.score))

    @property
    def cons(self) -> tuple[Voice, ...]:
        """Answers that speak against it, the strongest first."""
        return tuple(sorted((voice for voice in self.voices if voice.score < 0), key=lambda voice: voice.score))

    @property
    def obstacles(self) -> tuple[Voice, ...]:
        """Answers that all but rule it out."""
        return tuple(voice for voice in self.voices if voice.score == -STRONGEST)

    def lead(self, other: "Standing") -> int:
        return self.total - other.total

    def lags(self, leader: "Standing") -> tuple[Voice, ...]:
        """The leader's voices that do more for it than the same answer does here, the widest gap first."""
        gaps = [(theirs.score - own.score, theirs) for own, theirs in zip(self.voices, leader.voices, strict=True)]
        return tuple(theirs for gap, theirs in sorted(gaps, key=lambda pair: -pair[0]) if gap > 0)


@dataclass(frozen=True, slots=True)
class Loser:
    """`lags` says where it fell behind, for a method that nothing speaks against."""

    standing: Standing
    lags: tuple[Voice, ...]


@dataclass(frozen=True, slots=True)
class Recommendation:
    """`contenders` are the one that leads, or all that are too close to call; `losers` the others, best first.

    `tipped` are the contenders that the rules prefer to the rest, `deciding` is an open question that could tell
    contenders apart, and `rules` are those that fired.
    """

    verdict: Verdict
    contenders: tuple[Standing, ...]
    losers: tuple[Loser, ...]
    rules: tuple[RuleFact, ...]
    tipped: tuple[Candidate, ...] = ()
    deciding: QuestionFact | None = None

    @property
    def leader(self) -> Standing:
        return self.contenders[0]

    @property
    def standings(self) -> tuple[Standing, ...]:
        return (*self.contenders, *(loser.standing for loser in self.losers))

    @property
    def fits_at_all(self) -> bool:
        """Whether more speaks for the best of them than against it."""
        return self.leader.total > 0

    @property
    def rows(self) -> tuple[tuple[Voice, ...], ...]:
        """For each answer its voices for all methods, in the order of `standings`."""
        return tuple(zip(*(standing.voices for standing in self.standings), strict=True))


def recommend(facts: ChooserFacts, chosen: Mapping[str, str]) -> Recommendation:
    """`chosen` as in `Given`, in any order. The facts must have a method."""
    rules = tuple(rule for rule in facts.rules if rule.fires(chosen))
    standings = _in_order([_standing(method, facts, chosen, rules) for method in facts.methods])
    contenders = tuple(each for each in standings if standings[0].lead(each) < CONTENDER)
    others = standings[len(contenders) :]
    return Recommendation(
        verdict=_verdict(contenders, others),
        contenders=contenders,
        losers=tuple(Loser(each, each.lags(contenders[0])) for each in others),
        rules=rules,
        tipped=_tipped(contenders),
        deciding=_deciding(facts, chosen, contenders),
    )


def _standing(method: Candidate, facts: ChooserFacts, chosen: Mapping[str, str], rules: Iterable[RuleFact]) -> Standing:
    pairs = ((question, question.answer(chosen.get(question.code))) for question in facts.questions)
    return Standing(
        method=method,
        voices=tuple(Voice(method, question, answer) for question, answer in pairs if answer),
        rules_for=tuple(rule for rule in rules if rule.weight(method) > 0),
        rules_against=tuple(rule for rule in rules if rule.weight(method) < 0),
    )


def _in_order(standings: Iterable[Standing]) -> list[Standing]:
    """The best first. A place is one more than the number of methods ahead."""
    ordered = sorted(standings, key=_rank)
    ranks = [_rank(standing) for standing in ordered]
    return [replace(standing, place=1 + ranks.index(rank)) for standing, rank in zip(ordered, ranks, strict=True)]


def _rank(standing: Standing) -> tuple[int, int]:
    return -standing.total, -standing.weight


def _verdict(contenders: tuple[Standing, ...], others: Iterable[Standing]) -> Verdict:
    leader = contenders[0]
    if not leader.voices:
        return Verdict.OPEN
    if len(contenders) > 1:
        return Verdict.CLOSE
    clear = not leader.obstacles and all(_is_clear(leader, other) for other in others)
    return Verdict.CLEAR if clear else Verdict.LEANING


def _is_clear(leader: Standing, other: Standing) -> bool:
    lead = leader.lead(other)
    pairs = zip(leader.voices, other.voices, strict=True)
    return lead >= CLEAR_LEAD and all(lead - (own.score - theirs.score) >= CONTENDER for own, theirs in pairs)


def _tipped(contenders: tuple[Standing, ...]) -> tuple[Candidate, ...]:
    most = max(standing.weight for standing in contenders)
    preferred = tuple(standing.method for standing in contenders if standing.weight == most)
    return preferred if len(preferred) < len(contenders) else ()


def _deciding(facts: ChooserFacts, chosen: Mapping[str, str], contenders: tuple[Standing, ...]) -> QuestionFact | None:
    """The open question with the answer that parts the contenders most."""
    questions = [question for question in facts.questions if question.answers and question.code not in chosen]
    spreads = [max(_spread(answer, contenders) for answer in question.answers) for question in questions]
    widest = max(spreads, default=0)
    return questions[spreads.index(widest)] if widest else None


def _spread(answer: AnswerFact, contenders: Iterable[Standing]) -> int:
    fits = [answer.fit(standing.method) for standing in contenders]
    return max(fits) - min(fits)
