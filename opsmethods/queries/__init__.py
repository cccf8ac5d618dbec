"""Reads of the notes."""

from opsmethods.queries.choosing import ChoicePage, NothingToAsk, choice_page, chooser_facts
from opsmethods.queries.comparison import (
    ComparedMethod,
    Comparison,
    ComparisonGroup,
    ComparisonRow,
    TraitRow,
    TraitText,
    UnknownDimension,
    comparison,
)
from opsmethods.queries.costs import CostPage, NothingToCompare, cost_page
from opsmethods.queries.drawings import map_of, process_of
from opsmethods.queries.facts import fact_base
from opsmethods.queries.grid import grid_of
from opsmethods.queries.material import clashes_beside, note_places_of
from opsmethods.queries.methods import (
    MethodPage,
    Neighbour,
    Standing,
    StandingGroup,
    ViewGroup,
    method_page,
    standing_of,
)
from opsmethods.queries.overview import DimensionGroup, SyllabusLine, TopicPage, topic_page
from opsmethods.queries.packs import pack_of
from opsmethods.queries.prose import Prose, prose_of, terms_of
from opsmethods.queries.quoted import content_row, row_at
from opsmethods.queries.rows import TABLES, Table, rows_by_key
from opsmethods.queries.search import search_notes
from opsmethods.queries.themes import SectionPage, ThemePage, changes_of, theme_page, themes_of
from opsmethods.queries.topics import (
    dimensions_of,
    leaks_of,
    live,
    methods,
    methods_of,
    statements_beside,
    topic_at,
    topic_of,
    topics,
    topics_with_methods,
)
from opsmethods.queries.versions import (
    PastVersion,
    comes_back,
    history_of,
    key_for,
    last_words,
    parents_of,
    past_versions,
    table_of,
    topic_for,
    values_of,
    version_of,
)

__all__ = [
    "TABLES",
    "ChoicePage",
    "ComparedMethod",
    "Comparison",
    "ComparisonGroup",
    "ComparisonRow",
    "CostPage",
    "DimensionGroup",
    "MethodPage",
    "Neighbour",
    "NothingToAsk",
    "NothingToCompare",
    "PastVersion",
    "Prose",
    "SectionPage",
    "Standing",
    "StandingGroup",
    "SyllabusLine",
    "Table",
    "ThemePage",
    "TopicPage",
    "TraitRow",
    "TraitText",
    "UnknownDimension",
    "ViewGroup",
    "changes_of",
    "choice_page",
    "chooser_facts",
    "clashes_beside",
    "comes_back",
    "comparison",
    "content_row",
    "cost_page",
    "dimensions_of",
    "fact_base",
    "grid_of",
    "history_of",
    "key_for",
    "last_words",
    "leaks_of",
    "live",
    "map_of",
    "method_page",
    "methods",
    "methods_of",
    "note_places_of",
    "pack_of",
    "parents_of",
    "past_versions",
    "process_of",
    "prose_of",
    "row_at",
    "rows_by_key",
    "search_notes",
    "standing_of",
    "statements_beside",
    "table_of",
    "terms_of",
    "theme_page",
    "themes_of",
    "topic_at",
    "topic_for",
    "topic_of",
    "topic_page",
    "topics",
    "topics_with_methods",
    "values_of",
    "version_of",
]
