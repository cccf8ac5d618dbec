"""python -m tests.on_postgres COMMAND ...: run a command beside a PostgreSQL of its own."""

import os
import subprocess
import sys

from tests.servers import postgres


def main(command):
    with postgres() as url:
        more = {"DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "config.settings_test"}
        return subprocess.call([sys.executable, "-m", *command], env={**os.environ, **more})


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
