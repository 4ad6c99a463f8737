"""The objective as a picture."""

import math
from collections.abc import Sequence
from typing import Any

import numpy as np

from app.answer import Drawn, Series, finite, gapped
from app.content.descent import minimisers_content
from app.content.formula import formula
from app.core.experiment import Experiment
from app.core.landscape import SURFACE_POINTS, Surface, curve, surface
from app.core.minimise import minimise
from app.core.problem import Problem, Window
from app.core.relief import raised_lines, raised_minimisers
from app.core.trajectory import Trajectory
from app.core.window import fit_window


def landscape_content(
    experiment: Experiment, trajectories: Sequence[Trajectory], points: int = SURFACE_POINTS, *, is_raised: bool = False
) -> dict[str, Any]:
    """F over the window, its kinks and its minimisers; of a surface so many points along each axis, and its relief."""
    problem = experiment.problem
    start = np.array(experiment.start)
    content = {
        "parameters": problem.parameters,
        "names": experiment.names,
        "formula": formula(experiment.f) if experiment.f else None,
        "minimisers": minimisers_content(minimise(problem)),
        "start": {"theta": experiment.start, "value": float(problem.value(start))},
    }
    if problem.parameters > 2:
        return content
    window = experiment.view or fit_window(problem, experiment.start, [each.iterates for each in trajectories])
    is_curve = problem.parameters == 1
    drawn = _curve_content(experiment, window) if is_curve else _surface_content(experiment, window, points, is_raised)
    return content | {"window": window} | drawn


def _curve_content(experiment: Experiment, window: Window) -> dict[str, Any]:
    found = curve(experiment.problem, experiment.convention, window, experiment.seed)
    return {
        "theta": Series(found.at),
        "value": gapped(found.value),
        "left": gapped(found.left),
        "right": gapped(found.right),
        "reported": gapped(found.reported),
        "kinks": [
            {
                "theta": k.at, "value": k.value, "left": k.left, "right": k.right, "reported": k.reported,
                "kind": k.kind, "steep": [_steep(k.left), _steep(k.right)], "samples": k.samples,
            }
            for k in found.corners
        ],
        "kinks_complete": found.has_all_corners,
        "gaps": [gap._asdict() for gap in found.gaps],
    }  # fmt: skip


def _steep(slope: float) -> int:
    """Which way a slope is infinite; 0 where it is not."""
    return (slope == math.inf) - (slope == -math.inf)


def _surface_content(experiment: Experiment, window: Window, points: int, is_raised: bool) -> dict[str, Any]:
    found = surface(experiment.problem, window, points)
    content = {
        "axes": [Series(axis) for axis in found.axes],
        "value": Drawn(finite(found.value)),
        "kink_lines": [{"samples": line.samples, "points": line.points} for line in found.lines],
        "gaps": [{"reason": reason} for reason in found.gaps],
    }
    return content | {"relief": _relief(experiment.problem, found)} if is_raised else content


def _relief(problem: Problem, found: Surface) -> dict[str, Any]:
    lowest = raised_minimisers(problem, found, minimise(problem))
    return {"kink_lines": [finite(line) for line in raised_lines(problem, found)], "minimisers": finite(lowest)}
