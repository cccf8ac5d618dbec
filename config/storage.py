"""Static files: hashed names for all, compressed copies of what pages link to."""

import re
from collections.abc import Iterator

from whitenoise.storage import CompressedManifestStaticFilesStorage

LINKABLE = re.compile(r"(?!admin/).*\.[0-9a-f]{12}\.(css|js|svg)")


class StaticStorage(CompressedManifestStaticFilesStorage):
    """Compresses hashed copies only, and not the admin's two hundred files."""

    def compress_files(self, paths: list[str]) -> Iterator[tuple[str, str]]:
        return super().compress_files([path for path in paths if LINKABLE.fullmatch(path)])
