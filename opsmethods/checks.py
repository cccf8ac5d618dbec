"""System check: the notes that come with the site can be read."""

from pathlib import Path
from typing import Any

import yaml
from django.core.checks import CheckMessage, Error

from opsmethods.domain.content import SHIPPED, read_pack
from opsmethods.domain.schema import ContentError
from opsmethods.exports.yaml_text import load_yaml


def content_parses(folder: Path = SHIPPED, **_: Any) -> list[CheckMessage]:
    """opsmethods.E001, one for each pack that cannot be read."""
    packs = sorted(path for path in folder.iterdir() if path.is_dir())
    return [Error(f"{pack.name}: {problem}", id="opsmethods.E001") for pack in packs if (problem := problem_in(pack))]


def problem_in(pack: Path) -> str:
    try:
        read_pack(pack, load=load_yaml)
    except (ContentError, yaml.YAMLError) as error:
        return str(error)
    return ""
