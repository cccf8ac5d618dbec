"""Static files: hashed names for all, compressed copies of what visitors load."""

import re
from collections.abc import Iterator

from whitenoise.storage import CompressedManifestStaticFilesStorage

LOADED = re.compile(r"(css/site|css/bootstrap\.min|js/\w+|svg/[\w-]+|django_htmx/htmx-2\.min)\.[0-9a-f]{12}\.\w+")


class StaticStorage(CompressedManifestStaticFilesStorage):
    """Compressing takes seconds, so it is done for what our pages link to, by its hashed name.

    Packages bring two hundred files more (the admin's, other builds of Bootstrap) that no visitor loads.
    """

    def compress_files(self, paths: list[str]) -> Iterator[tuple[str, str, bool]]:
        return super().compress_files([path for path in paths if LOADED.fullmatch(path)])
