"""Coordinate descent."""

from typing import ClassVar, Literal, NamedTuple

import numpy as np

from app.core.arrays import Array
from app.core.line_search import ENDLESS, exact
from app.core.method import Method
from app.core.oracle import Oracle

STUCK = "Along no coordinate alone does F fall: coordinate descent goes no further."


class State(NamedTuple):
    """The iterate, the coordinate whose turn it is, and why there is no further step."""

    x: Array
    turn: int
    verdict: str = ""


class CoordinateDescent(Method):
    r"""Coordinate descent, \(x_{k+1} = x_k + t e_j\), where t minimises \(F(x_k + t e_j)\), for j in turn.

    A step goes along one coordinate: the next in turn along which F falls, exactly to the first minimiser. It
    ends where F falls along none, which need be no minimiser when a kink ties coordinates together; where
    kinks are of single coordinates, as of an L1 penalty, and the rest is smooth and convex, it is one
    (Tseng 2001). It asks no convention.

    >>> from types import SimpleNamespace
    >>> oracle = SimpleNamespace(rest=lambda x, d: max(0.0, (np.array([3.0, -1.0]) - x[0]) @ d[0]))
    >>> CoordinateDescent().step(State(np.array([[3.0, 2.0]]), 0), oracle, 1)
    State(x=array([[ 3., -1.]]), turn=0, verdict='')
    """

    kind: Literal["coordinate_descent"] = "coordinate_descent"
    title: ClassVar[str] = "Coordinate descent"
    formula: ClassVar[str] = "xⱼ ← argmin over xⱼ of F(x), for j = 1, …, p, 1, …"
    source: ClassVar[str] = "Tseng 2001"
    family: ClassVar[str] = "line search"
    has_step_size: ClassVar[bool] = False
    evaluations: ClassVar[int] = 60

    def init(self, x0: Array) -> State:
        return State(x0, 0)

    def step(self, state: State, oracle: Oracle, step_size: float | Array) -> State:
        axes = np.eye(state.x.shape[-1], dtype=state.x.dtype)
        for j in np.roll(np.arange(len(axes)), -state.turn).tolist():
            for direction in (axes[j : j + 1], -axes[j : j + 1]):
                found = exact(oracle, state.x, direction)
                if found.verdict == ENDLESS or not found.verdict:
                    return State(found.x, (j + 1) % len(axes), found.verdict)
        return State(state.x, state.turn, STUCK)
