"""What smoothing does to the minimiser."""

from typing import Any

import numpy as np

from app.answer import Series
from app.content.descent import minimisers_content
from app.core.bias import Shift, bias
from app.core.experiment import Experiment


def smoothing_content(experiment: Experiment) -> dict[str, Any]:
    """The bias of a fit of one number over a range of smoothings, measured and predicted."""
    found, name = bias(experiment), experiment.loss.smoothing
    field = experiment.loss.parameters_schema()["properties"][name]
    predicted = [np.nan if shift.predicted is None else shift.predicted for shift in found.shifts]
    return {
        "loss": experiment.loss.kind,
        "sharp": found.sharp.kind,
        "parameter": f"loss.{name}",
        "symbol": field["symbol"],
        "current": _shift_content(found.current),
        "minimisers": minimisers_content(found.minimisers),
        "value": Series(np.array([shift.value for shift in found.shifts])),
        "minimiser": Series(np.array([shift.minimiser for shift in found.shifts])),
        "bias": Series(np.array([shift.bias for shift in found.shifts])),
        "predicted_bias": Series(np.array(predicted)),
    }


def _shift_content(shift: Shift) -> dict[str, float | None]:
    return {
        "value": shift.value,
        "minimiser": shift.minimiser,
        "bias": shift.bias,
        "predicted_bias": shift.predicted,
    }
