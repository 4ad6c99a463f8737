"""Histories of runs in numbers, as static/js/figures/history.js draws them: on a log axis, exact zeros below it."""

import math
from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

from app.core.arrays import Array
from app.core.finding import RAISED, spell
from app.pictures.plot import Point, Scale, Tick, polyline

DECADES, TICKS, FLOOR = 18, 4, 0.6
DIGITS = (1, 2, 5)
"""First digits of numbers on an axis of few decades."""
MOST = 360
"""Columns of a line: what falls into one is drawn from its least to its greatest."""

UNBOUNDED = {"F − F*": "F − lowest F met", "best so far − F*": "best so far − lowest F met"}
"""Names of what is measured from the least value, where there is none."""
KEYS: dict[str, tuple[str, Callable[[dict[str, Any]], Any]]] = {
    "gap": ("F − F*", lambda run: run["gaps"]),
    "best": ("best so far − F*", lambda run: np.minimum.accumulate(run["gaps"])),
    "slope": ("|subgradient| reported", lambda run: run["subgradient_norms"]),
    "step": ("step size", lambda run: run["step_sizes"]),
}


class Line(NamedTuple):
    """One run: where its value is positive, and where it is exactly 0."""

    run: int
    parts: list[list[Point]]
    zeros: list[Point]


class Bound(NamedTuple):
    """What a theorem promises of a run."""

    name: str
    is_worst_case: bool
    """Whether it is what no method can promise to beat, rather than a promise of this run."""
    line: list[Point]


class History(NamedTuple):
    """One panel."""

    title: str
    x: list[Tick]
    y: list[Tick]
    lines: list[Line]
    bounds: list[Bound]


def histories(result: dict[str, Any], keys: list[str]) -> list[History]:
    """The panels of these keys, in the order of `KEYS`."""
    runs = result["descent"]["runs"]
    across = Scale(0, max([1, *(len(run["iterates"]) - 1 for run in runs)]))
    names = UNBOUNDED if result["descent"]["minimisers"]["value"] is None else {}
    found = []
    for key, (title, of) in KEYS.items():
        if key in keys:
            values = {run["run"]: np.array(of(run), float) for run in runs}
            promises = [
                each for run in runs for each in run.get("theory", ()) if each["applies"] and _place(each) == key
            ]
            found.append(_panel(names.get(title, title), across, values, promises))
    return found


def _place(promise: dict[str, Any]) -> str:
    """The panel of what a theorem is about."""
    return "gap" if promise["bounds"] == "last" else "best"


def _panel(title: str, across: Scale, values: dict[int, Array], promises: list[dict[str, Any]]) -> History:
    every = np.concatenate(list(values.values()))
    positive = np.log10(every[every > 0]) if np.any(every > 0) else np.array([-1.0, 0.0])
    high = float(positive.max())
    low = max(float(positive.min()), high - DECADES)
    floor = low - FLOOR if np.any(every == 0) else None
    up = Scale((low if floor is None else floor) - 0.35, max(high, low + 1) + 0.3, turned=True)
    lines = [_line(run, each, across, up, floor) for run, each in values.items()]
    bounds = [_bound(each, across, up) for each in promises]
    return History(title, across.ticks(8), _decades(low, high, floor, up), lines, bounds)


def _bound(promise: dict[str, Any], across: Scale, up: Scale) -> Bound:
    steps, values = np.array(promise["steps"], float), np.array(promise["values"], float)
    known = values > 0
    line = polyline(across(steps[known]), up(np.log10(values[known])))
    return Bound(promise["name"], promise["bounds"] == "worst_case", line)


def _decades(low: float, high: float, floor: float | None, up: Scale) -> list[Tick]:
    every = max(1, math.ceil((high - low) / TICKS))
    powers = range(math.ceil(low / every) * every, math.floor(max(high, low + 1)) + 1, every)
    least = up.low if floor is None else floor + 0.3
    shown = [(1, power) for power in powers if power > least]
    if len(shown) < 2:  # one number alone says nothing of a scale
        around = range(math.floor(least), math.ceil(up.high) + 1)
        finer = ((digit, power) for power in around for digit in DIGITS)
        shown = [each for each in finer if least <= each[1] + math.log10(each[0]) <= up.high]
    ticks = [Tick(up.at(power + math.log10(digit)), _spelt(digit, power)) for digit, power in shown]
    return ticks if floor is None else [Tick(up.at(floor), "0"), *ticks]


def _spelt(digit: int, power: int) -> str:
    if abs(power) <= 1:
        return spell(float(f"{digit}e{power}"))
    return ("" if digit == 1 else f"{digit}×") + f"10{str(power).translate(RAISED)}"


def _line(run: int, values: Array, across: Scale, up: Scale, floor: float | None) -> Line:
    steps = np.arange(len(values))
    zeros = steps[values == 0]
    parts = np.split(steps, np.flatnonzero(np.diff(values > 0)) + 1)
    drawn = [_columns(part, np.log10(values[part])) for part in parts if len(part) and values[part[0]] > 0]
    thin = zeros[:: max(1, len(zeros) // 60)]
    at = [] if floor is None else [(x, up.at(floor)) for x in np.round(across(thin), 1).tolist()]
    return Line(run, [polyline(across(x), up(y)) for x, y in drawn], at)


def _columns(steps: Array, heights: Array) -> tuple[Array, Array]:
    """A line with no more than two points in a column."""
    if len(steps) <= 2 * MOST:
        return steps, heights
    columns = np.array_split(np.arange(len(steps)), MOST)
    ends = [(each[heights[each].argmin()], each[heights[each].argmax()]) for each in columns]
    kept = np.unique([0, *(end for pair in ends for end in pair), len(steps) - 1])
    return steps[kept], heights[kept]
