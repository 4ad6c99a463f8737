"""The loss by itself."""

from typing import Any

import numpy as np

from app.answer import Series, gapped
from app.core.experiment import Experiment
from app.core.landscape import loss_curve
from app.core.loss import Loss


def loss_content(experiment: Experiment) -> dict[str, Any]:
    """ρ with its one-sided slopes, what is reported, and its kinks."""
    loss, found = experiment.loss, loss_curve(experiment.loss, experiment.convention, experiment.seed)
    return {
        "kind": loss.kind,
        "title": loss.title,
        "formula": loss.formula,
        "argument": "margin" if loss.margin else "residual",
        "smoothing": loss.smoothing,
        "r": Series(found.at),
        "value": Series(found.value),
        "left": gapped(found.left),
        "right": gapped(found.right),
        "lower": gapped(found.lower),
        "upper": gapped(found.upper),
        "reported": gapped(found.reported),
        "kinks": [
            {"r": k.at, "value": k.value, "left": k.left, "right": k.right, "reported": k.reported}
            for k in found.corners
        ],
        "jumps": [_jump(loss, at) for at in loss.jumps()],
    }


def _jump(loss: Loss, at: float) -> dict[str, float]:
    """A place where ρ jumps: its value there, and right before and after."""
    places = np.array([np.nextafter(at, -np.inf), at, np.nextafter(at, np.inf)])
    return {"r": at} | dict(zip(("left", "value", "right"), loss.value(places).tolist(), strict=True))
