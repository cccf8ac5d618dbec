"""What code and content of files this process runs: part of every page's fingerprint."""

from hashlib import sha256
from pathlib import Path

PARTS = ("accounts", "opsmethods", "quizzes", "essays", "classrooms", "progress", "config", "templates", "static")
KINDS = {".py", ".html", ".css", ".js", ".svg"}


def code_version(root: Path) -> str:
    """The same on every machine that runs the same files, and another one after any change to them."""
    digest = sha256()
    files = (path for part in PARTS for path in (root / part).rglob("*") if path.suffix in KINDS)
    for path in sorted(files):
        digest.update(f"{path.relative_to(root)} {sha256(path.read_bytes()).hexdigest()}\n".encode())
    return digest.hexdigest()[:16]
