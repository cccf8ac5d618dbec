"""The project's own source as data: what the convention tests read."""

import ast
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path

from django.apps import apps
from django.urls import URLPattern, URLResolver, get_resolver

ROOT = Path(__file__).resolve().parent.parent
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
ROOT_PACKAGES = tuple(PYPROJECT["tool"]["importlinter"]["root_packages"])
APPS = tuple(name for name in ROOT_PACKAGES if name != "config")


def tracked(*patterns: str) -> list[Path]:
    """Files of the project that git knows or would add."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "--", *patterns]
    names = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\n")
    return sorted(path for name in names if name and (path := ROOT / name).is_file())


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def functions_in(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def own_patterns() -> dict[str, dict[str, URLPattern]]:
    """URL patterns of the six apps, by app and URL name."""
    resolvers = [each for each in get_resolver().url_patterns if isinstance(each, URLResolver)]
    return {
        each.app_name: {pattern.name: pattern for pattern in each.url_patterns}
        for each in resolvers
        if each.app_name in APPS
    }


def own_views() -> dict[str, object]:
    """View functions by `app:url_name`."""
    return {
        f"{app}:{name}": pattern.callback
        for app, patterns in own_patterns().items()
        for name, pattern in patterns.items()
    }


def own_models() -> list[type]:
    return [model for app in APPS for model in apps.get_app_config(app).get_models()]
