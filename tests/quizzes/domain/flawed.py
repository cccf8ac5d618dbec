"""For every guard, questions that have its flaw and sound ones that come near it.

The first flawed question of a guard that blocks has no other flaw that blocks.
"""

from dataclasses import replace

from opsmethods.domain.banks import CueSpec, FamilySpec, FillerSpec, Material, ScenariosSpec
from opsmethods.domain.facts import TermFact
from quizzes.domain.item import Strategy
from tests.quizzes.domain.items import ARGUABLE, FALSE, TRUE, item_of, proven

NAMES = ("Job way", "Batch way", "Flow way")
RELATIONS = ("higher cost", "lower skill", "less freedom")
FOUR = ("higher cost", "lower skill", "less freedom", "more stock")
CASE = "Ada makes shoes. A dozen leave in a year. Orders come irregularly. Two craftspeople work there."
ASKED = "Which method is most suitable, judged on these facts?"
# Words that the notes teach or tell scenarios with.
TERMS = (TermFact("kanban", "Kanban", "A card or empty receptacle that summons more parts."),)
MATERIAL = Material(
    scenarios=ScenariosSpec(
        firms=("Quillfeather",),
        families=(FamilySpec("s", "sextants", "astrolabe", "myriads of gimbals", "dozens of sundials", ("job",)),),
        cues={"q1": CueSpec(answer="volume.few", texts=("Engravers embellish each {one}.",))},
        noise=(FillerSpec("n1", "Its doorman whistles."),),
    )
)
COSTS = "with F = 4000, v = 30, q = 400"
WEEK = "with h = 40, n = 6, c = 1.5"
PAIR = "with F1 = 9000, F2 = 300000, v1 = 42, v2 = 2, q = 10000"
TOTAL, VARIABLE = f"F1 + v1*q - F2 - v2*q {PAIR}", f"(v1 - v2)*q {PAIR}"


def amounts(*texts, key=0, stem="Fixed costs are $500, output is 100: what is the unit cost?", strategy=Strategy.SLIP):
    return item_of(*texts, key=key, strategy=strategy, stem=stem)


def related(*texts, key=0, **changes):
    return item_of(*texts, key=key, strategy=Strategy.REVERSED, **{"model": "IM06", **changes})


def asking(stem, *texts, **changes):
    return item_of(*(texts or NAMES), stem=stem, **changes)


def without_strategy(item):
    return replace(item, certificate=tuple(proof._replace(strategy=Strategy.NONE) for proof in item.certificate))


def with_why(item, why):
    """As it would be had the item not refused it itself."""
    copy = replace(item)
    object.__setattr__(copy, "options", (item.options[0]._replace(why=why), *item.options[1:]))
    return copy


def claiming(item, *claims):
    pairs = zip(item.certificate, claims, strict=True)
    return replace(item, certificate=tuple(proof._replace(claim=claim) for proof, claim in pairs))


def scenario(*texts, clues="q1,s1,t1", stem=f"{CASE} {ASKED}", model="IM15"):
    item = item_of(*(texts or NAMES), model=model, stem=stem)
    return claiming(item, *[f"{clues} call for it"] * len(item.options))


def sum_of(*pairs, key=1, model="IM26", stem="A firm has its costs; what is the answer?", methods=("job",)):
    """From pairs of an amount and the formula it claims to be."""
    texts, claims = zip(*pairs, strict=True)
    item = item_of(*texts, key=key, strategy=Strategy.SLIP, model=model, stem=stem, methods=methods)
    return claiming(item, *claims)


def cost_sum(costs=COSTS, middle="$40.00", wrong="2*F/q + v"):
    return sum_of(("$30.00", f"v {costs}"), (middle, f"F/q + v {costs}"), ("$50.00", f"{wrong} {costs}"))


def saving_sum(other=("Flow way, by $400,000", VARIABLE)):
    """Job $429,000, flow $320,000."""
    options = [("Job way, by $109,000", TOTAL), ("Job way, by $400,000", VARIABLE), ("Flow way, by $109,000", TOTAL)]
    item = sum_of(*options, other, key=2, model="IM28", methods=("job", "flow"))
    return replace(item, stem="Which is cheaper in total, and by how much?")


GOOD_SHARES = (("22.5%", f"n*c/h {WEEK}"), ("29%", f"n*c/(h - n*c) {WEEK}"))
GOOD_SUM, GOOD_NAMES, GOOD_RELATIONS = cost_sum(), item_of(*NAMES), related(*RELATIONS)
LONG = item_of("one two three four five", "six seven eight nine ten", "a b c d e f")
REASONED = [f"{name}, because the work {verb}." for name in ("Job way", "Flow way") for verb in ("waits", "moves")]

BLOCKED = {
    "G01 several_right": [proven(GOOD_NAMES, TRUE, TRUE, FALSE), proven(GOOD_NAMES, TRUE, ARGUABLE, FALSE)],
    "G02 none_right": [proven(GOOD_NAMES, FALSE, FALSE, FALSE), proven(GOOD_NAMES, FALSE, TRUE, FALSE)],
    "G03 near_duplicates": [related("more of the work by machine", "more of the work by a machine", "fewer at work")],
    "G04 stands_out_by_length": [
        related("one two three four five six seven eight nine", "a b c d", "e f g h"),
        related("one two", "three four five six seven eight", "nine ten eleven twelve thirteen fourteen"),
    ],
    "G06 echoes_stem": [asking("Where the machinery is new, what follows?", "faster machines", "lower skill")],
    "G07 leaks": [
        asking("A jobbing shop makes one thing: which method is it?"),
        asking("Things flow along from place to place: which method?"),
    ],
    "G08 absolute_words": [related("all the cost", "lower skill", "less freedom"), related("never idle", "low skill")],
    "G10 ends_in_article": [
        asking("A firm that makes one thing at a time uses a:"),
        asking("Whoever makes one thing at a time has a/an:"),
    ],
    "G12 combined_options": [
        related("higher cost", "lower skill", "both A and B"),
        related("higher cost", "lower skill", "all of the above"),
        related("higher cost", "lower skill", "neither of these options"),
    ],
    "G13 negative": [
        asking("Which method does not make one thing at a time?"),
        asking("All but one make one thing at a time. Which is the exception, except in spring?"),
        asking("Which statement about this method is false?"),
        asking("Which method is least likely to wait?"),
    ],
    "G14 unbalanced_parts": [
        scenario(*REASONED[:3], "Flow way, because the work shines.", model="IM16"),
        scenario(*REASONED[:3], model="IM16"),
    ],
    "G15 one_within_another": [related("higher cost", "higher cost of each piece", "less freedom")],
    "G16 without_reason": [without_strategy(GOOD_NAMES), item_of(*NAMES, strategy=Strategy.SLIP)],
    "G17 out_of_order": [amounts("$5.00", "$60.00", "$50.00")],
    "G18 too_close": [amounts("$50.00", "$52.00", "$60.00")],
    "G18 too_revealing": [
        amounts("$5.00", "$500.00", strategy=Strategy.OTHER),
        amounts("$5.00", "$50,000", strategy=Strategy.OTHER),
    ],
    "G21 unfocused": [asking("A firm makes one thing at a time."), asking("Which method is it?")],
    "G23 dressed": [scenario(stem=f"{CASE} The roof is red. The gate is green. The street is long. {ASKED}")],
    "G27 opinion": [
        asking("Which method is the best for one thing?"),
        asking("Which method is most suitable for one thing?"),
    ],
    "G28 beyond_the_notes": [item_of(*NAMES, methods=("job", "cottage"))],
    "G29 biased": [
        asking("A foreman makes one thing: which method is it?"),
        related("higher cost", "a backward firm"),
    ],
    "G31 key_unstable": [proven(GOOD_NAMES, ARGUABLE, FALSE, FALSE)],
    "G32 hangs_on_one_clue": [proven(scenario(), ARGUABLE, FALSE, FALSE), scenario(clues="q1,s1")],
    "G33 wrong_sum": [
        cost_sum(middle="$40.50"),
        cost_sum(middle="forty dollars"),
        cost_sum(wrong="2*F/q + w"),
        cost_sum(wrong="F/(q - 400)"),
        saving_sum(other=("Flow way, by $109,000.00", TOTAL)),
        sum_of(("$40", f"F/q + v {COSTS}"), ("$40.00", f"F/q + v {COSTS}")),
    ],
    "G34 unrealistic": [
        cost_sum("with F = 400, v = 30, q = 40"),
        sum_of(*GOOD_SHARES, ("444.4%", f"h/(n*c) {WEEK}"), key=0, model="IM30"),
        sum_of(("$0.50", "F/q2 with F = 4500, q = 400, q2 = 9000"), ("$9.00", "9 with q2 = 9000"), key=0),
    ],
    "G35 badly_explained": [with_why(GOOD_NAMES, "word " * 61), with_why(GOOD_NAMES, "")],
    "G36 numbered_combinations": [
        related("higher cost", "lower skill", "1 and 2 only"),
        related("higher cost", "lower skill", "ii or iii"),
    ],
}
DOUBTED = {
    "G04 differs_in_length": [related("one two three four five six seven", "a b c d e", "f g h i j")],
    "G08 mild_absolutes": [related("only what every buyer wants", "lower skill")],
    "G09 hedges": [related("it may and can rest", "lower skill")],
    "G11 not_parallel": [related("Costs rise.", "lower skill"), related("making one", "lower skill")],
    "G22 long_option": [related("so " * 21, "lower skill")],
    "G22 wordy": [asking(f"{'Things happen here today. ' * 15}Which one is it?"), asking(f"{'so ' * 21}?")],
    "G24 rare_words": [
        asking("A lugubrious zymurgist quaffs turbidly: which method is it?"),
        asking("Quillfeather makes sextants. A lugubrious zymurgist quaffs. Which method is it?"),
    ],
    "G30 vague": [asking("Many units are made: what is the unit cost?", model="IM26")],
    "G37 unequally_specific": [
        related("20 runs of 30", "lower skill", "less freedom"),
        related("lower skill", "20 runs of 30", "40 runs of 50"),
    ],
    "G38 negations": [related("no cost", "not one skill", "less freedom", "more stock")],
    "G39 hard_to_read": [
        asking("Organisational interdependencies necessitate considerable coordination: which method?")
    ],
}
SOUND = {
    "G01 several_right": [GOOD_NAMES],
    "G02 none_right": [GOOD_NAMES],
    "G03 near_duplicates": [
        GOOD_NAMES,
        related("more of the work by machine", "more of the pay by the hour", "fewer people at work"),
        related("job, batch, flow", "flow, batch, job", "batch, job, flow", model="IM07"),
    ],
    "G04 stands_out_by_length": [LONG, related("one two three", "a", "b"), cost_sum()],
    "G06 echoes_stem": [
        asking("Where the machinery is new, what follows?", "faster machines", "slower machines"),
        asking("Among job way and batch way, which one is slowest?", model="IM05"),
        GOOD_SUM,
    ],
    "G07 leaks": [asking("Among job way and batch way, which one is slowest?", model="IM05")],
    "G08 absolute_words": [related("all cost", "all skill", "all freedom")],
    "G10 ends_in_article": [asking("A firm that makes one thing at a time uses:")],
    "G12 combined_options": [related("both of its hands", "lower skill")],
    "G13 negative": [
        asking("It does not stop. Which method is it?"),
        asking(
            "A student writes: \N{LEFT DOUBLE QUOTATION MARK}It is not so\N{RIGHT DOUBLE QUOTATION MARK} Who is it?"
        ),
        asking("Which method has the least freedom of all?"),
    ],
    "G14 unbalanced_parts": [scenario(*REASONED, model="IM16"), saving_sum()],
    "G15 one_within_another": [related("higher cost", "cost is higher"), related("art", "a start at dawn")],
    "G16 without_reason": [item_of(*NAMES, strategy=Strategy.NEAR), GOOD_RELATIONS],
    "G17 out_of_order": [amounts("$5.00", "$50.00", "$60.00"), saving_sum()],
    "G18 too_close": [amounts("$50.00", "$52.50", "$60.00")],
    "G18 too_revealing": [amounts("$5.00", "$500.00"), amounts("$5.00", "$7.00", strategy=Strategy.OTHER)],
    "G21 unfocused": [asking("A firm making one thing uses:")],
    "G23 dressed": [
        scenario(stem=f"Read about it. {CASE} The roof is red. {ASKED}"),
        asking(f"{'It is so. ' * 9}{ASKED}"),
    ],
    "G27 opinion": [asking(f"It does its best. {ASKED}")],
    "G28 beyond_the_notes": [GOOD_NAMES],
    "G29 biased": [asking("Four people make one thing: which method is it?")],
    "G31 key_unstable": [GOOD_NAMES],
    "G32 hangs_on_one_clue": [scenario(), GOOD_NAMES],
    "G33 wrong_sum": [GOOD_SUM, saving_sum(), sum_of(*GOOD_SHARES, key=0, model="IM30")],
    "G34 unrealistic": [
        GOOD_SUM,
        sum_of(("75%", "o/m with m = 72, o = 54"), ("133.3%", "m/o with m = 72, o = 54"), key=0, model="IM29"),
    ],
    "G35 badly_explained": [with_why(GOOD_NAMES, "word " * 60)],
    "G36 numbered_combinations": [related("one or two pieces", "3 and more")],
    "G04 differs_in_length": [LONG],
    "G08 mild_absolutes": [related("only one", "lower skill")],
    "G09 hedges": [related("it may rest", "lower skill")],
    "G11 not_parallel": [related("making one", "making two"), related("Costs rise.", "Skill falls.")],
    "G22 long_option": [related("so " * 20, "lower skill")],
    "G22 wordy": [asking(f"{'Things happen here today. ' * 14}Which one is it?"), scenario(stem=f"{CASE * 5} {ASKED}")],
    "G24 rare_words": [
        asking("A lugubrious man quaffs: which method is it?"),
        asking("Quillfeather makes sextants. Engravers embellish each astrolabe. Which method is it?"),
        asking("Its doorman whistles. A kanban in a receptacle summons myriads of gimbals and sundials. Which is it?"),
    ],
    "G30 vague": [asking("Many units are made: which method is it?"), GOOD_SUM],
    "G37 unequally_specific": [related("20 runs of 30", "40 runs", "less freedom"), amounts("$5.00", "$50.00")],
    "G38 negations": [related("no cost", *FOUR[1:]), related("no cost", "no skill", "not free", "more stock")],
    "G39 hard_to_read": [GOOD_NAMES],
}
