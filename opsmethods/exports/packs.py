"""Content packs as YAML: one file for git, or all of them in a zip."""

import re
from collections.abc import Mapping
from io import BytesIO
from textwrap import wrap
from typing import Any
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

import yaml

from opsmethods.exports.yaml_text import load_yaml

WIDTH = 112
MARKS = re.compile(r"[-*+#>]|\d+[.)]")
MOST_FILES, MOST_BYTES = 200, 2_000_000
TEXT = "tag:yaml.org,2002:str"


class UnreadablePack(ValueError):
    """The file is no content pack; the message says why."""


class Prose(yaml.SafeDumper):
    """YAML as a person would write it: keys in the order of the schema, long texts in blocks."""

    def ignore_aliases(self, _data: Any) -> bool:
        return True


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    if "\n" not in text:
        return dumper.represent_scalar(TEXT, text)
    return dumper.represent_scalar(TEXT, "\n".join(_broken(line) for line in text.split("\n")), style="|")


Prose.add_representer(str, _text)


def _broken(line: str) -> str:
    """In lines of a readable length, unless one would then look like something else to Markdown."""
    parts = wrap(line, WIDTH, break_long_words=False, break_on_hyphens=False)
    return line if any(MARKS.match(part) for part in parts[1:]) else "\n".join(parts)


def yaml_of(document: Mapping[str, Any]) -> str:
    return yaml.dump(document, Dumper=Prose, allow_unicode=True, sort_keys=False, width=WIDTH)


def zip_of(documents: Mapping[str, Mapping[str, Any]]) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, document in documents.items():
            archive.writestr(name, yaml_of(document))
    return out.getvalue()


def documents_in(content: bytes) -> dict[str, object]:
    """The YAML files of a zip by their path inside the pack. Raises UnreadablePack."""
    try:
        with ZipFile(BytesIO(content)) as archive:
            files = [info for info in archive.infolist() if info.filename.endswith(".yaml")]
            if len(files) > MOST_FILES or sum(info.file_size for info in files) > MOST_BYTES:
                raise UnreadablePack(f"A pack has at most {MOST_FILES} files and {MOST_BYTES:,} bytes.")
            return {info.filename: load_yaml(archive.read(info).decode()) for info in files}
    except (BadZipFile, UnicodeDecodeError, NotImplementedError, RuntimeError) as error:
        raise UnreadablePack("This is no zip of YAML files.") from error
    except yaml.YAMLError as error:
        raise UnreadablePack(f"A file in it is no YAML: {error}") from error
