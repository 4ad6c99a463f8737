"""The heavy-ball method."""

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


class HeavyBall(Method):
    r"""Heavy ball, \(v_k = \beta v_{k-1} + g_k,\; x_{k+1} = x_k - \alpha_k v_k\).

    PyTorch's SGD with momentum: the buffer starts as the first subgradient, without dampening, and the
    step size stays outside it.

    >>> from types import SimpleNamespace
    >>> oracle = SimpleNamespace(subgradient=np.sign)
    >>> HeavyBall(momentum=0.5).step(State(np.array([[2.0]]), np.array([[1.0]])), oracle, 0.5).x
    array([[1.25]])
    """

    kind: Literal["heavy_ball"] = "heavy_ball"
    title: ClassVar[str] = "Heavy ball"
    formula: ClassVar[str] = "v ← βv + g, x ← x − αv"
    is_stochastic: ClassVar[bool] = True
    is_elementwise: ClassVar[bool] = True
    source: ClassVar[str] = "Polyak 1964"
    momentum: float = Field(0.9, ge=0, lt=1, json_schema_extra={"symbol": "β"})
    """Share of the buffer that is kept at each step."""

    def init(self, x0: Array) -> State:
        return State(x0, np.zeros_like(x0))

    def step(self, state: State, oracle: Oracle, step_size: float | Array) -> State:
        velocity = self.momentum * state.velocity + oracle.subgradient(state.x)
        return State(state.x - step_size * velocity, velocity)
