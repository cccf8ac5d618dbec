"""What must hold in the banks of a topic. As in `rules`, every function returns the problem, or an empty string."""

from collections.abc import Collection, Iterable, Mapping

from opsmethods.domain.rules import PLACEHOLDERS, braced, model_problem, placeholders_in

# Where a method's page has anchors, beside those of the dimensions and traits.
METHOD_PLACES = ("definition", "examples", "advantages", "disadvantages", "misconceptions", "confusions", "features")
GOODS = frozenset({"goods", "one", "many", "some"})
# The roles of right replies, where they are not called `key`: IM38 asks about the puzzles of IM37.
KEYS: Mapping[str, tuple[str, ...]] = {"IM37": ("evaluation", "application")}


def note_places(
    *, methods: Iterable[str], codes: Iterable[str], sections: Iterable[tuple[str, str]], terms: Iterable[str]
) -> set[str]:
    """Every place that a note may point at. `codes` are of dimensions and traits, `sections` theme and code."""
    anchors = [*METHOD_PLACES, *(code.lower() for code in codes)]
    found = {f"{slug}#{anchor}" for slug in methods for anchor in anchors}
    return found | {f"{theme}#{code}" for theme, code in sections} | {f"glossary#{slug}" for slug in terms}


def material_problem(model: str, asks: str) -> str:
    """An item model has groups of cases if its stems tell a `case`, puzzles if they tell a `prompt`."""
    if problem := model_problem(model):
        return problem
    return "" if asks in PLACEHOLDERS[model] else f"{model} has no {{{asks}}} to ask about."


def replies_problem(model: str, roles: Iterable[str]) -> str:
    """A puzzle has a right reply for each model that asks about it, and wrong ones."""
    keys, given = KEYS.get(model, ("key",)), set(roles)
    missing = [role for role in keys if role not in given]
    if missing:
        return f"There is no right reply: none is in the role of {', '.join(missing)}."
    return "" if len(given) > 1 else "There is no wrong reply."


def clash_problem(code: str, named: Collection[str], others: Mapping[str, Collection[str]]) -> str:
    """Two clues that clash name each other. `others` are the clues that each other clue names."""
    one_sided = [other for other, theirs in others.items() if (other in named) != (code in theirs)]
    return f"{code} and {', '.join(one_sided)} must name each other, or neither." if one_sided else ""


def filling_problem(text: str) -> str:
    """A text of a scenario has no placeholder but those of a family of goods."""
    used = placeholders_in(text)
    if used is None:
        return "A brace is not closed."
    return f"There is nothing to put for {braced(used - GOODS)}." if used - GOODS else ""
