"""The judges of a page that come from npm, installed when first asked for."""

import fcntl
import hashlib
import json
import os
import shutil
import subprocess
from pathlib import Path
from urllib.request import url2pathname

import pytest

FOLDER = Path(__file__).resolve().parent
MODULES = FOLDER / "node_modules"
LOCK = FOLDER / "package-lock.json"
QUIET = ("--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
TRIES = 3
CHROMIUM_FLAGS = ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-sync")


def modules() -> Path:
    """The folder of installed npm packages; one process installs, the others wait for it."""
    if not shutil.which("npm"):
        pytest.skip("no npm: install Node.js to have the pages judged")
    wanted = hashlib.sha256(LOCK.read_bytes()).hexdigest()
    stamp = MODULES / ".stamp"
    with (FOLDER / "package.json").open() as guard:
        fcntl.flock(guard, fcntl.LOCK_EX)
        if not stamp.exists() or stamp.read_text() != wanted:
            subprocess.run(["npm", "ci", *QUIET], cwd=FOLDER, check=True)
            stamp.write_text(wanted)
    return MODULES


def axe_source() -> str:
    return (modules() / "axe-core/axe.min.js").read_text()


def markup_errors(folder: Path) -> list[str]:
    """What the Nu checker calls an error in the HTML files of a folder, each with its file and line."""
    if not shutil.which("java"):
        pytest.skip("no java: install a Java runtime to have the markup judged")
    jar = modules() / "vnu-jar/build/dist/vnu.jar"
    command = ["java", "-jar", str(jar), "--format", "json", "--also-check-css", "--also-check-svg", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    messages = json.loads(done.stderr)["messages"]
    return sorted({f"{_place(each)}: {each['message']}" for each in messages if each["type"] != "info"})


def _place(message: dict) -> str:
    name = Path(url2pathname(message.get("url", ""))).name
    return f"{name}:{message.get('lastLine', '?')}"


def _run_to_the_end(command: list[str], *, env: dict[str, str]) -> None:
    """Lighthouse may lose its browser before it has judged anything: that is no judgement, so it runs again."""
    for _ in range(TRIES):
        done = subprocess.run(command, capture_output=True, text=True, check=False, env=env)
        if done.returncode == 0:
            return
    raise AssertionError(f"Lighthouse did not come to its end in {TRIES} runs: {done.stderr[-2000:]}")


def lighthouse(url: str, *, chromium: str, cookies: dict[str, str], report: Path) -> dict[str, float]:
    """Scores out of 100 by category, for a person with these cookies."""
    headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items())} if cookies else {}
    command = [
        str(modules() / ".bin/lighthouse"),
        url,
        "--quiet",
        "--output=json",
        f"--output-path={report}",
        f"--only-categories={','.join(CATEGORIES)}",
        f"--extra-headers={json.dumps(headers)}",
        f"--chrome-flags={' '.join(CHROMIUM_FLAGS)}",
    ]
    _run_to_the_end(command, env={**os.environ, "CHROME_PATH": chromium})
    found = json.loads(report.read_text())["categories"]
    return {name: round(found[name]["score"] * 100) for name in CATEGORIES}
