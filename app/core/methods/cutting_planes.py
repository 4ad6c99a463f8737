"""Kelley's cutting planes."""

from typing import ClassVar, Literal

import numpy as np
from pydantic import Field

from app.core.arrays import Array
from app.core.cuts import Bounded, Cuts, lowest
from app.core.method import Method
from app.core.oracle import Oracle
from app.core.problem import Problem


class CuttingPlanes(Method):
    r"""Cutting planes, \(x_{k+1} = \operatorname{argmin}_x \max_{j\le k} F(x_j) + g_j\cdot(x - x_j)\), in a box.

    All tangents so far make a model below F; its lowest point comes next, and is a lower bound. When the best
    value meets it, the minimum is proven. The box, about the start, is what keeps the first models bounded.

    >>> import numpy as np
    >>> from types import SimpleNamespace
    >>> oracle = SimpleNamespace(value=lambda x: np.abs(x).sum(-1), subgradient=np.sign)
    >>> method, state = CuttingPlanes(radius=4.0), CuttingPlanes().init(np.array([[1.0]]))
    >>> for _ in range(3):
    ...     state = method.step(state, oracle, 1)
    >>> state.x, state.upper, state.lower, state.verdict
    (array([[0.]]), 0.0, 0.0, 'The bounds met: F is nowhere lower within 4 of the start.')
    """

    kind: Literal["cutting_planes"] = "cutting_planes"
    title: ClassVar[str] = "Cutting planes"
    formula: ClassVar[str] = "x ← argmin of maxⱼ F(xⱼ) + gⱼ·(x − xⱼ) over a box"
    source: ClassVar[str] = "Kelley 1960"
    family: ClassVar[str] = "structured"
    has_step_size: ClassVar[bool] = False
    evaluations: ClassVar[int] = 120
    radius: float = Field(10.0, ge=1e-6, le=1e6, json_schema_extra={"symbol": "R", "scale": "log"})
    """Half the width of the box, about the start, in which the minimum is sought."""

    def unmet(self, problem: Problem) -> str:
        return "" if problem.convex else "a convex F"

    def init(self, x0: Array) -> Bounded:
        start = x0[0].astype(float)
        return Bounded(x0, start, np.empty((0, len(start))), np.empty(0), x0, np.inf, -np.inf)

    def step(self, state: Bounded, oracle: Oracle, step_size: float | Array) -> Bounded:
        x, value, start = state.x, float(oracle.value(state.x)[0]), state.start
        slope = oracle.subgradient(x)[0].astype(float)
        cuts = Cuts(state.slopes, state.heights).with_one(x[0].astype(float), value, slope)
        best, upper = (x, value) if value < state.upper else (state.best, state.upper)
        found = lowest(cuts, start, self.radius)
        state = Bounded(x, start, *cuts, best, upper, max(found.value, state.lower), found.flaw)
        if found.flaw:
            return state
        if upper - state.lower <= cuts.rounding(upper, float(np.abs(start).max() + np.abs(x).max()), x.dtype):
            met = f"The bounds met: F is nowhere lower within {self.radius:g} of the start."
            return state._replace(x=best, verdict=met)
        return state._replace(x=found.x[None].astype(x.dtype))
