"""How many cores this process may use."""

import math
import os
from pathlib import Path

QUOTA = Path("/sys/fs/cgroup/cpu.max")
"""Where a container finds what it is given: microseconds in so many."""


def cores(quota: Path = QUOTA) -> int:
    """Of those that the machine has, those that the scheduler and the container's limit leave; at least one."""
    found = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    try:
        given, period = map(int, quota.read_text("ascii").split())
    except (OSError, ValueError):  # no such file, or "max" in it
        return found
    return max(1, min(found, math.ceil(given / period)))
