"""Claims about sums, computed again from what they say: "F/q + v with F = 84000, v = 6.5, q = 12000" is 27/2.

Numbers on the way are pairs of a numerator and a denominator that are never reduced, which is exact and quick.
"""

import ast
import re
from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import lru_cache
from operator import itemgetter

Ratio = tuple[int, int]
Computed = Callable[[Mapping[str, Ratio]], Ratio]

FIGURE = re.compile(r"\b([A-Za-z]\w?) = ([\d.]+)")


class BadFormula(ValueError):
    """It cannot be computed."""


def value_of(claim: str) -> Fraction:
    """The value of the formula before "with", its letters those told after it. Raises BadFormula."""
    return Fraction(*ratio_of(claim))


def ratio_of(claim: str) -> Ratio:
    """The same as a pair that is not reduced. Raises BadFormula."""
    formula, _, told = claim.partition(" with ")
    try:
        return _computed(formula.rpartition(": ")[2])(figures_in(told))
    except (SyntaxError, KeyError, ZeroDivisionError) as fault:
        raise BadFormula(claim) from fault


@lru_cache(maxsize=256)
def _computed(formula: str) -> Computed:
    return _computed_by(ast.parse(formula, mode="eval").body)


@lru_cache(maxsize=256)
def figures_in(told: str) -> Mapping[str, Ratio]:
    """What letters stand for: "v = 6.5, q = 12000" is v: 65/10, q: 12000/1. The options of a question share them."""
    return {name: _ratio(value) for name, value in FIGURE.findall(told)}


def _ratio(number: str) -> Ratio:
    whole, _, decimals = number.partition(".")
    return int(whole + decimals), 10 ** len(decimals)


def _computed_by(node: ast.expr) -> Computed:
    if isinstance(node, ast.Name):
        return itemgetter(node.id)
    if isinstance(node, ast.BinOp) and type(node.op) in OPERATORS:
        operator, left, right = OPERATORS[type(node.op)], _computed_by(node.left), _computed_by(node.right)
        return lambda figures: operator(left(figures), right(figures))
    if isinstance(node, ast.Constant) and isinstance(node.value, int):
        constant = node.value, 1
        return lambda _figures: constant
    raise BadFormula(ast.dump(node))


def _sum(one: Ratio, other: Ratio) -> Ratio:
    return one[0] * other[1] + other[0] * one[1], one[1] * other[1]


def _difference(one: Ratio, other: Ratio) -> Ratio:
    return one[0] * other[1] - other[0] * one[1], one[1] * other[1]


def _product(one: Ratio, other: Ratio) -> Ratio:
    return one[0] * other[0], one[1] * other[1]


def _quotient(one: Ratio, other: Ratio) -> Ratio:
    if not other[0]:
        raise ZeroDivisionError
    return one[0] * other[1], one[1] * other[0]


OPERATORS: Mapping[type[ast.operator], Callable[[Ratio, Ratio], Ratio]] = {
    ast.Add: _sum,
    ast.Sub: _difference,
    ast.Mult: _product,
    ast.Div: _quotient,
}
