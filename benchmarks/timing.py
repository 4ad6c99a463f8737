"""Timing side by side: candidates take turns, so that a machine whose speed drifts treats all alike."""

import statistics
import time
from collections.abc import Callable
from typing import NamedTuple


class Timed(NamedTuple):
    """Milliseconds over the rounds."""

    name: str
    wall: float
    cpu: float
    fastest: float


def side_by_side(candidates: dict[str, Callable[[], object]], rounds: int = 15) -> list[Timed]:
    """Median wall and CPU time of each candidate, called in turn; one round warms up."""
    samples: dict[str, list[tuple[float, float]]] = {name: [] for name in candidates}
    for number in range(rounds + 1):
        for name, call in candidates.items():
            wall, cpu = time.perf_counter(), time.process_time()
            call()
            spent = 1e3 * (time.perf_counter() - wall), 1e3 * (time.process_time() - cpu)
            if number:
                samples[name].append(spent)
    return [_summary(name, spent) for name, spent in samples.items()]


def _summary(name: str, spent: list[tuple[float, float]]) -> Timed:
    walls, cpus = zip(*spent, strict=True)
    return Timed(name, statistics.median(walls), statistics.median(cpus), min(walls))


def print_table(title: str, rows: list[list[str]]) -> None:
    """A table in Markdown; the first row is its head."""
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    lines = [
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |" for row in rows
    ]
    rule = "|" + "|".join("-" * (width + 2) for width in widths) + "|"
    print(f"\n## {title}\n", lines[0], rule, *lines[1:], sep="\n")
