"""Each import contract is proven by breaking it: a violation is planted in a copy and must be found."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.source import PYPROJECT, ROOT, ROOT_PACKAGES

INLINE = "def late():\n    import {}\n"
VIOLATIONS = [
    ("apps", "essays/queries.py", "import quizzes.models"),
    ("apps", "quizzes/queries/__init__.py", "import essays.models"),
    ("apps", "essays/operations.py", "import classrooms.models"),
    ("apps", "opsmethods/queries.py", "import quizzes.models"),
    ("apps", "quizzes/queries/__init__.py", "import progress.models"),
    ("apps", "accounts/queries.py", "import config.settings"),
    ("layers", "quizzes/utils.py", ""),
    ("layers", "essays/services/__init__.py", ""),
    ("layers", "quizzes/models/__init__.py", "import quizzes.operations"),
    ("layers", "quizzes/models/__init__.py", INLINE.format("quizzes.operations")),
    ("layers", "quizzes/forms/starting.py", "import quizzes.operations"),
    ("layers", "quizzes/queries/__init__.py", "import quizzes.operations"),
    ("layers", "quizzes/operations/__init__.py", "import quizzes.tasks"),
    ("layers", "opsmethods/editing.py", "import opsmethods.admin"),
    ("pure", "quizzes/domain/item.py", "import django"),
    ("pure", "opsmethods/domain/content.py", "import yaml"),
    ("celery", "quizzes/operations/__init__.py", "import celery"),
    ("edges", "classrooms/operations.py", "import essays.views"),
    ("edges", "classrooms/admin.py", "import essays.admin"),
    ("quizzes-tasks", "classrooms/views.py", "import quizzes.tasks"),
    ("essays-tasks", "classrooms/views.py", "import essays.tasks"),
    ("progress-tasks", "progress/operations.py", "import progress.tasks"),
    ("tables", "quizzes/views/__init__.py", "import quizzes.models"),
    ("tables", "classrooms/views.py", "import quizzes.models"),
    ("yaml", "opsmethods/operations.py", "import yaml"),
    ("fsrs", "quizzes/domain/scoring.py", "import fsrs"),
]


def contracts() -> set[str]:
    return {contract["id"] for contract in PYPROJECT["tool"]["importlinter"]["contracts"]}


@pytest.fixture(scope="module")
def copy(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("copy")
    shutil.copy(ROOT / "pyproject.toml", folder)
    for package in ROOT_PACKAGES:
        shutil.copytree(ROOT / package, folder / package, ignore=shutil.ignore_patterns("__pycache__", "content"))
    return folder


def broken_contracts(folder: Path, *only: str) -> subprocess.CompletedProcess:
    options = [part for contract in only for part in ("--contract", contract)]
    command = [Path(sys.executable).with_name("lint-imports"), "--no-cache", *options]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def test_the_contracts_hold(copy):
    done = broken_contracts(copy)

    assert done.returncode == 0, done.stdout + done.stderr


def test_every_contract_is_broken_once():
    assert {contract for contract, _, _ in VIOLATIONS} == contracts()


@pytest.mark.parametrize(("contract", "path", "line"), VIOLATIONS)
def test_a_violation_is_found(copy, contract, path, line):
    target = copy / path
    before = target.read_bytes() if target.exists() else None
    target.parent.mkdir(exist_ok=True)
    target.write_text((before or b"").decode() + "\n" + line)

    done = broken_contracts(copy, contract)

    restore(target, before)
    assert "BROKEN" in done.stdout, done.stdout + done.stderr


def restore(target: Path, before: bytes | None) -> None:
    if before is not None:
        target.write_bytes(before)
    else:
        target.unlink()
        if target.name == "__init__.py":
            target.parent.rmdir()
