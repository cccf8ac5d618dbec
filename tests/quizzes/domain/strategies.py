"""Any notes at all: any number of methods, any scale, any ranges, and holes where an editor left them."""

from decimal import Decimal

from hypothesis import strategies as st

from opsmethods.domain.facts import CellFact, CostScale, FactBase
from tests.quizzes.domain.facts import WORDINGS, made_contrasts, made_dimension, made_example, made_method

SLUGS = ("ash", "birch", "cedar", "date", "elm", "fir", "gum", "hazel")
CODES = ("AAA", "BBB", "CCC", "DDD", "EEE", "FFF")


@st.composite
def fact_bases(draw) -> FactBase:
    slugs = SLUGS[: draw(st.integers(2, 8))]
    low = draw(st.integers(-3, 3))
    scale = (low, low + draw(st.integers(1, 8)))
    codes = CODES[: draw(st.integers(0, 6))]
    return FactBase(
        topic="trees",
        version=1,
        noun="tree",
        noun_plural="trees",
        methods=tuple(
            made_method(slug, slot, phrases=draw(st.integers(0, 3))) for slot, slug in enumerate(slugs, start=1)
        ),
        dimensions=tuple(made_dimension(code, scale) for code in codes),
        cells=draw(_cells(slugs, codes, scale)),
        examples=tuple(made_example(slug, number) for slug in slugs for number in range(draw(st.integers(0, 2)))),
        contrasts=draw(_mostly(made_contrasts(slugs))),
        cost_scales=tuple(draw(_costs(slug)) for slug in slugs if draw(st.booleans())),
        wordings=tuple(draw(st.lists(st.sampled_from(WORDINGS), unique=True, min_size=4))),
    )


@st.composite
def _cells(draw, slugs, codes, scale):
    cells = {(slug, code): draw(_cell(slug, code, scale)) for slug in slugs for code in codes}
    return draw(_mostly(cells))


@st.composite
def _cell(draw, slug, code, scale) -> CellFact:
    low, level, high = sorted(draw(st.lists(st.integers(*scale), min_size=3, max_size=3)))
    if draw(st.booleans()):
        low = high = level
    return CellFact(slug, code, level, low, high, f"Of {slug} it is said that {code} is {level}.")


def _mostly(whole: dict):
    """The whole, or the whole without a few entries."""
    missing = st.sets(st.sampled_from(sorted(whole)), max_size=2) if whole else st.just(set())
    return missing.map(lambda gone: {key: value for key, value in whole.items() if key not in gone})


@st.composite
def _costs(draw, slug: str) -> CostScale:
    fixed, output = draw(st.integers(0, 100_000)), draw(st.integers(1, 10_000))
    variable = draw(st.integers(0, 5_000))
    return CostScale(
        method=slug,
        fixed_min=fixed,
        fixed_max=fixed + draw(st.integers(1, 1_000_000)),
        fixed_step=draw(st.integers(1, 5_000)),
        variable_min=Decimal(variable) / 100,
        variable_max=Decimal(variable + draw(st.integers(1, 5_000))) / 100,
        variable_step=Decimal(draw(st.integers(1, 200))) / 100,
        output_min=output,
        output_max=output + draw(st.integers(1, 100_000)),
        output_step=draw(st.integers(1, 2_000)),
    )
