"""Adam."""

import math
from typing import ClassVar, Literal, NamedTuple

import numpy as np
from pydantic import Field

from app.core.arrays import Array
from app.core.method import Method
from app.core.oracle import Oracle


class State(NamedTuple):
    """The iterate, the running means of subgradients and of their squares, and the steps made."""

    x: Array
    mean: Array
    square: Array
    steps: int


class Adam(Method):
    r"""Adam, \(x_{k+1} = x_k - \alpha_k \hat m_k/(\sqrt{\hat v_k} + \varepsilon)\), with bias-corrected means.

    As in PyTorch both means start at 0, are corrected by 1 − βᵏ, and ε stands outside the root, after
    the correction. On |x| every |g| is 1, so it is a running mean of signs.

    >>> from types import SimpleNamespace
    >>> oracle = SimpleNamespace(subgradient=np.sign)
    >>> Adam().step(Adam().init(np.array([[2.0]])), oracle, 0.5).x.round(6)
    array([[1.5]])
    """

    kind: Literal["adam"] = "adam"
    title: ClassVar[str] = "Adam"
    formula: ClassVar[str] = "x ← x − α·m̂/(√v̂ + ε)"
    source: ClassVar[str] = "Kingma & Ba 2015"
    beta1: float = Field(0.9, ge=0, lt=1, json_schema_extra={"symbol": "β₁"})
    """Share of the mean subgradient that is kept at each step."""
    beta2: float = Field(0.999, ge=0, lt=1, json_schema_extra={"symbol": "β₂"})
    """Share of the mean squared subgradient that is kept at each step."""
    epsilon: float = Field(1e-8, ge=1e-30, le=1, json_schema_extra={"symbol": "ε", "scale": "log"})
    """Added to the root; keeps 0/0 away."""

    def init(self, x0: Array) -> State:
        return State(x0, np.zeros_like(x0), np.zeros_like(x0), 0)

    def step(self, state: State, oracle: Oracle, step_size: float | Array) -> State:
        g, steps = oracle.subgradient(state.x), state.steps + 1
        mean = state.mean + (1 - self.beta1) * (g - state.mean)
        square = self.beta2 * state.square + (1 - self.beta2) * g * g
        correction, root = 1 - self.beta1**steps, math.sqrt(1 - self.beta2**steps)
        x = state.x - step_size / correction * (mean / (np.sqrt(square) / root + self.epsilon))
        return State(x, mean, square, steps)
