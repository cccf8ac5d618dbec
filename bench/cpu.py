"""Processor time of whole process trees, read from /proc."""

import os
from collections.abc import Iterator
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")


def cpu_seconds(roots: list[int]) -> float:
    """User and system time of these processes, all below them, and all that ended below them."""
    times, parents = {}, {}
    for pid, parent, ticks in processes():
        times[pid], parents[pid] = ticks, parent
    return sum(ticks for pid, ticks in times.items() if is_below(pid, parents, set(roots))) / TICKS


def processes() -> Iterator[tuple[int, int, int]]:
    for entry in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = entry.read_text().rpartition(")")[2].split()
        except OSError:  # it has ended since
            continue
        yield int(entry.parent.name), int(fields[1]), sum(map(int, fields[11:15]))


def is_below(pid: int, parents: dict[int, int], roots: set[int]) -> bool:
    while pid and pid not in roots:
        pid = parents.get(pid, 0)
    return pid in roots
