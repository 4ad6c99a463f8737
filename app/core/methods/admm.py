"""The alternating direction method of multipliers."""

from typing import ClassVar, Literal, NamedTuple

from app.core.arrays import Array
from app.core.method import Method
from app.core.oracle import Oracle
from app.core.problem import Problem
from app.core.splitting import in_double, needs_rows, pseudoinverse, row_proxes


class State(NamedTuple):
    """The iterate, and the slopes of all rows, (n,): the multipliers; None before the first step."""

    x: Array
    slopes: Array | None


class Admm(Method):
    r"""ADMM, \(z \leftarrow \operatorname{prox}_{\alpha\rho}(A\theta - c + \alpha u)\), then u, then θ from z.

    Each residual has a copy z of its own, on which its loss is minimised alone; the slopes
    \(u \leftarrow u + (A\theta - c - z)/\alpha\) bring the two together, and certify the minimum in the end. The step
    size α is one over the usual penalty parameter ρ. It asks no convention.

    >>> import numpy as np
    >>> from types import SimpleNamespace
    >>> from app.core.catalogue import LOSSES, OBJECTIVES
    >>> from app.core.fit import pose
    >>> fit = pose(OBJECTIVES["location"](), ((0.0,), (1.0,), (5.0,)), LOSSES["absolute"](), "sum")
    >>> method, state = Admm(), Admm().init(np.array([[4.0]]))
    >>> for _ in range(60):
    ...     state = method.step(state, SimpleNamespace(fit=fit), 1.0)
    >>> state.x.round(4), state.slopes.round(4)
    (array([[1.]]), array([ 1.,  0., -1.]))
    """

    kind: Literal["admm"] = "admm"
    title: ClassVar[str] = "ADMM"
    formula: ClassVar[str] = "z ← prox(αρ)(Aθ − c + αu), u ← u + (Aθ − c − z)/α, θ ← A⁺(c + z − αu)"
    source: ClassVar[str] = "Glowinski & Marrocco 1975; Gabay & Mercier 1976"
    family: ClassVar[str] = "structured"
    evaluations: ClassVar[int] = 3

    def unmet(self, problem: Problem) -> str:
        return needs_rows(problem)

    def init(self, x0: Array) -> State:
        return State(x0, None)

    def step(self, state: State, oracle: Oracle, step_size: float | Array) -> State:
        fit, size = in_double(oracle.fit), float(step_size)
        if size == 0:
            return State(state.x, state.slopes)
        theta = state.x[0].astype(float)
        v = fit.residual(theta) + size * (0 if state.slopes is None else state.slopes)
        z = row_proxes(fit, v, size)
        slopes = (v - z) / size
        theta = theta + pseudoinverse(oracle.fit) @ (z - size * slopes - fit.residual(theta))
        return State(theta[None].astype(state.x.dtype), slopes)
