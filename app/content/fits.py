"""The best fits to the same data under other losses."""

from collections.abc import Sequence
from typing import Any

from app.content.descent import minimisers_content
from app.core.affine import Affine
from app.core.experiment import Experiment
from app.core.fit import pose
from app.core.loss import Loss
from app.core.minimise import minimise

SHOWN = ("kind", "points", "value", "exact")
"""What is told of each set of minimisers."""


def fitted(experiment: Experiment, loss: Loss) -> Affine:
    """The same data, objective, reduction and penalty under another loss."""
    return pose(experiment.objective, experiment.data, loss, experiment.reduction, experiment.penalty)


def fits_content(experiment: Experiment, losses: Sequence[Loss]) -> dict[str, Any]:
    """Where F is least under each of the losses."""
    is_plain = experiment.objective.kind == "location" and not experiment.penalty.losses()
    return {"fits": [_fit_content(experiment, loss, is_plain) for loss in losses]}


def _fit_content(experiment: Experiment, loss: Loss, is_plain: bool) -> dict[str, Any]:
    """One fit; the statistic that it estimates is that of a location, without a penalty."""
    found = minimisers_content(minimise(fitted(experiment, loss)))
    return {
        "loss": loss.kind,
        "title": loss.title,
        "parameters": loss.parameters(),
        "estimates": loss.estimates if is_plain else None,
        **{name: found[name] for name in SHOWN},
    }
