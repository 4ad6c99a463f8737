"""How far smoothing a loss moves the minimiser of a fit of one number."""

from typing import NamedTuple

import numpy as np

from app.core.arrays import Array
from app.core.catalogue import LOSSES
from app.core.experiment import Experiment
from app.core.fit import pose
from app.core.loss import Loss
from app.core.minimise import minimise
from app.core.minimiser_set import MinimiserSet

POINTS = 25
NARROWEST = 1e-4
"""The least smoothing that is looked at, as a share of the spread of the data; the widest is the spread."""


class Shift(NamedTuple):
    """Where the minimiser goes when a loss is smoothed by so much."""

    value: float
    """Of the parameter that smooths."""
    minimiser: float
    """The middle of all there are."""
    bias: float
    """From the nearest minimiser of the loss that is not smoothed."""
    predicted: float | None
    """The same to leading order, where theory knows it."""


class Bias(NamedTuple):
    """Of one loss over a range of smoothings."""

    sharp: Loss
    """The loss that is smoothed."""
    minimisers: MinimiserSet
    """Of the fit with it."""
    current: Shift
    shifts: tuple[Shift, ...]


def flaw(experiment: Experiment) -> tuple[str, str]:
    """The key of a link that stands against the question, and what is allowed; empty texts where none does."""
    if experiment.objective.kind != "location":
        return "objective", "location, the fit of one number, is allowed here"
    if not experiment.loss.smoothing:
        dials = ", ".join(kind for kind, loss in LOSSES.items() if loss.smoothing)
        return "loss", f"smooths nothing; allowed: {dials}"
    return "", ""


def bias(experiment: Experiment) -> Bias:
    """The minimisers of a fit over a range of smoothings, beside those of the loss that is smoothed.

    Raises:
        ValueError: when the fit is not one of a location by a smoothed loss.
    """
    key, allowed = flaw(experiment)
    if key:
        raise ValueError(f"invalid {key}: {allowed}")
    loss = experiment.loss
    tau = loss.parameters().get("tau")
    sharp = LOSSES["absolute"]() if tau is None else LOSSES["quantile"]().model_copy(update={"tau": tau})
    unsmoothed = _minimised(experiment, sharp)
    here = loss.parameters()[loss.smoothing]
    shifts = tuple(_shift(experiment, unsmoothed, value) for value in _values(experiment))
    return Bias(sharp, unsmoothed, _shift(experiment, unsmoothed, here), shifts)


def _minimised(experiment: Experiment, loss: Loss) -> MinimiserSet:
    asked = experiment
    return minimise(pose(asked.objective, asked.data, loss, asked.reduction, asked.penalty))


def _values(experiment: Experiment) -> list[float]:
    """Smoothings from next to nothing to the spread of the data, evenly spaced by their logarithms."""
    field = experiment.loss.parameters_schema()["properties"][experiment.loss.smoothing]
    spread = float(np.ptp(experiment.data)) or 1.0
    values = np.geomspace(NARROWEST * spread, spread, POINTS)
    return sorted(set(np.clip(values, field["minimum"], field["maximum"]).tolist()))


def _shift(experiment: Experiment, unsmoothed: MinimiserSet, value: float) -> Shift:
    loss = experiment.loss.model_copy(update={experiment.loss.smoothing: value})
    found = _minimised(experiment, loss).points[:, 0]
    low, high = float(unsmoothed.points.min()), float(unsmoothed.points.max())
    minimiser = float(found.min() + found.max()) / 2
    return Shift(value, minimiser, minimiser - min(max(minimiser, low), high), _predicted(experiment, loss, low, high))


def _predicted(experiment: Experiment, loss: Loss, low: float, high: float) -> float | None:
    """What theory knows of a single median of distinct samples, without a penalty."""
    residuals: Array = low - np.array(experiment.data)[:, 0]
    others = residuals[residuals != 0]
    is_median = "tau" not in loss.parameters() and low == high and len(others) == len(residuals) - 1
    return loss.predicted_bias(others) if is_median and experiment.penalty.kind == "none" else None
