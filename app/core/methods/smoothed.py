"""Gradient descent on a smoothed loss."""

from typing import ClassVar, Literal, NamedTuple

from pydantic import Field

from app.core.affine import Affine
from app.core.arrays import Array
from app.core.method import Method
from app.core.oracle import Oracle
from app.core.problem import Problem
from app.core.smoothing import has_finite_corners, smoothed_slopes


class State(NamedTuple):
    """The iterate alone."""

    x: Array


class Smoothed(Method):
    r"""Smoothed descent, \(x_{k+1} = x_k - \alpha_k \nabla F_\varepsilon(x_k)\): every corner of F is rounded off.

    In F_ε each sign(r) of a corner is r/√(r² + ε²). It curves by about 1/ε, so α has to be about ε for it to
    settle, and it settles at the minimum of F_ε. A step rule that shrinks ε goes before the ε here.

    >>> import numpy as np
    >>> from types import SimpleNamespace
    >>> from app.core.catalogue import LOSSES, OBJECTIVES
    >>> from app.core.fit import pose
    >>> fit = pose(OBJECTIVES["location"](), ((0.0,),), LOSSES["absolute"](), "sum")
    >>> Smoothed(epsilon=4.0).step(State(np.array([[3.0]])), SimpleNamespace(fit=fit, epsilon=None), 1.0).x
    array([[2.4]])
    """

    kind: Literal["smoothed"] = "smoothed"
    title: ClassVar[str] = "Smoothed descent"
    formula: ClassVar[str] = "x ← x − α·∇F_ε(x), sign(r) in it replaced by r/√(r² + ε²)"
    rounds_corners: ClassVar[bool] = True
    source: ClassVar[str] = "Ben-Tal & Teboulle 1989; Nesterov 2005"
    evaluations: ClassVar[int] = 2
    is_smoothing: ClassVar[bool] = True
    epsilon: float = Field(0.1, ge=1e-12, le=1e6, json_schema_extra={"symbol": "ε", "scale": "log"})
    """How widely corners are rounded off."""

    def unmet(self, problem: Problem) -> str:
        return "" if isinstance(problem, Affine) and has_finite_corners(problem) else "a loss of data without cusps"

    def init(self, x0: Array) -> State:
        return State(x0)

    def step(self, state: State, oracle: Oracle, step_size: float | Array) -> State:
        epsilon = self.epsilon if oracle.epsilon is None else oracle.epsilon
        return State(state.x - step_size * smoothed_slopes(oracle.fit, state.x, epsilon))
