"""Static files: hashed names for all, compressed copies of what pages link to."""

import re
from collections.abc import Iterator

from whitenoise.storage import CompressedManifestStaticFilesStorage

LINKABLE = re.compile(r"\.[0-9a-f]{12}\.(css|js|svg)$")
UNUSED = re.compile(r"^admin/|/bootstrap[-.](?!min\.[0-9a-f]{12}\.css)|/htmx-(?!2\.min)")


class StaticStorage(CompressedManifestStaticFilesStorage):
    """Compresses hashed copies only, and not the many files that packages bring and no visitor loads."""

    def compress_files(self, paths: list[str]) -> Iterator[tuple[str, str]]:
        return super().compress_files([path for path in paths if LINKABLE.search(path) and not UNUSED.search(path)])
