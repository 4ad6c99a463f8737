"""Newton's method."""

from typing import ClassVar, Literal

import numpy as np

from app.core.arrays import Array
from app.core.line_search import NO_DIRECTION, Searched
from app.core.method import Method
from app.core.oracle import Oracle

FLAT = "The curvature of F is 0 at the iterate: Newton's step, the slope divided by it, is not defined."


class Newton(Method):
    r"""Newton's method, \(x_{k+1} = x_k - \nabla^2 F(x_k)^{-1} g_k\), in whole steps.

    The Hessian is that between kinks, which knows nothing of them: for a piecewise linear F it is 0 almost
    everywhere and there is no step. A kink that is rounded off gives it a narrow peak: from outside its
    width whole steps go too far, each further than the last.

    >>> from types import SimpleNamespace
    >>> oracle = SimpleNamespace(subgradient=lambda x: 4 * x**3, hessian=lambda x: 12 * x**2)
    >>> Newton().step(Searched(np.array([[3.0]])), oracle, 1).x
    array([[2.]])
    """

    kind: Literal["newton"] = "newton"
    title: ClassVar[str] = "Newton"
    formula: ClassVar[str] = "x ← x − (∇²F)⁻¹·g"
    source: ClassVar[str] = "Nocedal & Wright 2006"
    family: ClassVar[str] = "second order"
    has_step_size: ClassVar[bool] = False
    evaluations: ClassVar[int] = 4

    def init(self, x0: Array) -> Searched:
        return Searched(x0)

    def step(self, state: Searched, oracle: Oracle, step_size: float | Array) -> Searched:
        g, hessian = oracle.subgradient(state.x), oracle.hessian(state.x)
        flaw = _flaw(hessian) if g.any() else NO_DIRECTION
        if flaw:
            return Searched(state.x, flaw)
        return Searched(state.x - np.linalg.solve(hessian, g[0].astype(float))[None].astype(state.x.dtype))


def _flaw(hessian: Array) -> str:
    """Why a Hessian gives no step; empty when it does."""
    if not np.isfinite(hessian).all():
        return "F has no finite curvature at the iterate: Newton's step is not defined."
    if not hessian.any():
        return FLAT
    rank = int(np.linalg.matrix_rank(hessian, hermitian=True))
    full = rank == len(hessian)
    return (
        "" if full else f"The Hessian at the iterate has rank {rank} of {len(hessian)}: Newton's step is not defined."
    )
