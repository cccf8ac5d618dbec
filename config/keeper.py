"""Ends what its starter left running: run as a script, told of process groups on standard input.

A line with a number names a group that has started, the same number with a minus one that is over.
The pipe closes when the starter ends, however that happens, `kill -9` included. Linux's own signal at
a parent's death is not enough: a program that is still starting may not heed it, and it comes once.
"""

import os
import signal
import sys
import time
from collections.abc import Callable, Iterable
from contextlib import suppress

PATIENCE = 15.0
ENDINGS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def main() -> None:
    for number in ENDINGS:
        signal.signal(number, signal.SIG_IGN)
    end(still_running(sys.stdin), patience=PATIENCE)


def still_running(lines: Iterable[str]) -> set[int]:
    """The groups started and not over when the lines end."""
    groups: set[int] = set()
    for line in lines:
        number = int(line)
        if number > 0:
            groups.add(number)
        else:
            groups.discard(-number)
    return groups


def end(groups: set[int], *, patience: float) -> None:
    """Ask each group's first process every two seconds; after `patience` seconds end whatever is left of the group."""
    deadline = time.monotonic() + patience
    while groups and time.monotonic() < deadline:
        for group in groups:
            reached(os.kill, group, signal.SIGTERM)
        time.sleep(2)
        groups = {group for group in groups if reached(os.killpg, group, 0)}
    for group in groups:
        reached(os.killpg, group, signal.SIGKILL)


def reached(send: Callable[[int, int], None], number: int, what: int) -> bool:
    with suppress(ProcessLookupError, PermissionError):
        send(number, what)
        return True
    return False


if __name__ == "__main__":
    main()
