"""AdaMax."""

from typing import ClassVar, Literal, NamedTuple

import numpy as np
from pydantic import Field

from app.core.arrays import Array
from app.core.method import Method
from app.core.moments import blend
from app.core.oracle import Oracle


class State(NamedTuple):
    """The iterate, the running mean of subgradients, their fading maximum, and the steps made."""

    x: Array
    mean: Array
    largest: Array
    steps: int


class Adamax(Method):
    r"""AdaMax, \(u_k = \max(\beta_2 u_{k-1}, |g_k| + \varepsilon),\; x_{k+1} = x_k - \alpha_k \hat m_k/u_k\).

    Adam with a fading maximum in place of the root mean square. As in PyTorch ε stands inside the maximum.

    >>> from types import SimpleNamespace
    >>> oracle = SimpleNamespace(subgradient=np.sign)
    >>> Adamax().step(Adamax().init(np.array([[2.0]])), oracle, 0.5).x.round(6)
    array([[1.5]])
    """

    kind: Literal["adamax"] = "adamax"
    title: ClassVar[str] = "AdaMax"
    family: ClassVar[str] = "adaptive"
    formula: ClassVar[str] = "u ← max(β₂u, |g| + ε), x ← x − α·m̂/u"
    is_stochastic: ClassVar[bool] = True
    is_elementwise: ClassVar[bool] = True
    source: ClassVar[str] = "Kingma & Ba 2015"
    beta1: float = Field(0.9, ge=0, lt=1, json_schema_extra={"symbol": "β₁"})
    """Share of the mean subgradient that is kept at each step."""
    beta2: float = Field(0.999, ge=0, lt=1, json_schema_extra={"symbol": "β₂"})
    """Share of the maximum that is kept at each step."""
    epsilon: float = Field(1e-8, ge=1e-30, le=1, json_schema_extra={"symbol": "ε", "scale": "log"})
    """Added to |g|; keeps 0/0 away."""

    def init(self, x0: Array) -> State:
        return State(x0, np.zeros_like(x0), np.zeros_like(x0), 0)

    def step(self, state: State, oracle: Oracle, step_size: float | Array) -> State:
        g, steps = oracle.subgradient(state.x), state.steps + 1
        mean = blend(state.mean, g, self.beta1)
        largest = np.maximum(self.beta2 * state.largest, np.abs(g) + self.epsilon)
        x = state.x - step_size / (1 - self.beta1**steps) * mean / largest
        return State(x, mean, largest, steps)
