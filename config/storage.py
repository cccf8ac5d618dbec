"""Static files: hashed names for all, compressed copies for our own."""

from collections.abc import Iterator

from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticStorage(CompressedManifestStaticFilesStorage):
    """Compresses what visitors load, not the admin's two hundred files."""

    def compress_files(self, paths: list[str]) -> Iterator[tuple[str, str]]:
        return super().compress_files([path for path in paths if not path.startswith("admin/")])
