"""Lion."""

from typing import ClassVar, Literal, NamedTuple

import numpy as np
from pydantic import Field

from app.core.arrays import Array
from app.core.method import Method
from app.core.oracle import Oracle


class State(NamedTuple):
    """The iterate and the running mean of subgradients."""

    x: Array
    mean: Array


class Lion(Method):
    r"""Lion, \(x_{k+1} = x_k - \alpha_k(\operatorname{sign}(\beta_1 m_{k-1} + (1 - \beta_1) g_k) + \lambda x_k)\).

    Every parameter moves by α, wherever its mean points; sign(0) = 0. As in optax the mean is renewed, with
    β₂, after its use.

    >>> from types import SimpleNamespace
    >>> oracle = SimpleNamespace(subgradient=np.sign)
    >>> Lion().step(Lion().init(np.array([[2.0, 0.0]])), oracle, 0.5).x
    array([[1.5, 0. ]])
    """

    kind: Literal["lion"] = "lion"
    title: ClassVar[str] = "Lion"
    family: ClassVar[str] = "adaptive"
    formula: ClassVar[str] = "x ← x − α(sign(β₁m + (1 − β₁)g) + λx), m ← β₂m + (1 − β₂)g"
    is_stochastic: ClassVar[bool] = True
    is_elementwise: ClassVar[bool] = True
    source: ClassVar[str] = "Chen et al. 2023"
    beta1: float = Field(0.9, ge=0, lt=1, json_schema_extra={"symbol": "β₁"})
    """Share of the mean in the direction."""
    beta2: float = Field(0.99, ge=0, lt=1, json_schema_extra={"symbol": "β₂"})
    """Share of the mean that is kept at each step."""
    weight_decay: float = Field(0.0, ge=0, le=10, json_schema_extra={"symbol": "λ"})
    """Pull towards 0; with 0 F alone is minimised."""

    def init(self, x0: Array) -> State:
        return State(x0, np.zeros_like(x0))

    def step(self, state: State, oracle: Oracle, step_size: float | Array) -> State:
        g = oracle.subgradient(state.x)
        direction = np.sign(self.beta1 * state.mean + (1 - self.beta1) * g)
        mean = self.beta2 * state.mean + (1 - self.beta2) * g
        return State(state.x - step_size * (direction + self.weight_decay * state.x), mean)
