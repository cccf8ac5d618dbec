"""G01, G02, G31 to G34: whether the key, and only the key, is right; whether sums are right and realistic."""

from fractions import Fraction

from opsmethods.domain.facts import CostScale, FactBase
from quizzes.domain.amounts import TENTH, amount_in, rounded
from quizzes.domain.formulas import BadFormula, figures_in, ratio_of
from quizzes.domain.guards.base import SCENARIOS, SUMS, Guard
from quizzes.domain.item import Item, Proof
from quizzes.domain.predicates import CERTAIN, IMPOSSIBLE

FEWEST_CLUES = 3
COSTS = {
    **dict.fromkeys(("F", "F1", "F2"), "fixed"),
    **dict.fromkeys(("v", "v1", "v2"), "variable"),
    **dict.fromkeys(("q", "q2"), "output"),
}
LARGEST_SHARE = 100
OVER_A_WHOLE = frozenset({"IM29", "IM33"})  # the slip that is upside down; a rise


def several_right(item: Item, _facts: FactBase) -> bool:
    """Judged from the truth values of every option, whatever the key says."""
    return sum(proof.truths != IMPOSSIBLE for proof in item.certificate) > 1


def none_right(item: Item, _facts: FactBase) -> bool:
    """No option is right even at one end of the ranges, or one is that has not been made the key."""
    possible = [place for place, proof in enumerate(item.certificate) if proof.truths != IMPOSSIBLE]
    return not possible or (len(possible) == 1 and possible[0] != item.key_position)


def key_unstable(item: Item, _facts: FactBase) -> bool:
    """Right at one end of the ranges and wrong at the other, or not whichever fact of a scenario is left out."""
    return item.model not in SCENARIOS and _key_proof(item).truths not in (CERTAIN, IMPOSSIBLE)


def hangs_on_one_clue(item: Item, _facts: FactBase) -> bool:
    """Without one of its facts the scenario calls for another method; or it has too few facts."""
    if item.model not in SCENARIOS:
        return False
    return _key_proof(item).truths != CERTAIN or len(clues_in(item)) < FEWEST_CLUES


def clues_in(item: Item) -> list[str]:
    """The codes at the start of a scenario's claims: "q1,s1,t1 call for job"."""
    return item.certificate[0].claim.partition(" ")[0].split(",")


def wrong_sum(item: Item, _facts: FactBase) -> bool:
    """An option is not what its formula gives, or a wrong option gives what the key does."""
    if item.model not in SUMS:
        return False
    try:
        if not all(map(_comes_out, item.certificate)):
            return True
    except BadFormula:
        return True
    key = _key_proof(item)
    amount, named = _shown(key), _named(key)
    return sum([_shown(proof) == amount and _named(proof) == named for proof in item.certificate]) > 1


def _named(proof: Proof) -> str:
    """The method in "Flow production, by $195,000"; nothing where the option is an amount alone."""
    return proof.option.rpartition(", by ")[0]


def _comes_out(proof: Proof) -> bool:
    """Its formula gives what it shows: a percentage to a tenth, an amount without its sign."""
    shown, (numerator, denominator) = _shown(proof), ratio_of(proof.claim)
    if shown is None:
        return False
    if proof.option.endswith("%"):
        return shown == rounded(Fraction(100 * numerator, denominator), to=TENTH)
    return abs(numerator * shown.denominator) == abs(denominator * shown.numerator)


def _shown(proof: Proof) -> Fraction | None:
    return amount_in(proof.option.rpartition("by ")[2])


def unrealistic(item: Item, facts: FactBase) -> bool:
    """A cost beyond those of the methods; or a share above the whole, but for the slip that is upside down."""
    if item.model not in SUMS:
        return False
    scales = [scale for scale in facts.cost_scales if scale.method in item.methods]
    figures = figures_in(item.certificate[0].claim)
    known = ((COSTS[name], Fraction(*value)) for name, value in figures.items() if name in COSTS)
    if any(not any(_within(scale, what, value) for scale in scales) for what, value in known):
        return True
    shares = [amount_in(option.text) for option in item.options if option.text.endswith("%")]
    return item.model not in OVER_A_WHOLE and any(share is None or share > LARGEST_SHARE for share in shares)


def _within(scale: CostScale, what: str, value: Fraction) -> bool:
    return bool(getattr(scale, f"{what}_min") <= value <= getattr(scale, f"{what}_max"))


def _key_proof(item: Item) -> Proof:
    return item.certificate[item.key_position]


GUARDS = (
    Guard("G01", "more than one option can be right", several_right),
    Guard("G02", "no option is right, or not the key", none_right),
    Guard("G31", "the key is right at one end of the ranges only", key_unstable),
    Guard("G32", "the key hangs on a single fact of the scenario", hangs_on_one_clue),
    Guard("G33", "a sum does not come out as its option says", wrong_sum),
    Guard("G34", "a figure is not realistic", unrealistic),
)
