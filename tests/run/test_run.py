"""The script itself: what it refuses, what it supplies, what it hands on."""

import ast
import os
import re
import stat
import subprocess
import sys

import pytest

from tests.servers import ROOT


def ended_with(run, function, *arguments):
    with pytest.raises(SystemExit) as ending:
        function(*arguments)
    return ending.value.code


def test_an_old_python_is_refused_in_one_line(run):
    said = ended_with(run, run.refuse_unfit_machine, (3, 10, 2), "posix")

    assert said == "run: Python 3.11 or newer is needed; this is 3.10."


def test_an_old_python_can_read_the_script_far_enough_to_say_so():
    ast.parse((ROOT / "run").read_text(), feature_version=(3, 7))


def test_windows_is_refused_in_one_line(run):
    said = ended_with(run, run.refuse_unfit_machine, (3, 12, 0), "nt")

    assert said == "run: This runs on Linux and macOS; on Windows use WSL."


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ([], ("serve", [])),
        (["--port", "8001"], ("serve", ["--port", "8001"])),
        (["serve", "--port", "8001"], ("serve", ["--port", "8001"])),
        (["test", "-k", "quiz"], ("test", ["-k", "quiz"])),
    ],
)
def test_no_verb_means_serve(run, arguments, expected):
    assert run.split_verb(arguments) == expected


def test_one_machine_gets_what_the_environment_leaves_unset(run, tmp_path):
    values = run.single_machine({"DATA_DIR": str(tmp_path)})

    assert values == {
        "ALLOWED_HOSTS": "localhost,127.0.0.1,[::1]",
        "SECRET_KEY": (tmp_path / "secret_key").read_text(),
    }


def test_the_environment_has_the_last_word(run, tmp_path):
    given = {"DATA_DIR": str(tmp_path), "ALLOWED_HOSTS": "example.org", "SECRET_KEY": "given"}

    values = run.single_machine(given)

    assert values == {}
    assert list(tmp_path.iterdir()) == []


def test_the_secret_is_made_once_and_is_its_owners_alone(run, tmp_path):
    first = run.own_secret(tmp_path)

    assert run.own_secret(tmp_path) == first
    assert len(first) >= 50
    assert stat.S_IMODE((tmp_path / "secret_key").stat().st_mode) == 0o600


def test_a_folder_that_cannot_be_written_is_named_in_one_line(run, tmp_path):
    (tmp_path / "var").write_text("a file where the folder should be")

    said = ended_with(run, run.own_secret, tmp_path / "var")

    assert said == f"run: cannot write {tmp_path / 'var' / 'secret_key'}: File exists"


def test_a_python_without_venv_is_answered_in_one_line(run, tmp_path, monkeypatch):
    monkeypatch.setattr(run, "VENV", tmp_path / "venv")
    monkeypatch.setattr(sys, "executable", "/bin/false")

    said = ended_with(run, run.make_venv)

    assert said.startswith(f"run: could not make {tmp_path / 'venv'}: no reason given (on Debian")


def test_requirements_that_cannot_be_installed_are_named_in_one_line(run, tmp_path, monkeypatch):
    wanted = tmp_path / "requirements.txt"
    wanted.write_text("not a requirement at all\n")
    monkeypatch.setattr(run, "ROOT", tmp_path)
    monkeypatch.setattr(run, "install_with_uv", lambda _requirements: False)

    said = ended_with(run, run.install, "requirements.txt")

    assert said.startswith("run: could not install requirements.txt: ERROR: Invalid requirement")
    assert "\n" not in said


def test_what_is_installed_is_not_installed_again(run, tmp_path, monkeypatch):
    (tmp_path / "requirements.txt").write_text("django==5.2.19\n")
    installed = []
    monkeypatch.setattr(run, "ROOT", tmp_path)
    monkeypatch.setattr(run, "VENV", tmp_path)
    monkeypatch.setattr(run, "install_with_uv", lambda requirements: installed.append(requirements.name) or True)

    run.install("requirements.txt")
    run.install("requirements.txt")

    assert installed == ["requirements.txt"]


def test_every_database_and_gate_has_its_pass(run):
    first, again = run.fast_passes(["full"])
    measured, whole, domain, long, on_postgres, alone = run.full_passes([])

    assert first[-1] == "not full and not alone"
    assert "database and not full and not browser and not servers" in again
    assert "--ignore-glob=*/views" in again
    assert "--cov" in measured
    assert measured[-1] == "not full and not browser and not servers and not alone"
    assert (whole[0], domain[-1]) == ("coverage", "--fail-under=100")
    assert "--hypothesis-profile=full" in long
    assert long[-1] == "(full or browser or servers or hypothesis) and not alone"
    assert on_postgres[:3] == ("python", "-m", "tests.on_postgres")
    assert on_postgres[-1] == "database and not browser and not servers"
    assert "--ignore-glob=*/views" not in on_postgres
    assert alone == ("pytest", "-m", "alone")


@pytest.mark.parametrize(
    ("markers", "expected"),
    [([], []), (["full"], ["-m", "not full"]), (["full", "browser", "browser"], ["-m", "not full and not browser"])],
)
def test_unwanted_tests_are_left_out_by_marker(run, markers, expected):
    assert run.leaving_out(markers) == expected


def test_some_tests_are_chosen_by_their_marker(run):
    assert run.leaving_out(["browser"], of="database") == ["-m", "database and not browser"]


def test_every_failed_check_is_named(run, monkeypatch, capfd):
    checks = (("first", ("true",), {}), ("second", ("false",), {}), ("third", ("false",), {}))
    monkeypatch.setattr(run, "CHECKS", checks)
    monkeypatch.setattr(run, "call", lambda program, more: int(program == "false"))

    code = run.run_checks([])

    assert code == 1
    assert capfd.readouterr().out.splitlines() == [
        "--- first",
        "--- second",
        "--- third",
        "check: second, third failed",
    ]


def test_the_help_is_the_docstring(run):
    said = subprocess.run([sys.executable, "run", "--help"], cwd=ROOT, capture_output=True, text=True, check=True)

    assert said.stdout.strip() == run.__doc__.strip()


def pins(name):
    return dict(re.findall(r"^([\w-]+)(?:\[[\w,]+\])?==(\S+)", (ROOT / name).read_text(), flags=re.MULTILINE))


def test_tests_run_on_the_very_versions_that_serve():
    served, tested = pins("requirements.txt"), pins("requirements-test.txt")

    assert {name: tested.get(name) for name in served} == served


def test_the_script_may_be_executed():
    assert os.access(ROOT / "run", os.X_OK)
