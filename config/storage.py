"""Static files: hashed names for all, compressed copies of what pages link to."""

import re
from collections.abc import Iterator

from whitenoise.storage import CompressedManifestStaticFilesStorage

LINKABLE = re.compile(r"\.[0-9a-f]{12}\.(css|js|svg)$")
SELDOM = re.compile(r"^admin/|^django_htmx/ext/|htma?x-4|\.rtl\.|/bootstrap-|/bootstrap\.(bundle|esm)")


class StaticStorage(CompressedManifestStaticFilesStorage):
    """Compresses hashed copies only, and not the many files that packages bring and no page asks for."""

    def compress_files(self, paths: list[str]) -> Iterator[tuple[str, str, bool]]:
        return super().compress_files([path for path in paths if LINKABLE.search(path) and not SELDOM.search(path)])
