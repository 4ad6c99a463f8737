"""One key of an experiment at many values: what is drawn of each while a slider moves."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np

from app.answer import Series, gapped, on_grid
from app.content.descent import outcome_content
from app.content.landscape import landscape_content
from app.core.arrays import Array
from app.core.entrant import Run
from app.core.experiment import Experiment
from app.core.sweep import run_all
from app.core.trajectory import Trajectory
from app.link_reader import Flaw, InvalidLink
from app.query import Pairs, decode, encode, link

PICTURED = ("objective", "f", "data", "reduction", "loss", "penalty", "convention", "view")
"""What of an experiment its picture depends on, besides where the runs go."""
COARSE = 40
"""Points of a surface along each axis: it is shaded while it changes, and drawn in full when it rests."""


class Position(NamedTuple):
    """A value of the key, and the experiment that it makes, or what is wrong with it."""

    value: str
    experiment: Experiment | None
    flaws: list[Flaw]


def read_position(pairs: Pairs, key: str, value: str) -> Position:
    """The position at which a key of a link has this value."""
    try:
        return Position(value, decode([*(pair for pair in pairs if pair[0] != key), (key, value)]), [])
    except InvalidLink as invalid:
        return Position(value, None, invalid.flaws)


def changes_picture(experiment: Experiment, others: Sequence[Experiment]) -> bool:
    """Whether F or what is drawn of it differs anywhere."""
    return any(getattr(experiment, name) != getattr(other, name) for other in others for name in PICTURED)


def sweep_content(key: str, positions: Sequence[Position], has_landscape: bool) -> dict[str, Any]:
    """At each position the paths of the runs, and the landscape, if the key changes it anywhere."""
    experiments = [position.experiment for position in positions if position.experiment]
    found = iter(zip(experiments, run_all(experiments), strict=True))
    contents = [_found_content(*next(found), has_landscape) if each.experiment else NOTHING for each in positions]
    return {
        "key": key,
        "parts": ["landscape", "runs"] if has_landscape else ["runs"],
        "positions": [
            {"value": position.value, "errors": list(map(_error, position.flaws)), **content}
            for position, content in zip(positions, contents, strict=True)
        ],
    }


NOTHING: dict[str, Any] = {"link": None, "title": None, "runs": None, "landscape": None}
"""What an invalid position has."""


def _found_content(experiment: Experiment, found: Sequence[Trajectory], has_landscape: bool) -> dict[str, Any]:
    return {
        "link": link(encode(experiment)),
        "title": experiment.title,
        "runs": [_run_content(experiment, *each) for each in zip(experiment.runs, found, strict=True)],
        "landscape": landscape_content(experiment, found, COARSE) if has_landscape else None,
    }


def _run_content(experiment: Experiment, run: Run, found: Trajectory) -> dict[str, Any]:
    is_curve = experiment.problem.parameters == 1
    return {
        "run": run.number,
        "title": run.title,
        "iterates": Series(_drawn(found.iterates, experiment)),
        "values": gapped(found.values) if is_curve else None,
        "shown": _shown(experiment, found),
        "outcome": outcome_content(experiment, found.outcome),
    }


def _shown(experiment: Experiment, found: Trajectory) -> dict[str, Any]:
    """The step that the link shows, in full: what is said of it, not only drawn."""
    last = len(found.iterates) - 1
    k = last if experiment.frame is None else min(experiment.frame, last)
    value = float(found.values[k])
    return {
        "step": k,
        "theta": found.iterates[k].tolist(),
        "value": value if np.isfinite(value) else None,
        "subgradient": found.subgradients[k].tolist() if k < len(found.subgradients) else None,
        "kink_hit": next((hit._asdict() for hit in found.kink_hits if hit.step == k), None),
    }


def _drawn(iterates: Array, experiment: Experiment) -> Array:
    """Iterates as fine as a screen shows the window, so that they compress; in full where there is none."""
    if experiment.view is None:
        return iterates
    return np.stack([on_grid(x, high - low) for x, (low, high) in zip(iterates.T, experiment.view, strict=True)], -1)


def _error(flaw: Flaw) -> dict[str, str]:
    return {"field": flaw.field, "message": flaw.message, "input": flaw.input}
