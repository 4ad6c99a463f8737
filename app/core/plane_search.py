"""The lowest point that a search finds of a formula of two parameters, exact to the last bits where kinks cross."""

from collections.abc import Iterator
from itertools import combinations

import numpy as np

from app.core.arrays import Array
from app.core.enclosure import Enclosure
from app.core.function_problem import FunctionProblem
from app.core.interruption import check
from app.core.interval import Interval
from app.core.minimiser_set import MinimiserSet
from app.core.switch import Switch, switches

SCALES = 1.0, 10.0, 100.0
"""Half widths of the grids."""
POINTS = 41
VALLEYS = 6
"""Points of all grids, lower than their neighbours, from which a descent starts."""
MOST_POLISHED = 2
DEEPEST = -1e12
"""A search that comes as low as this is at a pole."""
FAR = np.array([1e6, 1e9, 1e12])
DIRECTIONS = 32
NEAR = 1e-3
"""How near the lines of switches have to be to be polished along."""
MOST_SWITCHES = 5
ROUNDS = 6
STEPS = 6
"""Of Newton's method, on to lines and crossings."""
SOURCE = "search of the plane"


def lowest_in_the_plane(problem: FunctionProblem) -> MinimiserSet:
    """The lowest point found by descents from grids, each polished along kinks and at their crossings."""
    starts = _starts(problem)
    if _floor(problem) == -np.inf and _falls_for_ever(problem):
        return MinimiserSet("none", np.empty((0, 2)), -np.inf, SOURCE, False, False)
    found = sorted((_descended(problem, start) for start in starts), key=lambda theta: _height(problem, theta))
    best = min(
        (_polished(problem, theta) for theta in found[:MOST_POLISHED]), key=lambda theta: _height(problem, theta)
    )
    if not float(problem.value(best)) > DEEPEST:
        return MinimiserSet("none", np.empty((0, 2)), -np.inf, SOURCE, False, False)
    return MinimiserSet("point", best[None], float(problem.value(best)), SOURCE, False, complete=False)


def _height(problem: FunctionProblem, theta: Array) -> float:
    check()
    value = float(problem.value(theta))
    return value if np.isfinite(value) else np.inf


def _starts(problem: FunctionProblem) -> Array:
    """The lowest points of the grids that are no higher than their neighbours, and the function's start."""
    found = [np.array([problem.function.start])]
    for scale in SCALES:
        axis = np.linspace(-scale, scale, POINTS)
        grid = np.stack(np.meshgrid(axis, axis), -1)
        value = problem.value(grid)
        padded = np.pad(np.where(np.isfinite(value), value, np.inf), 1, constant_values=np.inf)
        around = [padded[1 + i : POINTS + 1 + i, 1 + j : POINTS + 1 + j] for i in (-1, 0, 1) for j in (-1, 0, 1)]
        found.append(grid[np.isfinite(value) & (value <= np.minimum.reduce(around))])
    points = np.concatenate(found)
    values = problem.value(points)
    order = np.argsort(np.where(np.isfinite(values), values, np.inf), kind="stable")
    return points[order[:VALLEYS]]


def _floor(problem: FunctionProblem) -> float:
    """No less than this is F anywhere: what interval arithmetic says of the whole plane."""
    data = problem.switches.samples
    anything = Interval.between(np.full(len(data), -np.inf), np.full(len(data), np.inf))
    columns = [anything, anything, *(Interval.between(column, column) for column in data.T)]
    with np.errstate(all="ignore"):
        return float(np.broadcast_to(Enclosure(problem.tape, columns, False).value.low, len(data)).mean())


def _falls_for_ever(problem: FunctionProblem) -> bool:
    """Whether F goes on falling as fast as before along some direction, far out."""
    angles = 2 * np.pi * (np.arange(DIRECTIONS) + 0.5) / DIRECTIONS
    around = np.stack([np.cos(angles), np.sin(angles)], -1)
    axes = np.array([[1.0, 0.0], [-1.0, 0.0], [0.0, 1.0], [0.0, -1.0]])
    values = problem.value(FAR[:, None, None] * np.concatenate([around, axes]))
    with np.errstate(all="ignore"):
        first, second = values[0] - values[1], values[1] - values[2]
        falls = (values[2] == -np.inf) | (second >= first / 2) & (first > 1e-9 * np.abs(values[0]))
    return bool(falls.any())


def _descended(problem: FunctionProblem, start: Array) -> Array:
    from scipy.optimize import minimize  # late: SciPy takes as long to import as all else together

    with np.errstate(all="ignore"):
        found = minimize(  # type: ignore[call-overload]  # the stubs know no initial simplex
            lambda theta: _height(problem, theta),
            start,
            method="Nelder-Mead",
            options={"xatol": 1e-10, "fatol": 1e-14, "maxiter": 300, "initial_simplex": start + _SIMPLEX},
        )
    return np.asarray(found.x)


_SIMPLEX = np.array([[0.0, 0.0], [0.25, 0.06], [-0.09, 0.23]])


def _polished(problem: FunctionProblem, theta: Array) -> Array:
    """The lowest of a point, crossings of switches near it, and what is lowest along each; again from there."""
    for _ in range(ROUNDS):
        better = min(_beside(problem, theta), key=lambda each: _height(problem, each), default=theta)
        if not _height(problem, better) < _height(problem, theta):
            break
        theta = better
    return theta if _near(problem, theta) else _by_newton(problem, theta)


def _beside(problem: FunctionProblem, theta: Array) -> Iterator[Array]:
    """Points near by that may be lower: rounded ones, crossings, and the lowest points along the lines."""
    yield np.array([float(f"{each:.9g}") + 0.0 for each in theta])
    lines = _near(problem, theta)
    for pair in combinations(lines, 2):
        yield _onto(theta, pair)
    for line in lines:
        yield _along(problem, _onto(theta, (line,)), line)


def _near(problem: FunctionProblem, theta: Array) -> list[Switch]:
    """The switches whose lines are nearest, of all samples, if they are near enough."""
    found = []
    rows = np.column_stack([np.broadcast_to(theta, (len(problem.switches.samples), 2)), problem.switches.samples])
    for tape in switches(problem.tape):
        with np.errstate(all="ignore"):
            away = np.abs(tape.value(rows)) / np.linalg.norm(tape.gradient(rows)[:, :2], axis=1)
        found += [(float(away[i]), i, tape) for i in np.flatnonzero(away <= NEAR * (1 + np.abs(theta).max()))]
    found.sort(key=lambda each: each[0])
    return [Switch(tape, problem.switches.samples[i]) for _, i, tape in found[:MOST_SWITCHES]]


def _onto(theta: Array, lines: tuple[Switch, ...]) -> Array:
    """The nearest point of a line, or where two of them cross, by Newton's method."""
    at = theta
    for _ in range(STEPS):
        slopes = np.array([line.gradient(at) for line in lines])
        values = np.array([line.value(at) for line in lines])
        if not np.isfinite(slopes).all() or not np.isfinite(values).all():
            return theta
        step = np.linalg.lstsq(slopes, values, rcond=None)[0]
        at = at - step
        if np.abs(step).max() <= 1e-15 * np.abs(at).max():
            break
    rounded = np.array([float(f"{each:.12g}") + 0.0 for each in at])
    return rounded if all(abs(line.value(rounded)) <= abs(line.value(at)) for line in lines) else at


def _along(problem: FunctionProblem, theta: Array, line: Switch) -> Array:
    """The lowest point on a line near a point of it."""
    from scipy.optimize import minimize_scalar

    slope = line.gradient(theta)
    length = float(np.linalg.norm(slope))
    if not (np.isfinite(length) and length > 0):
        return theta
    way = np.array([-slope[1], slope[0]]) / length

    def point(step: float) -> Array:
        return _onto(theta + step * way, (line,))

    reach = 1.0 + float(np.abs(theta).max())
    with np.errstate(all="ignore"):
        found = minimize_scalar(
            lambda step: _height(problem, point(float(step))),
            bounds=(-reach, reach),
            method="bounded",
            options={"xatol": 1e-12, "maxiter": 50},
        )
    return min(point(float(found.x)), theta, key=lambda each: _height(problem, each))


def _by_newton(problem: FunctionProblem, theta: Array) -> Array:
    """Newton's method where F is smooth, as long as it leads down."""
    for _ in range(STEPS):
        bent, slope = problem.hessian(theta), problem.gradient(theta[None])[0]
        if not (np.isfinite(bent).all() and np.isfinite(slope).all()) or np.linalg.matrix_rank(bent) < 2:
            return theta
        step = np.linalg.solve(bent, slope)
        if not _height(problem, theta - step) <= _height(problem, theta) + 4e-16 * abs(_height(problem, theta)):
            return theta
        theta = theta - step
    return theta
