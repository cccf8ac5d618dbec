"""Claims about sums, computed again from what they say: "F/q + v with F = 84000, v = 6.5, q = 12000" is 27/2."""

import ast
import operator
import re
from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import lru_cache

OPERATORS: Mapping[type[ast.operator], Callable[[Fraction, Fraction], Fraction]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}
FIGURE = re.compile(r"\b([A-Za-z]\w?) = ([\d.]+)")


class BadFormula(ValueError):
    """It cannot be computed."""


def value_of(claim: str) -> Fraction:
    """The value of the formula before "with", its letters those told after it. Raises BadFormula."""
    formula, _, told = claim.partition(" with ")
    figures = {name: Fraction(value) for name, value in FIGURE.findall(told)}
    try:
        return _value(_parsed(formula.rpartition(": ")[2]), figures)
    except (SyntaxError, KeyError, ZeroDivisionError) as fault:
        raise BadFormula(claim) from fault


@lru_cache(maxsize=256)
def _parsed(formula: str) -> ast.expr:
    return ast.parse(formula, mode="eval").body


def _value(node: ast.expr, figures: Mapping[str, Fraction]) -> Fraction:
    if isinstance(node, ast.BinOp) and type(node.op) in OPERATORS:
        return OPERATORS[type(node.op)](_value(node.left, figures), _value(node.right, figures))
    if isinstance(node, ast.Name):
        return figures[node.id]
    if isinstance(node, ast.Constant) and isinstance(node.value, int):
        return Fraction(node.value)
    raise BadFormula(ast.dump(node))
