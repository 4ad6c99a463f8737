"""Steepest descent with a search for the weak Wolfe conditions."""

from typing import ClassVar, Literal

from pydantic import Field

from app.core.arrays import Array
from app.core.line_search import NO_DIRECTION, UNFOUND, Searched, weak_wolfe
from app.core.method import Method
from app.core.oracle import Oracle


class WolfeSearch(Method):
    r"""Steepest descent, weak Wolfe conditions: \(F\) falls by \(c_1\), its slope rises to \(c_2\) of what they were.

    x ← x − t·g, where t is doubled and bisected until F(x − t·g) < F(x) − c₁t‖g‖² and the slope
    −g(x − t·g)·g > −c₂‖g‖². Both by the reported subgradients. The second condition keeps steps from being
    too short; across a kink nothing keeps them from being too long.

    >>> import numpy as np
    >>> from types import SimpleNamespace
    >>> oracle = SimpleNamespace(subgradient=np.sign, value=lambda x: np.abs(x).sum(-1))
    >>> WolfeSearch().step(Searched(np.array([[2.75]])), oracle, 1).x
    array([[-1.25]])
    """

    kind: Literal["wolfe_search"] = "wolfe_search"
    title: ClassVar[str] = "Weak Wolfe search"
    family: ClassVar[str] = "line search"
    formula: ClassVar[str] = "x ← x − t·g, t by bisection: F(x − t·g) < F(x) − c₁·t‖g‖², g(x − t·g)·g < c₂‖g‖²"
    source: ClassVar[str] = "Wolfe 1969; Lewis & Overton 2013"
    has_step_size: ClassVar[bool] = False
    evaluations: ClassVar[int] = 12
    c1: float = Field(1e-4, gt=0, lt=0.5, json_schema_extra={"symbol": "c₁", "scale": "log"})
    """The share of the promised fall that is enough."""
    c2: float = Field(0.9, ge=0.5, lt=1, json_schema_extra={"symbol": "c₂"})
    """The share of the slope that may be left."""

    def init(self, x0: Array) -> Searched:
        return Searched(x0)

    def step(self, state: Searched, oracle: Oracle, step_size: float | Array) -> Searched:
        g = oracle.subgradient(state.x)
        if not g.any():
            return Searched(state.x, NO_DIRECTION)
        found = weak_wolfe(oracle, state.x, -g, -float((g * g).sum()), self.c1, self.c2)
        return Searched(found.x) if found else Searched(state.x, UNFOUND)
