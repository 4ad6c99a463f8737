"""Chambolle and Pock's primal-dual method."""

from typing import ClassVar, Literal, NamedTuple

from pydantic import Field

from app.core.arrays import Array
from app.core.method import Method
from app.core.oracle import Oracle
from app.core.problem import Problem
from app.core.splitting import in_double, length, needs_rows, row_proxes


class State(NamedTuple):
    """The iterate, the one before it, and the slopes of all rows, (n,): the dual; None before the first step."""

    x: Array
    before: Array
    slopes: Array | None


class ChambollePock(Method):
    r"""Chambolle–Pock, \(u \leftarrow \operatorname{prox}_{\sigma\rho^*}(u + \sigma(A\bar\theta - c))\), then θ.

    u are the slopes of the rows, θ̄ = 2θₖ − θₖ₋₁ looks ahead, and σ = τ = 1/‖A‖ unless the scale shifts them.

    >>> import numpy as np
    >>> from types import SimpleNamespace
    >>> from app.core.catalogue import LOSSES, OBJECTIVES
    >>> from app.core.fit import pose
    >>> fit = pose(OBJECTIVES["location"](), ((0.0,), (1.0,), (5.0,)), LOSSES["absolute"](), "sum")
    >>> method, state = ChambollePock(), ChambollePock().init(np.array([[4.0]]))
    >>> for _ in range(60):
    ...     state = method.step(state, SimpleNamespace(fit=fit), 1.0)
    >>> state.x.round(4), np.abs(state.slopes.round(4))
    (array([[1.]]), array([1., 0., 1.]))
    """

    kind: Literal["chambolle_pock"] = "chambolle_pock"
    title: ClassVar[str] = "Chambolle–Pock"
    formula: ClassVar[str] = "u ← prox(σρ*)(u + σ(A(2θ − θ⁻) − c)), θ ← θ − τAᵀu, τ = s/‖A‖, σ = 1/(s‖A‖)"
    source: ClassVar[str] = "Chambolle & Pock 2011"
    family: ClassVar[str] = "structured"
    has_step_size: ClassVar[bool] = False
    evaluations: ClassVar[int] = 3
    scale: float = Field(1.0, ge=1e-6, le=1e6, json_schema_extra={"symbol": "s", "scale": "log"})
    """How much longer the steps of θ are, and how much shorter those of its dual."""

    def unmet(self, problem: Problem) -> str:
        return needs_rows(problem)

    def init(self, x0: Array) -> State:
        return State(x0, x0, None)

    def step(self, state: State, oracle: Oracle, step_size: float | Array) -> State:
        fit, norm = in_double(oracle.fit), length(oracle.fit)
        sigma, theta, before = 1 / (self.scale * norm), state.x[0].astype(float), state.before[0].astype(float)
        v = (0 if state.slopes is None else state.slopes) + sigma * fit.residual(2 * theta - before)
        slopes = v - sigma * row_proxes(fit, v / sigma, 1 / sigma)
        theta = theta - self.scale / norm * (fit.matrix.T @ slopes)
        return State(theta[None].astype(state.x.dtype), state.x, slopes)
