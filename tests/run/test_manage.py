"""A wrong setting, an absent database: one clear line, and an exit code that is not 0."""

import subprocess
import sys

import pytest

from tests.servers import ROOT, site_env


def said_by(env, *arguments):
    command = [sys.executable, "manage.py", *arguments]
    done = subprocess.run(command, env=env, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode != 0
    return done.stderr.splitlines()


@pytest.mark.parametrize("name", ["SECRET_KEY", "ALLOWED_HOSTS"])
def test_a_missing_setting_is_named(tmp_path, name):
    env = site_env(tmp_path)
    del env[name]

    assert said_by(env, "check") == [f'manage.py: Environment variable "{name}" not set']


@pytest.mark.parametrize(
    ("name", "value", "line"),
    [
        ("SECRET_KEY", "", "The SECRET_KEY setting must not be empty."),
        ("DEBUG", "perhaps", 'Environment variable "DEBUG" invalid: Not a valid boolean.'),
        ("DATABASE_URL", "elsewhere", 'Environment variable "DATABASE_URL" invalid: Not a valid database URL.'),
        ("SWEEP_SECONDS", "soon", 'Environment variable "SWEEP_SECONDS" invalid: Not a valid integer.'),
        ("EMAIL_URL", "pigeon://roof", "Environment variable \"EMAIL_URL\" invalid: ['no known scheme']"),
        ("TIME_ZONE", "Mars", "Incorrect timezone setting: Mars"),
        (
            "LOG_LEVEL",
            "LOUD",
            "Environment variable \"LOG_LEVEL\" invalid: ['Must be one of: DEBUG, INFO, WARNING, ERROR, CRITICAL.']",
        ),
    ],
)
def test_a_malformed_setting_is_named(tmp_path, name, value, line):
    assert said_by({**site_env(tmp_path), name: value}, "migrate") == [f"manage.py: {line}"]


@pytest.mark.parametrize("command", ["migrate", "prepare", "serve"])
def test_an_unreachable_database_is_said_in_one_line(tmp_path, command):
    env = site_env(tmp_path, database_url="postgresql://site@127.0.0.1:1/site")

    (line,) = said_by(env, command)

    assert line.startswith("manage.py: connection failed: ")
    assert "127.0.0.1" in line


@pytest.mark.parametrize("command", ["migrate", "serve"])
def test_a_data_folder_that_cannot_be_used_is_said_in_one_line(tmp_path, command):
    (tmp_path / "var").write_text("a file where the folder should be")

    (line,) = said_by(site_env(tmp_path / "var"), command)

    assert line in {
        "manage.py: unable to open database file",
        f"CommandError: [Errno 17] File exists: '{tmp_path / 'var'}'",
    }


def test_the_whole_story_is_there_for_the_asking(tmp_path):
    env = site_env(tmp_path, database_url="postgresql://site@127.0.0.1:1/site")

    assert said_by(env, "migrate", "--traceback")[0] == "Traceback (most recent call last):"
