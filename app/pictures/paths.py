"""The coordinates of the iterates against the step: what is shown of F in more than two parameters, in numbers."""

from typing import Any, NamedTuple

import numpy as np

from app.core.arrays import Array
from app.pictures.hops import frame_of
from app.pictures.plot import Point, Scale, Tick, padded, polyline, rounded

MOST_ZEROS = 60
"""Marks of exact zeros on one line."""


class Path(NamedTuple):
    """One coordinate of one run."""

    run: int
    line: list[Point]
    zeros: list[Point]
    """Where it is exactly 0."""


class Paths(NamedTuple):
    """All coordinates of all runs, up to the frame."""

    parameters: int
    names: list[str]
    x: list[Tick]
    y: list[Tick]
    paths: list[Path]
    least: list[float]
    """The coordinates of the minimiser, if there is one alone."""
    labels: list[tuple[str, float]]
    """Names of the first run's coordinates, and how high each ends."""


def paths_of(result: dict[str, Any], ticks: int) -> Paths:
    """The paths of an answer of `/api/v1/experiment`."""
    runs, minimisers, names = result["descent"]["runs"], result["landscape"]["minimisers"], result["landscape"]["names"]
    seen = {run["run"]: np.array(run["iterates"], float)[: frame_of(result, run) + 1] for run in runs}
    least = minimisers["points"][0] if minimisers["kind"] == "point" else []
    across = Scale(0, max([1, *(len(run["iterates"]) - 1 for run in runs)]))
    up = padded(np.concatenate([[0.0], least, *(each.ravel() for each in seen.values())]), 0.08, 0.08)
    return Paths(
        parameters=len(names), names=names, x=across.ticks(ticks), y=up.ticks(7),
        paths=[_path(run, column, across, up) for run, each in seen.items() for column in each.T],
        least=[up.at(theta) for theta in least],
        labels=[(name, up.at(end)) for name, end in zip(names, next(iter(seen.values()))[-1], strict=True)],
    )  # fmt: skip


def _path(run: int, column: Array, across: Scale, up: Scale) -> Path:
    zeros = np.flatnonzero(column == 0)
    zeros = zeros[:: max(1, len(zeros) // MOST_ZEROS)]
    marks = np.stack([across(zeros), np.full(len(zeros), up.at(0))], 1)
    return Path(run, polyline(across(np.arange(len(column))), up(column)), rounded(marks))
