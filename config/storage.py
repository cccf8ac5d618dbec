"""Static files: hashed names for all, compressed copies of what pages link to."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from django.conf import settings
from whitenoise.storage import CompressedManifestStaticFilesStorage

LINKABLE = re.compile(r"\.[0-9a-f]{12}\.(css|js|svg)$")
UNUSED = re.compile(r"^admin/|/bootstrap[-.](?!min\.[0-9a-f]{12}\.css)|/htmx-(?!2\.min)")


class StaticStorage(CompressedManifestStaticFilesStorage):
    """Compresses hashed copies only, and not the many files that packages bring and no visitor loads.

    What a file is called is worked out once in a process: pages ask for the same few again and again.
    """

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._url_of = cache(super().url)

    def url(self, name: str | None, force: bool = False) -> str:  # noqa: FBT001, FBT002 - as Django has it
        return super().url(name, force) if settings.DEBUG else self._url_of(name, force)

    def compress_files(self, paths: list[str]) -> Iterator[tuple[str, str]]:
        return super().compress_files([path for path in paths if LINKABLE.search(path) and not UNUSED.search(path)])
