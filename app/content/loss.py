"""The loss by itself."""

from typing import Any

from app.answer import Series, gapped
from app.core.experiment import Experiment
from app.core.landscape import loss_curve


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
    }
