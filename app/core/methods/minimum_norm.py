"""Steepest descent for functions with kinks."""

from typing import ClassVar, Literal

from app.core.arrays import Array
from app.core.line_search import Searched
from app.core.method import Method
from app.core.oracle import Oracle

STATIONARY = "0 is an element of the subdifferential at the iterate: there is no direction of steepest descent."


class MinimumNorm(Method):
    r"""Steepest descent, \(x_{k+1} = x_k - \alpha_k g_k^\circ\), with the shortest \(g_k^\circ \in \partial F(x_k)\).

    The shortest subgradient points against the steepest descent, and it is 0 just where x is stationary: then
    the method ends. It is found by the exact subdifferential at the iterate, whatever the convention; that sees
    a kink only where the iterate lies on it. Steps of given length jump across kinks as others do.

    >>> import numpy as np
    >>> from types import SimpleNamespace
    >>> oracle = SimpleNamespace(minimum_norm=lambda x: np.sign(x) * np.array([[1.0, 0.5]]))
    >>> MinimumNorm().step(Searched(np.array([[1.0, 0.0]])), oracle, 0.25).x
    array([[0.75, 0.  ]])
    """

    kind: Literal["minimum_norm"] = "minimum_norm"
    title: ClassVar[str] = "Steepest descent"
    formula: ClassVar[str] = "x ← x − α·g°, g° = shortest element of ∂F(x)"
    source: ClassVar[str] = "Demyanov 1968; Rockafellar 1970"
    evaluations: ClassVar[int] = 4

    def init(self, x0: Array) -> Searched:
        return Searched(x0)

    def step(self, state: Searched, oracle: Oracle, step_size: float | Array) -> Searched:
        shortest = oracle.minimum_norm(state.x)
        return Searched(state.x - step_size * shortest) if shortest.any() else Searched(state.x, STATIONARY)
