from fractions import Fraction

import pytest

from quizzes.domain.formulas import BadFormula, value_of


@pytest.mark.parametrize(
    ("claim", "value"),
    [
        ("F/q + v with F = 84000, v = 6.5, q = 12000", Fraction(27, 2)),
        ("2*(F2 - F1)/(v1 - v2) with F1 = 9000, F2 = 33000, v1 = 42, v2 = 18", 2000),
        ("flow is cheaper by: F1 - F2 with F1 = 9, F2 = 12", -3),
        ("(n - 1)*c/h with h = 40, n = 6, c = 1.5", Fraction(3, 16)),
    ],
)
def test_claim_is_computed_from_what_it_says(claim, value):
    assert value_of(claim) == value


@pytest.mark.parametrize("formula", ["F/q", "F/(F - 4)", "F +", "F**2", "-F", "1.5*F", ""])
def test_claim_that_cannot_be_computed_is_refused(formula):
    with pytest.raises(BadFormula):
        value_of(f"{formula} with F = 4")
