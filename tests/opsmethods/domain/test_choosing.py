from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from opsmethods.domain.chooser import ChooserFacts
from opsmethods.domain.choosing import FIT_WORDS, Verdict, recommend, signed
from tests.opsmethods.choosers import EXAMPLE, METHODS, chooser_of, choosers_and_answers, question, rule
from tests.opsmethods.packs import PACKS, load


def names(standings) -> list[str]:
    return [standing.method.slug for standing in standings]


def places(choice) -> dict[str, int]:
    return {standing.method.slug: standing.place for standing in choice.standings}


def totals(choice) -> dict[str, int]:
    return {standing.method.slug: standing.total for standing in choice.standings}


# --- Any chooser ----------------------------------------------------------------------------------


@given(choosers_and_answers(), st.randoms(use_true_random=False))
def test_the_order_of_answers_does_not_matter(case, chance):
    facts, chosen = case
    shuffled = list(chosen.items())
    chance.shuffle(shuffled)

    assert recommend(facts, dict(shuffled)) == recommend(facts, chosen)


@given(choosers_and_answers())
def test_a_total_is_the_sum_of_fits(case):
    facts, chosen = case
    fits = [facts_of(facts, code).answer(answer).fits for code, answer in chosen.items()]

    choice = recommend(facts, chosen)

    assert totals(choice) == {method.slug: sum(fit[method.slug] for fit in fits) for method in METHODS}


def facts_of(facts: ChooserFacts, code: str):
    return next(question for question in facts.questions if question.code == code)


@given(choosers_and_answers(), st.data())
def test_one_more_answer_that_fits_a_method_most_never_lowers_its_place(case, data):
    facts, chosen = case
    open_questions = [question for question in facts.questions if question.code not in chosen]
    assume(open_questions)
    added = data.draw(st.sampled_from(open_questions))
    answer = data.draw(st.sampled_from(added.answers))
    best = max(answer.fits.values())
    suited = [slug for slug, fit in answer.fits.items() if fit == best]

    before, after = recommend(facts, chosen), recommend(facts, chosen | {added.code: answer.code})

    for slug in suited:
        assert ahead(after, slug) <= ahead(before, slug)
    if len(suited) == 1:
        assert places(after)[suited[0]] <= places(before)[suited[0]]


def ahead(choice, slug: str) -> int:
    """How many have a higher total."""
    return sum(total > totals(choice)[slug] for total in totals(choice).values())


@given(choosers_and_answers())
def test_rules_only_part_equal_totals(case):
    facts, chosen = case

    with_rules, without = recommend(facts, chosen), recommend(replace(facts, rules=()), chosen)

    assert totals(with_rules) == totals(without)
    assert [each.total for each in with_rules.standings] == [each.total for each in without.standings]
    assert (with_rules.verdict, set(names(with_rules.contenders))) == (without.verdict, set(names(without.contenders)))


@given(choosers_and_answers())
def test_a_verdict_keeps_what_it_promises(case):
    facts, chosen = case
    choice = recommend(facts, chosen)
    leads = [choice.leader.lead(loser.standing) for loser in choice.losers]

    assert (choice.verdict is Verdict.OPEN) == (not chosen)
    if choice.verdict is Verdict.CLOSE:
        assert len(choice.contenders) > 1
        assert all(choice.leader.lead(each) < 2 for each in choice.contenders)
    if choice.verdict in {Verdict.LEANING, Verdict.CLEAR}:
        assert len(choice.contenders) == 1
    assert all(lead >= 2 for lead in leads)
    if choice.verdict is Verdict.CLEAR:
        assert all(lead >= 4 for lead in leads)
        for left_out in chosen:
            fewer = recommend(facts, {code: answer for code, answer in chosen.items() if code != left_out})
            assert names(fewer.contenders) == names(choice.contenders)


@given(choosers_and_answers())
def test_every_loser_has_a_reason(case):
    facts, chosen = case
    choice = recommend(facts, chosen)

    for loser in choice.losers:
        assert loser.standing.cons or loser.lags
        assert sorted(names(choice.standings)) == sorted(method.slug for method in METHODS)


# --- Worked by hand -------------------------------------------------------------------------------


def test_the_worked_example():
    choice = recommend(EXAMPLE, {"volume": "dozen", "variety": "blank", "budget": "little"})

    assert totals(choice) == {"ant": 8, "bee": -3, "dog": -7, "cat": -9}
    assert choice.verdict is Verdict.CLEAR
    assert places(choice) == {"ant": 1, "bee": 2, "dog": 3, "cat": 4}
    assert [each.code for each in choice.rules] == ["R1", "R2"]
    assert [standing.words for standing in choice.standings] == [
        "fits well",
        "fits badly",
        "does not fit",
        "does not fit",
    ]
    cat = choice.losers[-1].standing
    assert [(voice.answer.code, voice.words) for voice in cat.cons] == [
        ("dozen", "all but rules it out"),
        ("blank", "all but rules it out"),
        ("little", "all but rules it out"),
    ]
    assert [each.code for each in cat.rules_against] == ["R2"]
    assert (choice.leader.pros[0].answer.code, choice.leader.rules_for[0].code) == ("dozen", "R1")
    assert [row[0].answer.code for row in choice.rows] == ["dozen", "blank", "little"]
    assert [voice.signed for voice in choice.rows[0]] == ["+3", "\N{MINUS SIGN}1", "\N{MINUS SIGN}3", "\N{MINUS SIGN}3"]


def test_nothing_answered_is_open():
    choice = recommend(EXAMPLE, {})

    assert choice.verdict is Verdict.OPEN
    assert set(places(choice).values()) == {1}
    assert choice.rows == ()


def test_one_answer_is_a_hint_and_never_clear():
    choice = recommend(EXAMPLE, {"volume": "dozen"})

    assert (choice.verdict, names(choice.contenders)) == (Verdict.LEANING, ["ant"])


def test_an_answer_that_all_but_rules_the_leader_out_spoils_a_clear_lead():
    facts = ChooserFacts(
        METHODS[:2],
        (
            question("x", a={"ant": 3, "bee": -3}),
            question("y", a={"ant": 3, "bee": -3}),
            question("z", a={"ant": -3, "bee": -3}),
        ),
    )

    clear, spoiled = recommend(facts, {"x": "a", "y": "a"}), recommend(facts, {"x": "a", "y": "a", "z": "a"})

    assert (clear.verdict, spoiled.verdict) == (Verdict.CLEAR, Verdict.LEANING)
    assert [voice.question.code for voice in spoiled.leader.obstacles] == ["z"]


@pytest.mark.parametrize(
    ("gains", "verdict"),
    [
        ((2, 2), Verdict.CLEAR),
        ((2, 1, 1), Verdict.CLEAR),
        ((1, 1, 1), Verdict.LEANING),  # 3 ahead
        ((3, 1), Verdict.LEANING),  # 4 ahead, but 1 without the first answer
        ((3, 3, -1), Verdict.CLEAR),
        ((3, 3, -2), Verdict.LEANING),
        ((3,), Verdict.LEANING),
    ],
)
def test_a_lead_is_clear_when_it_is_wide_and_hangs_on_no_single_answer(gains, verdict):
    """How far each answer takes the leader ahead of the other."""
    asked = tuple(question(f"q{place}", a={"ant": gain, "bee": 0}) for place, gain in enumerate(gains))

    choice = recommend(ChooserFacts(METHODS[:2], asked), {each.code: "a" for each in asked})

    assert choice.verdict is verdict


@pytest.mark.parametrize(("behind", "verdict"), [(0, Verdict.CLOSE), (1, Verdict.CLOSE), (2, Verdict.LEANING)])
def test_less_than_two_points_are_too_close_to_call(behind, verdict):
    facts = ChooserFacts(METHODS[:2], (question("x", a={"ant": 2 - behind, "bee": 2}),))

    choice = recommend(facts, {"x": "a"})

    assert (choice.verdict, choice.leader.method.slug) == (verdict, "bee" if behind else "ant")


def test_equal_methods_share_a_place_and_stand_in_the_order_of_the_notes():
    facts = ChooserFacts(METHODS, (question("x", a={"ant": 0, "bee": 1, "cat": 1, "dog": 0}),))

    choice = recommend(facts, {"x": "a"})

    assert names(choice.standings) == ["bee", "cat", "ant", "dog"]
    assert places(choice) == {"bee": 1, "cat": 1, "ant": 3, "dog": 3}
    assert choice.tipped == ()


def test_rules_part_equal_totals_and_tip_a_close_call():
    level = question("x", a={"ant": 1, "bee": 1, "cat": -2, "dog": -2})
    facts = ChooserFacts(METHODS, (level,), (rule("R1", {"x": ("a",)}, lean=("bee",), against=("ant",)),))

    choice = recommend(facts, {"x": "a"})

    assert choice.verdict is Verdict.CLOSE
    assert names(choice.contenders) == ["bee", "ant"]
    assert [method.slug for method in choice.tipped] == ["bee"]
    assert places(choice) == {"bee": 1, "ant": 2, "cat": 3, "dog": 3}


def test_rules_may_prefer_some_contenders_to_the_rest():
    level = question("x", a=dict.fromkeys(("ant", "bee", "cat"), 1))
    facts = ChooserFacts(METHODS[:3], (level,), (rule("R1", {"x": ("a",)}, lean=("bee", "cat")),))

    assert [method.slug for method in recommend(facts, {"x": "a"}).tipped] == ["bee", "cat"]


def test_a_close_call_names_the_open_question_that_could_decide_it():
    facts = ChooserFacts(
        METHODS[:2],
        (
            question("x", a={"ant": 1, "bee": 1}),
            question("dull", a={"ant": 2, "bee": 2}),
            question("some", a={"ant": 2, "bee": 1}),
            question("most", a={"ant": -2, "bee": 1}, b={"ant": 0, "bee": 0}),
        ),
    )

    assert recommend(facts, {"x": "a"}).deciding.code == "most"
    assert recommend(facts, {"x": "a", "some": "a", "most": "b"}).deciding is None


def test_only_a_close_call_has_something_to_decide_it():
    facts = ChooserFacts(METHODS[:2], (question("x", a={"ant": 3, "bee": 0}), question("y", a={"ant": -3, "bee": 3})))

    assert recommend(facts, {"x": "a"}).deciding is None


def test_reasons_stand_with_the_strongest_first():
    facts = ChooserFacts(
        METHODS[:2],
        (
            question("x", a={"ant": 1, "bee": -1}),
            question("y", a={"ant": 3, "bee": -2}),
            question("z", a={"ant": -1, "bee": -3}),
        ),
    )

    choice = recommend(facts, {"x": "a", "y": "a", "z": "a"})
    loser = choice.losers[0]

    assert [voice.question.code for voice in choice.leader.pros] == ["y", "x"]
    assert [voice.question.code for voice in loser.standing.cons] == ["z", "y", "x"]
    assert [voice.question.code for voice in loser.lags] == ["y", "x", "z"]


def test_a_method_that_nothing_speaks_against_lost_where_the_leader_gained():
    facts = ChooserFacts(METHODS[:2], (question("x", a={"ant": 1, "bee": 1}), question("y", a={"ant": 3, "bee": 0})))

    loser = recommend(facts, {"x": "a", "y": "a"}).losers[0]

    assert loser.standing.cons == ()
    assert [(voice.method.slug, voice.question.code) for voice in loser.lags] == [("ant", "y")]


def test_the_best_of_what_does_not_fit_is_no_fit():
    facts = ChooserFacts(METHODS[:2], (question("x", a={"ant": 0, "bee": -3}),))

    assert recommend(facts, {"x": "a"}).fits_at_all is False


def test_a_fit_that_was_not_entered_says_nothing():
    facts = ChooserFacts(METHODS[:2], (question("x", a={"ant": 2}),))

    assert totals(recommend(facts, {"x": "a"})) == {"ant": 2, "bee": 0}


@pytest.mark.parametrize(
    ("total", "words"),
    [(3, "fits well"), (1, "fits fairly well"), (0, "fits in part"), (-1, "fits badly"), (-3, "does not fit")],
)
def test_a_standing_is_said_in_words(total, words):
    facts = ChooserFacts(METHODS[:1], (question("x", a={"ant": total}),))

    assert recommend(facts, {"x": "a"}).leader.words == words


def test_each_fit_has_words_of_its_own():
    assert sorted(FIT_WORDS) == list(range(-3, 4))
    assert len(set(FIT_WORDS.values())) == len(FIT_WORDS)


def test_a_number_is_written_with_its_sign():
    assert [signed(number) for number in (2, 0, -12)] == ["+2", "0", "\N{MINUS SIGN}12"]


# --- The packs ------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", PACKS)
def test_every_rule_of_a_pack_is_reached_by_some_answers(name):
    facts = chooser_of(load(name))

    reached = {
        each.code
        for rule in facts.rules
        for each in recommend(facts, {part.question: min(part.answers) for part in rule.when}).rules
    }

    assert reached == {rule.code for rule in facts.rules}


@pytest.mark.parametrize("name", PACKS)
def test_every_method_of_a_pack_is_recommended_to_somebody(name):
    facts = chooser_of(load(name))
    best = {
        method.slug: {
            question.code: max(question.answers, key=lambda answer: answer.fit(method)).code
            for question in facts.questions
        }
        for method in facts.methods
    }

    winners = {slug: names(recommend(facts, chosen).contenders) for slug, chosen in best.items()}

    assert [slug for slug, contenders in winners.items() if slug not in contenders] == []
