"""Sums, worked out from the figures in the stem."""

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from tests.journeys.verdict import Verdict, number


class Sums:
    def _asked(self, value, options, method="") -> Iterator[Verdict]:
        yield from (Verdict(option, method) for option in options if Fraction(number(option)) == value)

    def _share(self, part, whole, options, method="") -> Iterator[Verdict]:
        tenths = (100 * Decimal(part.numerator) / Decimal(part.denominator)) / Decimal(str(whole))
        rounded = tenths.quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)
        yield from (Verdict(option, method) for option in options if number(option) == rounded)

    def _pair(self, words):
        first, second = self._named(words["first"]), self._named(words["second"])
        fixed = [Fraction(number(words[name])) for name in ("fixed_first", "fixed_second")]
        variable = [Fraction(number(words[name])) for name in ("variable_first", "variable_second")]
        return (first, second), fixed, variable

    def _im27(self, words, options) -> Iterator[Verdict]:
        slugs, fixed, variable = self._pair(words)
        yield from self._asked((fixed[1] - fixed[0]) / (variable[0] - variable[1]), options, slugs[1])

    def _im28(self, words, options) -> Iterator[Verdict]:
        slugs, fixed, variable = self._pair(words)
        output = Fraction(number(words["output"]))
        totals = [one + other * output for one, other in zip(fixed, variable, strict=True)]
        cheaper = self.methods[slugs[totals.index(min(totals))]]["name"]
        saving = abs(totals[0] - totals[1])
        for option in options:
            name, _, amount = option.partition(", by ")
            if name == cheaper and Fraction(number(amount)) == saving:
                yield Verdict(option, slugs[1])

    def _im29(self, words, options):
        return self._share(Fraction(number(words["made"])), number(words["capacity"]), options)

    def _im30(self, words, options):
        lost = Fraction(number(words["runs"])) * Fraction(number(words["reset"]))
        return self._share(lost, number(words["hours"]), options)

    def _im31(self, words, options):
        cost = Fraction(number(words["cost"]))
        fall = cost / Fraction(number(words["small"])) - cost / Fraction(number(words["large"]))
        return self._asked(fall, options)

    def _im32(self, words, options) -> Iterator[Verdict]:
        fixed, variable = Fraction(number(words["fixed"])), Fraction(number(words["variable"]))
        before, after = (fixed / Fraction(number(words[name])) + variable for name in ("before", "after"))
        for slug, method in self.methods.items():
            bounds = method.get("costs", {}).get("variable")
            if bounds and bounds["min"] <= variable <= bounds["max"]:
                yield from self._share((before - after) / before, 1, options, slug)

    def _im33(self, words, options):
        before, after = Fraction(number(words["before"])), Fraction(number(words["after"]))
        return self._share((after - before) / before, 1, options)
