"""Dots: a level drawn on its scale, whatever the scale."""

from dataclasses import dataclass

from django import template

register = template.Library()

STEP = 15
RADIUS = 6


@dataclass(frozen=True, slots=True)
class Dot:
    x: int
    filled: bool


@register.inclusion_tag("opsmethods/_dots.html")
def dots(level: int, scale_low: int, scale_high: int) -> dict[str, object]:
    """One dot for each step; those up to the level are filled."""
    steps = range(scale_low, scale_high + 1)
    drawn = [Dot(x=RADIUS + STEP * index, filled=step <= level) for index, step in enumerate(steps)]
    return {"dots": drawn, "width": STEP * (len(drawn) - 1) + 2 * RADIUS}
