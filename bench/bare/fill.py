"""Rows that make the bare page weigh about 11 KB."""

from bench.bare.models import Line

TEXT = "A method of operations is the way in which a business turns what it buys into what it sells. " * 3


def fill() -> None:
    Line.objects.bulk_create(Line(title=f"Line {number}", text=TEXT) for number in range(1, 31))
