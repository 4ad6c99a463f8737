"""Second derivatives along a ray: exact from germs; of many samples by differences of exact gradients."""

import math

import numpy as np

from app.core.arrays import Array
from app.core.germ import trace
from app.core.tape import Tape

MOST_LINES = 2_000
"""Lines of tapes that are followed exactly for one question."""
STENCIL, AGREE = 1e-3, 1e-8
"""The step of differences, as a share of the point's size, and how closely two steps have to agree."""


def bend(tape: Tape, theta: Array, direction: Array) -> float:
    """The coefficient of t² along a ray; NaN where there is none."""
    along = trace(tape, theta, direction, (math.inf,))[-1]
    return float(along.term(2).number) if along.end > 2 else math.nan


def mean_bend(tape: Tape, rows: Array, ray: Array) -> float:
    """The mean of these coefficients over samples.

    Where they are many, only those are exact of which differences make no sure number: beside kinks, that is.

    Args:
        tape: of one sample, the data columns behind θ.
        rows: the point with the data of each sample, of shape (n, p + columns).
        ray: the direction, which does not move the data.
    """
    most = max(1, MOST_LINES // len(tape.operations))
    bends, open_ = np.zeros(len(rows)), np.arange(len(rows))
    if len(rows) > most:
        bends, doubt = _differences(tape, rows, ray)
        open_ = np.argsort(-doubt, kind="stable")[: min(most, np.count_nonzero(doubt > AGREE))]
    for i in open_.tolist():
        bends[i] = bend(tape, rows[i], ray)
    return float(bends.mean())


def _differences(tape: Tape, rows: Array, ray: Array) -> tuple[Array, Array]:
    """Half the second derivatives, of fourth order in the step, and how far two steps disagree."""
    step = STENCIL * max(1.0, float(np.abs(rows[:, ray != 0]).max(initial=0.0)))
    slopes = {k: tape.gradient(rows + k * step * ray) @ ray for k in (-2, -1, -0.5, 0.5, 1, 2)}
    rise = {k: slopes[k] - slopes[-k] for k in (0.5, 1, 2)}
    with np.errstate(all="ignore"):
        fine, coarse = (8 * rise[0.5] - rise[1]) / (12 * step), (8 * rise[1] - rise[2]) / (24 * step)
        doubt = np.abs(fine - coarse) / (1 + np.abs(fine))
    return fine, np.where(np.isfinite(doubt), doubt, np.inf)
