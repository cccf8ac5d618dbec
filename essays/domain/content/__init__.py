"""The shape of a pack's essay files: plain dictionaries in, checked prompts, rubrics and exemplars out.

One file holds the general rubric under `criteria`. A file with `exemplars` holds sample answers to one prompt.
Every other file holds a prompt; its `rubric` says only what differs from the general one. Each error names the
file and the place in it.
"""

from essays.domain.content.pack import EssayPack, parse_pack
from essays.domain.content.prompts import PointSpec, PromptSpec, ScaffoldRowSpec, VariantSpec
from essays.domain.content.trees import ContentError

__all__ = [
    "ContentError",
    "EssayPack",
    "PointSpec",
    "PromptSpec",
    "ScaffoldRowSpec",
    "VariantSpec",
    "parse_pack",
]
