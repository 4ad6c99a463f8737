"""The samples and what the runs make of them, in numbers, as static/js/figures/data.js draws them."""

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

from app.core.arrays import Array
from app.pictures.hops import frame_of
from app.pictures.plot import Point, Scale, Tick, padded, rounded

LABELS = (-1.6, 1.6)
"""Ends of the axis of two classes, −1 and +1."""
NEAR = 1.5
"""Ranges of what was seen."""


class Fit(NamedTuple):
    """What one run makes of the samples: a line, or a mark for each."""

    run: int
    line: list[Point]
    marks: list[Point]


class Samples(NamedTuple):
    """The samples on a panel, some of them hollow."""

    names: tuple[str, str]
    x: list[Tick]
    y: list[Tick]
    points: list[Point]
    hollow: list[Point]
    """Samples of the class −1."""
    diagonal: list[Point]
    """Where what is predicted is what was seen."""
    fits: list[Fit]


Thetas = dict[int, Array]


def data_picture(result: dict[str, Any]) -> Samples:
    """The data of an answer of `/api/v1/experiment` that has some, and the fits at the step that is shown."""
    settings, runs = result["experiment"], result["descent"]["runs"]
    now = {run["run"]: np.array(run["iterates"][min(frame_of(result, run), len(run["iterates"]) - 1)]) for run in runs}
    rows = np.array(settings["data"], float)
    return KINDS.get(settings["objective"], _cloud)(rows, now)


def _fit(rows: Array, now: Thetas) -> Samples:
    """Points, and a line through them for each run; without an intercept it goes through the origin."""
    across, up = _level(rows[:, 0], 0.06), padded(rows[:, 1], 0.15, 0.15)
    ends = np.array([across.low, across.high])
    with np.errstate(all="ignore"):
        lines = {run: theta[0] * ends + (theta[1] if len(theta) > 1 else 0.0) for run, theta in now.items()}
    fits = [Fit(run, _places(across, up, ends, heights), []) for run, heights in lines.items()]
    return Samples(("x", "y"), across.ticks(8), up.ticks(5), _places(across, up, *rows.T), [], [], fits)


def _threshold(rows: Array, now: Thetas) -> Samples:
    """Samples on x by their class, and for each run the place where its prediction changes sign."""
    across, up = _level(rows[:, 0], 0.15), Scale(*LABELS, turned=True)
    fits = []
    for run, (slope, intercept) in now.items():
        with np.errstate(all="ignore"):
            place = np.full(2, -intercept / slope if slope else np.nan)
        fits.append(Fit(run, _places(across, up, place, np.array(LABELS)), []))
    ticks = [Tick(up.at(-1), "−1"), Tick(up.at(1), "+1")]
    seen, unseen = (_places(across, up, *rows[rows[:, 1] * sign > 0].T) for sign in (1, -1))
    return Samples(("x", "class"), across.ticks(8), ticks, seen, unseen, [], fits)


def _agreement(rows: Array, now: Thetas) -> Samples:
    """What is predicted against what was seen: on the diagonal they agree."""
    seen = rows[:, -1]
    with np.errstate(all="ignore"):
        predicted = {run: rows[:, :-1] @ theta for run, theta in now.items()}
        near = np.clip(np.concatenate([seen, *predicted.values()]), *_reach(seen))
    across, up = _level(seen, 0.15), padded(near[np.isfinite(near)], 0.15, 0.15)
    ends = np.array([across.low, across.high])
    fits = [Fit(run, [], _places(across, up, seen, each)) for run, each in predicted.items()]
    diagonal = _places(across, up, ends, ends)
    return Samples(("y", "predicted"), across.ticks(8), up.ticks(5), [], [], diagonal, fits)


def _reach(seen: Array) -> tuple[float, float]:
    """So far from what was seen what is predicted may widen the panel."""
    low, high = float(seen.min()), float(seen.max())
    air = NEAR * (high - low or abs(high) or 1.0)
    return low - air, high + air


def _location(rows: Array, now: Thetas) -> Samples:
    """The samples in their order, and for each run its estimate as a level."""
    numbers = np.arange(1.0, len(rows) + 1)
    across, up = Scale(0.5, len(rows) + 0.5), padded(rows[:, 0], 0.15, 0.15)
    ends = np.array([across.low, across.high])
    fits = [Fit(run, _places(across, up, ends, np.full(2, theta[0])), []) for run, theta in now.items()]
    ticks = [tick for tick in across.ticks(8) if "." not in tick.text]
    return Samples(("sample", "y"), ticks, up.ticks(5), _places(across, up, numbers, rows[:, 0]), [], [], fits)


def _cloud(rows: Array, now: Thetas) -> Samples:
    """Samples of a function that says itself what it makes of them: no line is known."""
    drawn = _location(rows, {}) if rows.shape[1] == 1 else _fit(rows, {})
    return drawn


KINDS: dict[str, Callable[[Array, Thetas], Samples]] = {
    "scale": _fit, "line": _fit, "classify": _threshold, "plane": _agreement, "location": _location,
}  # fmt: skip


def _level(values: Array, air: float) -> Scale:
    return padded(values, air, air)._replace(turned=False)


def _places(across: Scale, up: Scale, x: Array, y: Array) -> list[Point]:
    known = np.isfinite(x) & np.isfinite(y)
    return rounded(np.stack([across(x[known]), up(y[known])], 1))
