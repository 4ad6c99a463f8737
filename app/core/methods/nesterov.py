"""Nesterov's accelerated method."""

from typing import ClassVar, Literal, NamedTuple

import numpy as np
from pydantic import Field

from app.core.arrays import Array
from app.core.method import Method
from app.core.oracle import Oracle


class State(NamedTuple):
    """The iterate and the buffer of past subgradients."""

    x: Array
    velocity: Array


class Nesterov(Method):
    r"""Nesterov momentum, \(v_k = \beta v_{k-1} + g_k,\; x_{k+1} = x_k - \alpha_k (g_k + \beta v_k)\).

    PyTorch's SGD(nesterov=True): the look-ahead is folded into the update, the subgradient is taken at
    the iterate itself; the buffer starts as the first subgradient.

    >>> from types import SimpleNamespace
    >>> oracle = SimpleNamespace(subgradient=np.sign)
    >>> Nesterov(momentum=0.5).step(State(np.array([[2.0]]), np.array([[1.0]])), oracle, 0.5).x
    array([[1.125]])
    """

    kind: Literal["nesterov"] = "nesterov"
    title: ClassVar[str] = "Nesterov momentum"
    formula: ClassVar[str] = "v ← βv + g, x ← x − α(g + βv)"
    is_stochastic: ClassVar[bool] = True
    is_elementwise: ClassVar[bool] = True
    source: ClassVar[str] = "Nesterov 1983; Sutskever et al. 2013"
    momentum: float = Field(0.9, ge=0, lt=1, json_schema_extra={"symbol": "β"})
    """Share of the buffer that is kept at each step."""

    def init(self, x0: Array) -> State:
        return State(x0, np.zeros_like(x0))

    def step(self, state: State, oracle: Oracle, step_size: float | Array) -> State:
        g = oracle.subgradient(state.x)
        velocity = self.momentum * state.velocity + g
        return State(state.x - step_size * (g + self.momentum * velocity), velocity)
