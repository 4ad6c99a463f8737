"""BFGS."""

from typing import ClassVar, Literal, NamedTuple

import numpy as np

from app.core.arrays import Array
from app.core.oracle import Oracle
from app.core.quasi_newton import QuasiNewton, Secant


class State(NamedTuple):
    """The iterate, the estimate H of the inverse Hessian after the first step, and why there is no further step."""

    x: Array
    inverse: Array | None
    verdict: str = ""


class Bfgs(QuasiNewton):
    r"""BFGS, \(x_{k+1} = x_k - t H_k g_k\), \(H_{k+1} = (I - \rho s y^T) H_k (I - \rho y s^T) + \rho s s^T\).

    s and y are how x and the reported subgradient changed, ρ = 1/sᵀy; t meets the weak Wolfe conditions, by
    doubling and bisection; the first H is I, scaled by sᵀy/yᵀy before it is updated. Made for smooth
    functions, it finds minimisers at kinks, too: across one y jumps while s shrinks, so that H learns to step
    short across it and far along it. That is what is seen; in general it is not proved.

    >>> from types import SimpleNamespace
    >>> oracle = SimpleNamespace(subgradient=lambda x: 2 * x, value=lambda x: (x * x).sum(-1))
    >>> Bfgs().step(Bfgs().init(np.array([[3.0]])), oracle, 1)
    State(x=array([[0.]]), inverse=array([[0.5]]), verdict='')
    """

    kind: Literal["bfgs"] = "bfgs"
    title: ClassVar[str] = "BFGS"
    formula: ClassVar[str] = "x ← x − t·Hg, H ← (I − ρsyᵀ)·H·(I − ρysᵀ) + ρssᵀ, ρ = 1/sᵀy"
    source: ClassVar[str] = "Lewis & Overton 2013"

    def init(self, x0: Array) -> State:
        return State(x0, None)

    def step(self, state: State, oracle: Oracle, step_size: float | Array) -> State:
        g = oracle.subgradient(state.x)
        direction = -g if state.inverse is None else -(g @ state.inverse).astype(g.dtype)
        x, secant, verdict = self.search(oracle, state.x, g, direction)
        return State(x, _updated(state.inverse, secant) if secant else state.inverse, verdict)


def _updated(inverse: Array | None, secant: Secant) -> Array | None:
    """The estimate that maps y to s; as it was where rounding leaves no curvature."""
    if not secant.curvature > 0:
        return inverse
    unit = np.eye(len(secant.step))
    turn = unit - np.outer(secant.step, secant.change) / secant.curvature
    kept = unit * secant.scale if inverse is None else inverse
    return turn @ kept @ turn.T + np.outer(secant.step, secant.step) / secant.curvature
