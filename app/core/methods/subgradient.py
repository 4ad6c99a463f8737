"""The subgradient method."""

from typing import ClassVar, Literal, NamedTuple

from app.core.arrays import Array
from app.core.method import Method
from app.core.oracle import Oracle


class State(NamedTuple):
    """The iterate alone."""

    x: Array


class Subgradient(Method):
    r"""Subgradient method, \(x_{k+1} = x_k - \alpha_k g_k\): gradient descent where there is no gradient.

    Not a descent method: F may rise, while the distance to a minimiser falls. PyTorch's SGD.

    >>> from types import SimpleNamespace
    >>> import numpy as np
    >>> oracle = SimpleNamespace(subgradient=np.sign)
    >>> Subgradient().step(State(np.array([[2.0]])), oracle, 0.5).x
    array([[1.5]])
    """

    kind: Literal["subgradient"] = "subgradient"
    title: ClassVar[str] = "Subgradient method"
    formula: ClassVar[str] = "x ← x − αg"
    is_stochastic: ClassVar[bool] = True
    is_elementwise: ClassVar[bool] = True
    source: ClassVar[str] = "Shor 1962"

    def init(self, x0: Array) -> State:
        return State(x0)

    def step(self, state: State, oracle: Oracle, step_size: float | Array) -> State:
        return State(state.x - step_size * oracle.subgradient(state.x))
