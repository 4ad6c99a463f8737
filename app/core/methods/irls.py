"""Iteratively reweighted least squares."""

from typing import ClassVar, Literal, NamedTuple

import numpy as np
from pydantic import Field

from app.core.affine import Affine
from app.core.arrays import Array
from app.core.method import Method
from app.core.oracle import Oracle
from app.core.problem import Problem
from app.core.reweighted import is_below_parabolas, solve
from app.core.splitting import in_double


class State(NamedTuple):
    """The iterate alone."""

    x: Array


class Irls(Method):
    r"""Reweighted least squares, \(\theta \leftarrow \operatorname{argmin} \sum_i w_i r_i(\theta)^2,\; w_i = 1/|r_i|\).

    Each loss is replaced by the parabola that touches it at the present residual. A residual of 0 has weight
    1/0, and 0·(1/0) is not a number: ε is the least |r| in a weight. The fixed point then minimises the smooth L1 loss.

    >>> import numpy as np
    >>> from types import SimpleNamespace
    >>> from app.core.catalogue import LOSSES, OBJECTIVES
    >>> from app.core.fit import pose
    >>> fit = pose(OBJECTIVES["location"](), ((0.0,), (1.0,), (5.0,)), LOSSES["absolute"](), "sum")
    >>> Irls().step(State(np.array([[3.0]])), SimpleNamespace(fit=fit), 1).x
    array([[2.25]])
    """

    kind: Literal["irls"] = "irls"
    title: ClassVar[str] = "Reweighted least squares"
    formula: ClassVar[str] = "θ ← argmin Σwᵢrᵢ², wᵢ = 1/max(|rᵢ|, ε)"
    rounds_corners: ClassVar[bool] = True
    source: ClassVar[str] = "Schlossmacher 1973; Holland & Welsch 1977"
    family: ClassVar[str] = "structured"
    has_step_size: ClassVar[bool] = False
    evaluations: ClassVar[int] = 6
    epsilon: float = Field(1e-8, ge=0, le=1e3, json_schema_extra={"symbol": "ε"})
    """Residuals below it are weighed as if they were of this size; 0 is the plain formula."""

    def unmet(self, problem: Problem) -> str:
        if isinstance(problem, Affine) and all(is_below_parabolas(part.loss) for part in problem.parts):
            return ""
        return "data and a loss that parabolas touch from above, as they do |r|, Huber's and the quantile loss"

    def init(self, x0: Array) -> State:
        return State(x0)

    def step(self, state: State, oracle: Oracle, step_size: float | Array) -> State:
        theta = state.x[0].astype(float)
        return State(np.array([theta + solve(in_double(oracle.fit), theta, self.epsilon)]).astype(state.x.dtype))
