"""RMSProp."""

from typing import ClassVar, Literal, NamedTuple

import numpy as np
from pydantic import Field

from app.core.arrays import Array
from app.core.method import Method
from app.core.oracle import Oracle


class State(NamedTuple):
    """The iterate and the running mean of squared subgradients."""

    x: Array
    square: Array


class Rmsprop(Method):
    r"""RMSProp, \(v_k = \gamma v_{k-1} + (1 - \gamma) g_k^2,\; x_{k+1} = x_k - \alpha_k g_k/(\sqrt{v_k} + \epsilon)\).

    As in PyTorch ε stands outside the root and the mean starts at 0 without correction, so that the
    first step is α/√(1 − γ): ten times α for γ = 0.99.

    >>> from types import SimpleNamespace
    >>> oracle = SimpleNamespace(subgradient=np.sign)
    >>> Rmsprop().step(State(np.array([[2.0]]), np.zeros((1, 1))), oracle, 0.1).x.round(6)
    array([[1.]])
    """

    kind: Literal["rmsprop"] = "rmsprop"
    title: ClassVar[str] = "RMSProp"
    family: ClassVar[str] = "adaptive"
    formula: ClassVar[str] = "v ← γv + (1 − γ)g², x ← x − αg/(√v + ε)"
    is_stochastic: ClassVar[bool] = True
    is_elementwise: ClassVar[bool] = True
    source: ClassVar[str] = "Tieleman & Hinton 2012"
    decay: float = Field(0.99, ge=0, lt=1, json_schema_extra={"symbol": "γ"})
    """Share of the running mean that is kept at each step."""
    epsilon: float = Field(1e-8, ge=1e-30, le=1, json_schema_extra={"symbol": "ε", "scale": "log"})
    """Added to the root; keeps 0/0 away."""

    def init(self, x0: Array) -> State:
        return State(x0, np.zeros_like(x0))

    def step(self, state: State, oracle: Oracle, step_size: float | Array) -> State:
        g = oracle.subgradient(state.x)
        square = self.decay * state.square + (1 - self.decay) * g * g
        return State(state.x - step_size * g / (np.sqrt(square) + self.epsilon), square)
