"""Which options are right, judged anew from cells, truth values and scores alone.

Nothing of the generator is used and nothing that a question says of itself: the stem is read, options are looked up in
the notes by their words, and every value inside the ranges is tried. A verdict is True (right whatever the values),
False (wrong whatever the values) or None (right for some).
"""

import re
from itertools import product

VIEWS = {
    "the business": "business",
    "its customers": "customer",
    "its workers": "worker",
    "its suppliers": "supplier",
    "its lenders": "lender",
}
LEAD, WITHOUT_ONE, GAP = 4, 2, 2


def verdicts(ask, item, facts):
    return JUDGES[ask.model](ask, item, facts)


def plain(text):
    return " ".join(re.findall(r"\w+", text.casefold()))


def says(stem, phrase):
    return f" {plain(phrase)} " in f" {plain(stem)} "


def over_all(outcomes):
    """From one list of outcomes for each world to one verdict for each option."""
    return [True if all(column) else None if any(column) else False for column in zip(*outcomes, strict=True)]


# --- Cells ----------------------------------------------------------------------------------------


def slugs_in(texts, facts):
    by_name = {plain(method.name): method.slug for method in facts.methods}
    return [by_name[plain(text)] for text in texts]


def values(facts, slug, code):
    cell = facts.cells[slug, code]
    return range(cell.low, cell.high + 1)


def dimension_in(ask, facts):
    return next(dimension for dimension in facts.dimensions if dimension.code == ask.dimension)


def superlative(ask, item, facts):
    dimension = dimension_in(ask, facts)
    (sign,) = [sign for sign, phrase in ((1, dimension.most), (-1, dimension.least)) if says(item.stem, phrase)]
    slugs = slugs_in([option.text for option in item.options], facts)
    worlds = product(*(values(facts, slug, dimension.code) for slug in slugs))
    return over_all(
        [
            all(sign * world[one] > sign * world[other] for other in range(len(slugs)) if other != one)
            for one in range(len(slugs))
        ]
        for world in worlds
    )


def comparison(ask, item, facts):
    method, other = ask.parts[:2]
    return [_relation(text, method, other, facts) for text in (option.text for option in item.options)]


def _relation(text, method, other, facts):
    ((code, sign),) = [
        (one.code, sign) for one in facts.dimensions for sign, told in ((1, one.more), (-1, one.less)) if told == text
    ]
    worlds = product(values(facts, method, code), values(facts, other, code))
    return over_all([[sign * mine > sign * theirs] for mine, theirs in worlds])[0]


def order(ask, item, facts):
    code = ask.dimension
    lists = [slugs_in(option.text.split(", "), facts) for option in item.options]
    slugs = lists[0]
    worlds = [dict(zip(slugs, world, strict=True)) for world in product(*(values(facts, one, code) for one in slugs))]
    return over_all([[world[a] < world[b] < world[c] for a, b, c in lists] for world in worlds])


# --- Statements, definitions, examples ------------------------------------------------------------


def definition(ask, item, facts):
    asked = next(method for method in facts.methods if method.slug == ask.parts[0])
    owned = {plain(text) for text in asked.definitions}
    return [plain(option.text) in owned for option in item.options]


def conjunction(_ask, item, facts):
    fitting = {
        method.name
        for method in facts.methods
        if any(says(item.stem, text) for text in method.outputs)
        and any(says(item.stem, text) for text in method.sequences)
    }
    return [option.text in fitting for option in item.options]


def methods_of_examples(item, facts):
    owner = {example.text: example.method for example in facts.examples}
    return [owner[option.text] for option in item.options]


def example(ask, item, facts):
    return [method == ask.parts[0] for method in methods_of_examples(item, facts)]


def odd_one(_ask, item, facts):
    methods = methods_of_examples(item, facts)
    return [methods.count(method) == 1 and len(set(methods)) == 2 for method in methods]


def statement(ask, item, facts):
    truth = {plain(one.text): one.truth for one in facts.statements}
    meaning = {"T": True, "F": False, "~": None}
    return [meaning[truth[plain(option.text)][ask.method].value] for option in item.options]


def viewpoint(_ask, item, facts):
    (view,) = {one.view for one in facts.statements if says(item.stem, one.text)}
    return [VIEWS[option.text] == view for option in item.options]


# --- Clues ----------------------------------------------------------------------------------------


def score(facts, code, slug):
    return facts.fits[facts.material.scenarios.cues[code].answer][slug]


def lead(facts, codes, slug):
    totals = {one.slug: sum(score(facts, code, one.slug) for code in codes) for one in facts.methods}
    return totals.pop(slug) - max(totals.values())


def suiting(facts, codes, slug):
    whole = lead(facts, codes, slug)
    without_one = [lead(facts, [code for code in codes if code != left], slug) for left in codes]
    if whole >= LEAD and min(without_one) >= WITHOUT_ONE:
        return True
    return False if max(whole, *without_one) <= 0 else None


def codes_told(text, family, facts):
    """The clues of which one of the texts, told of these goods, stands in the text."""
    goods = {"goods": family.goods, "one": family.one, "many": family.many, "some": family.some}
    cues = facts.material.scenarios.cues.items()
    return [code for code, cue in cues if any(says(text, told.format(**goods)) for told in cue.texts)]


def family_of(ask, facts):
    return next(one for one in facts.material.scenarios.families if one.code == ask.parts[0])


def scenario(ask, item, facts):
    codes = codes_told(item.stem, family_of(ask, facts), facts)
    return [suiting(facts, codes, slug) for slug in slugs_in([option.text for option in item.options], facts)]


def reasoned(ask, item, facts):
    codes = codes_told(item.stem, family_of(ask, facts), facts)
    cues = facts.material.scenarios.cues
    told = {cues[code].reason for code in codes}
    pairs = [option.text.removesuffix(".").split(", because ") for option in item.options]
    return [suiting(facts, codes, slugs_in([name], facts)[0]) if reason in told else False for name, reason in pairs]


def evidence(ask, item, facts):
    family = family_of(ask, facts)
    gaps = []
    for option in item.options:
        codes = codes_told(option.text, family, facts)
        gaps.append(lead(facts, codes, ask.method) if codes else 0)
    best = [own - max(gaps[:place] + gaps[place + 1 :]) for place, own in enumerate(gaps)]
    return [True if by >= GAP else False if by < 0 else None for by in best]


def turning(ask, item, facts):
    """Would the other method lead after the change? The changed clue takes the place of that with its letter."""
    family = family_of(ask, facts)
    codes = codes_told(item.stem, family, facts)
    found = []
    for option in item.options:
        changed = codes_told(option.text, family, facts)
        letters = {code[0] for code in changed}
        after = [*(code for code in codes if code[0] not in letters), *changed]
        assert len(after) == len(codes)
        found.append(suiting(facts, after, ask.method))
    return found


JUDGES = {
    "IM02": definition,
    "IM04": example,
    "IM05": superlative,
    "IM06": comparison,
    "IM07": order,
    "IM08": conjunction,
    "IM09": statement,
    "IM10": statement,
    "IM11": viewpoint,
    "IM14": odd_one,
    "IM15": scenario,
    "IM16": reasoned,
    "IM17": evidence,
    "IM18": turning,
}
