"""The ways to ask, by code."""

from collections.abc import Mapping
from types import MappingProxyType

from quizzes.domain.candidate import ItemModel
from quizzes.domain.item_models import (
    im01_definition,
    im03_example,
    im05_superlative,
    im06_comparison,
    im08_conjunction,
    im26_unit_cost,
)

ITEM_MODELS: Mapping[str, ItemModel] = MappingProxyType(
    {
        model.code: model
        for model in (
            im01_definition.MODEL,
            im03_example.MODEL,
            im05_superlative.MODEL,
            im06_comparison.MODEL,
            im08_conjunction.MODEL,
            im26_unit_cost.MODEL,
        )
    }
)
