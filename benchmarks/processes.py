"""What a process and its descendants use, as Linux's /proc tells it."""

import os
from pathlib import Path
from typing import NamedTuple

TICKS = os.sysconf("SC_CLK_TCK")


class Used(NamedTuple):
    """CPU seconds so far, megabytes now, and the most megabytes that any one of them has had."""

    cpu: float
    memory: float
    peak: float


def family(pid: int) -> list[int]:
    """A process and its descendants."""
    children = [int(child) for task in Path(f"/proc/{pid}/task").glob("*/children") for child in _read(task).split()]
    return [pid, *(each for child in children for each in family(child))]


def used(pid: int) -> Used:
    """What the family of a process has used; those that end meanwhile count no longer."""
    members = [_used(member) for member in family(pid)]
    return Used(
        sum(each.cpu for each in members), sum(each.memory for each in members), max(each.peak for each in members)
    )


def _used(pid: int) -> Used:
    fields = _read(Path(f"/proc/{pid}/stat")).rpartition(")")[2].split()
    status = dict(line.split(":", 1) for line in _read(Path(f"/proc/{pid}/status")).splitlines())
    memory, peak = (int(status.get(name, "0 kB").split()[0]) / 1024 for name in ("VmRSS", "VmHWM"))
    ticks = sum(map(int, fields[11:15])) if fields else 0  # its own, and those of children that have ended
    return Used(ticks / TICKS, memory, peak)


def _read(path: Path) -> str:
    try:
        return path.read_text()
    except OSError:
        return ""
