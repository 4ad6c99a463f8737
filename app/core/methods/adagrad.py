"""Adagrad."""

from typing import ClassVar, Literal, NamedTuple

import numpy as np
from pydantic import Field

from app.core.arrays import Array
from app.core.method import Method
from app.core.oracle import Oracle


class State(NamedTuple):
    """The iterate and the sum of squared subgradients."""

    x: Array
    total: Array


class Adagrad(Method):
    r"""Adagrad, \(s_k = s_{k-1} + g_k^2,\; x_{k+1} = x_k - \alpha_k g_k/(\sqrt{s_k} + \varepsilon)\).

    As in PyTorch ε stands outside the root and the sum starts at 0. On |x| it is the step α/√(k + 1).

    >>> from types import SimpleNamespace
    >>> oracle = SimpleNamespace(subgradient=np.sign)
    >>> Adagrad().step(State(np.array([[2.0]]), np.array([[3.0]])), oracle, 0.5).x.round(6)
    array([[1.75]])
    """

    kind: Literal["adagrad"] = "adagrad"
    title: ClassVar[str] = "Adagrad"
    family: ClassVar[str] = "adaptive"
    formula: ClassVar[str] = "s ← s + g², x ← x − αg/(√s + ε)"
    is_stochastic: ClassVar[bool] = True
    is_elementwise: ClassVar[bool] = True
    source: ClassVar[str] = "Duchi, Hazan & Singer 2011"
    epsilon: float = Field(1e-10, ge=1e-30, le=1, json_schema_extra={"symbol": "ε", "scale": "log"})
    """Added to the root; keeps 0/0 away."""

    def init(self, x0: Array) -> State:
        return State(x0, np.zeros_like(x0))

    def step(self, state: State, oracle: Oracle, step_size: float | Array) -> State:
        g = oracle.subgradient(state.x)
        total = state.total + g * g
        return State(state.x - step_size * g / (np.sqrt(total) + self.epsilon), total)
