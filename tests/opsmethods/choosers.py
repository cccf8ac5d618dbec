"""Choosers for tests: small ones made by hand, any made by hypothesis, and those of both packs."""

from collections.abc import Mapping
from itertools import combinations, product

from hypothesis import strategies as st

from opsmethods.domain.chooser import (
    AnswerFact,
    Candidate,
    ChooserFacts,
    Condition,
    QuestionFact,
    RuleFact,
)
from opsmethods.domain.choosing import Verdict, recommend
from opsmethods.domain.specs import Pack, QuestionSpec, RuleSpec

SLUGS = ("ant", "bee", "cat", "dog")
METHODS = tuple(Candidate(slug, slug.title(), slot) for slot, slug in enumerate(SLUGS, start=1))


def question(code: str, **answers: Mapping[str, int]) -> QuestionFact:
    """Answers by code, each with its fits."""
    found = (AnswerFact(name, f"{code} is {name}", fits) for name, fits in answers.items())
    return QuestionFact(code, f"What is {code}?", tuple(found))


def rule(code: str, when: Mapping[str, tuple[str, ...]], *, lean: tuple[str, ...] = (), against: tuple[str, ...] = ()):
    conditions = tuple(Condition(name, frozenset(answers)) for name, answers in when.items())
    return RuleFact(code, conditions, f"{code} holds", frozenset(lean), frozenset(against), "it does")


# The worked example of docs/domain/choosing.md.
EXAMPLE = ChooserFacts(
    METHODS,
    (
        question(
            "volume",
            dozen={"ant": 3, "bee": -1, "cat": -3, "dog": -3},
            thousands={"ant": -3, "bee": -1, "cat": 3, "dog": 0},
        ),
        question(
            "variety",
            blank={"ant": 3, "bee": -2, "cat": -3, "dog": -1},
            range={"ant": -2, "bee": 3, "cat": -1, "dog": -1},
        ),
        question("budget", little={"ant": 2, "bee": 0, "cat": -3, "dog": -3}),
    ),
    (
        rule("R1", {"variety": ("blank",)}, lean=("ant",)),
        rule("R2", {"volume": ("dozen",), "budget": ("little",)}, against=("cat", "dog")),
    ),
)


# --- Those of the packs ---------------------------------------------------------------------------


def chooser_of(pack: Pack) -> ChooserFacts:
    """As written, without a database."""
    choosing = pack.choosing
    methods = sorted(pack.methods, key=lambda method: method.slot)
    return ChooserFacts(
        tuple(Candidate(method.slug, method.name, method.slot) for method in methods),
        tuple(_question(row) for row in choosing.questions),
        tuple(_rule_fact(row) for row in choosing.rules),
    )


def _question(row: QuestionSpec) -> QuestionFact:
    answers = (AnswerFact(answer.code, answer.text, answer.fits) for answer in row.answers)
    return QuestionFact(row.code, row.label, tuple(answers))


def _rule_fact(row: RuleSpec) -> RuleFact:
    when = tuple(Condition(code, frozenset(answers)) for code, answers in row.when.items())
    lean, against = frozenset(row.lean), frozenset(row.against)
    return RuleFact(row.code, when, row.condition, lean, against, row.because, row.unless)


def two_answers(facts: ChooserFacts, verdict: Verdict) -> dict[str, str]:
    """The first answers to two questions that come to this verdict."""
    for pair in combinations(facts.questions, 2):
        for codes in product(*([answer.code for answer in question.answers] for question in pair)):
            chosen = {question.code: code for question, code in zip(pair, codes, strict=True)}
            if recommend(facts, chosen).verdict is verdict:
                return chosen
    raise LookupError(verdict)


# --- Any chooser ----------------------------------------------------------------------------------

fits = st.fixed_dictionaries({slug: st.integers(-3, 3) for slug in SLUGS})
slugs = st.frozensets(st.sampled_from(SLUGS), max_size=len(SLUGS))


@st.composite
def questions(draw) -> tuple[QuestionFact, ...]:
    counts = draw(st.lists(st.integers(1, 4), min_size=1, max_size=6))
    return tuple(
        question(f"q{number}", **{f"a{place}": draw(fits) for place in range(count)})
        for number, count in enumerate(counts)
    )


@st.composite
def choosers(draw) -> ChooserFacts:
    asked = draw(questions())
    rules = [draw(_rule(number, asked)) for number in range(draw(st.integers(0, 5)))]
    return ChooserFacts(METHODS, asked, tuple(rules))


@st.composite
def _rule(draw, number: int, asked: tuple[QuestionFact, ...]) -> RuleFact:
    about = draw(st.lists(st.sampled_from(asked), min_size=1, max_size=2, unique_by=lambda each: each.code))
    when = {each.code: (draw(st.sampled_from(each.answers)).code,) for each in about}
    return rule(f"R{number}", when, lean=tuple(draw(slugs)), against=tuple(draw(slugs)))


@st.composite
def choosers_and_answers(draw) -> tuple[ChooserFacts, dict[str, str]]:
    """A chooser with some of its questions answered, in any order."""
    facts = draw(choosers())
    answered = draw(st.lists(st.sampled_from(facts.questions), unique_by=lambda each: each.code))
    return facts, {each.code: draw(st.sampled_from(each.answers)).code for each in answered}
