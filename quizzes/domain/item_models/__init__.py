"""The ways to ask, by code. A module here whose name begins with "im" is one of them: adding one is one file."""

from collections.abc import Mapping
from importlib import import_module
from pkgutil import iter_modules
from types import MappingProxyType

from quizzes.domain.candidate import ItemModel

_MODULES = sorted(module.name for module in iter_modules(__path__) if module.name.startswith("im"))
_MODELS = [import_module(f"{__name__}.{name}").MODEL for name in _MODULES]

ITEM_MODELS: Mapping[str, ItemModel] = MappingProxyType({model.code: model for model in _MODELS})
