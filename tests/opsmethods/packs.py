"""The two content packs, as files and as dictionaries that a test may spoil."""

from copy import deepcopy
from functools import cache
from pathlib import Path

from opsmethods.domain.content import FILES, FOLDERS, SHIPPED, parse_pack, read_pack
from opsmethods.domain.specs import Pack
from opsmethods.exports.yaml_text import load_yaml

PACKS = {
    "operations-methods": SHIPPED / "operations-methods",
    "pricing-strategies": Path(__file__).parent.parent / "packs/pricing-strategies",
}


@cache
def load(name: str) -> Pack:
    return read_pack(PACKS[name], load=load_yaml)


def documents(name: str) -> dict:
    """The pack's files as plain dictionaries, new each time."""
    return deepcopy(_documents(name))


@cache
def _documents(name: str) -> dict:
    folder = PACKS[name]
    paths = [folder / file for file in FILES if (folder / file).exists()]
    paths += [path for name in FOLDERS for path in sorted(folder.glob(f"{name}/*.yaml"))]
    return {path.relative_to(folder).as_posix(): load_yaml(path.read_text()) for path in paths}


def spoiled(name: str, file: str, path: str, value: object) -> Pack:
    """The pack with one value put in place of another. Raises ContentError."""
    found = documents(name)
    *steps, last = [int(step) if step.isdigit() else step for step in path.split(".")]
    place = found[file]
    for step in steps:
        place = place[step]
    place[last] = value
    return parse_pack(found)


def texts_in(value: object):
    """Every text anywhere inside."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from texts_in(item)
    elif isinstance(value, list):
        for item in value:
            yield from texts_in(item)
