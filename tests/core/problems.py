"""Problems for tests: posed from short data, or drawn by Hypothesis."""

from typing import Any

import numpy as np
from hypothesis import strategies as st

from app.core.catalogue import LOSSES, OBJECTIVES
from app.core.fit import Fit, pose
from tests.core.strategies import FITTED, any_of, data, dyadics, losses

DYADIC = {
    "epsilon_insensitive": {"epsilon": st.integers(0, 16).map(lambda i: i / 8)},
    "quantile": {"tau": st.integers(1, 15).map(lambda i: i / 16)},
    "huber": {"delta": st.integers(1, 16).map(lambda i: i / 8)},
    "smooth_l1": {"delta": st.integers(-3, 3).map(lambda i: 2.0**i)},
    "smooth_quantile": {
        "tau": st.integers(1, 15).map(lambda i: i / 16),
        "epsilon": st.integers(-3, 3).map(lambda i: 2.0**i),
    },
    "expectile": {"tau": st.integers(1, 15).map(lambda i: i / 16)},
    "squared_epsilon_insensitive": {"epsilon": st.integers(0, 16).map(lambda i: i / 8)},
}
"""Parameters with which the piecewise linear and quadratic losses compute exactly."""


def problem(objective: str, rows: Any, loss: str = "absolute", reduction: str = "mean", **parameters: Any) -> Fit:
    """A problem; a row of one number may be given without its tuple."""
    full = tuple(row if isinstance(row, tuple) else (row,) for row in rows)
    rows = tuple(tuple(float(x) for x in row) for row in full)
    return pose(OBJECTIVES[objective](), rows, LOSSES[loss](**parameters), reduction)


@st.composite
def dyadic_losses(draw: st.DrawFn, degrees: tuple[int, ...] = (1, 2)) -> Any:
    """Losses with a degree whose parameters are dyadic."""
    kind = draw(st.sampled_from([kind for kind, loss in LOSSES.items() if loss.degree in degrees and loss().convex]))
    return LOSSES[kind](**draw(st.fixed_dictionaries(DYADIC.get(kind, {}))))


@st.composite
def problems(
    draw: st.DrawFn,
    parameters: int | None = None,
    numbers: st.SearchStrategy[float] = dyadics,
    loss: st.SearchStrategy[Any] | None = None,
    most: int = 8,
) -> Fit:
    """Any objective of any data; sums, so that dyadic data stay dyadic, unless n is a power of two."""
    fitting = {kind: o for kind, o in FITTED.items() if parameters in (None, len(o.names))}
    objective = draw(any_of(fitting))
    rows = draw(data(objective, numbers, most))
    reduction = "mean" if len(rows) in (1, 2, 4, 8) else "sum"
    return pose(objective, rows, draw(losses(convex=True) if loss is None else loss), reduction)


def size(posed: Fit, theta: Any) -> float:
    """How large the terms are that add up to F(θ): what its rounding is a share of."""
    extent = max((abs(mark) for mark in posed.loss.kinks() + posed.loss.breaks()), default=0.0)
    terms = np.abs(posed.matrix) @ np.abs(theta) + np.abs(posed.offset) + extent
    steep = np.maximum(np.abs(posed.loss.slopes(terms)[1]), np.abs(posed.loss.slopes(-terms)[0]))
    lowest = float(posed.value(np.asarray(theta, float)))  # which some losses lift far off 0
    return float((steep * terms).sum() / posed.parts[0].divisor) + lowest + 1e-300
