"""Reads of the notes."""

from opsmethods.queries.facts import fact_base
from opsmethods.queries.pages import (
    ComparedMethod,
    Comparison,
    ComparisonRow,
    MethodPage,
    Standing,
    UnknownDimension,
    ViewGroup,
    comparison,
    method_page,
    standing_of,
)
from opsmethods.queries.rows import TABLES, Table, rows_by_key
from opsmethods.queries.topics import dimensions_of, leaks_of, methods, topic_of, topics, topics_with_methods

__all__ = [
    "TABLES",
    "ComparedMethod",
    "Comparison",
    "ComparisonRow",
    "MethodPage",
    "Standing",
    "Table",
    "UnknownDimension",
    "ViewGroup",
    "comparison",
    "dimensions_of",
    "fact_base",
    "leaks_of",
    "method_page",
    "methods",
    "rows_by_key",
    "standing_of",
    "topic_of",
    "topics",
    "topics_with_methods",
]
