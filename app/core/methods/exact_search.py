"""Steepest descent with exact line search."""

from typing import ClassVar, Literal

from app.core.arrays import Array
from app.core.line_search import NO_DIRECTION, Searched, exact
from app.core.method import Method
from app.core.oracle import Oracle


class ExactSearch(Method):
    r"""Steepest descent, exact search, \(x_{k+1} = x_k - t_k g_k\), \(t_k = \min\{t : F'(x_k - t g_k; -g_k) \ge 0\}\).

    The step goes to the first minimiser along −g. That is exact: for convex losses of data the problem in
    one parameter is solved; else the sign of the one-sided derivative is bisected to the last bit. The
    best step of all does not save it: on Wolfe's function it zigzags to a point that is no minimiser.

    >>> import numpy as np
    >>> from types import SimpleNamespace
    >>> oracle = SimpleNamespace(subgradient=lambda x: 6 * x, rest=lambda x, direction: 1 / 6)
    >>> ExactSearch().step(Searched(np.array([[2.0]])), oracle, 1).x
    array([[0.]])
    """

    kind: Literal["exact_search"] = "exact_search"
    title: ClassVar[str] = "Exact line search"
    family: ClassVar[str] = "line search"
    formula: ClassVar[str] = "x ← x − t·g, t = first minimiser of F(x − t·g)"
    source: ClassVar[str] = "Cauchy 1847; Wolfe 1975"
    has_step_size: ClassVar[bool] = False
    evaluations: ClassVar[int] = 60

    def init(self, x0: Array) -> Searched:
        return Searched(x0)

    def step(self, state: Searched, oracle: Oracle, step_size: float | Array) -> Searched:
        g = oracle.subgradient(state.x)
        return exact(oracle, state.x, -g) if g.any() else Searched(state.x, NO_DIRECTION)
