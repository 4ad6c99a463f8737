"""Adadelta."""

from typing import ClassVar, Literal, NamedTuple

import numpy as np
from pydantic import Field

from app.core.arrays import Array
from app.core.method import Method
from app.core.oracle import Oracle


class State(NamedTuple):
    """The iterate and the running means of squared subgradients and of squared changes."""

    x: Array
    square: Array
    moved: Array


class Adadelta(Method):
    r"""Adadelta, \(d_k = g_k\sqrt{u_{k-1} + \varepsilon}/\sqrt{v_k + \varepsilon},\; x_{k+1} = x_k - \alpha_k d_k\).

    \(v_k\) and \(u_k\) are running means of \(g_k^2\) and \(d_k^2\) with share ρ. The changes start near √ε and
    find their own length, so α is usually 1. As in PyTorch ε stands inside both roots, and α outside u.

    >>> from types import SimpleNamespace
    >>> oracle = SimpleNamespace(subgradient=np.sign)
    >>> Adadelta(decay=0).step(Adadelta().init(np.array([[2.0]])), oracle, 1.0).x.round(6)
    array([[1.999]])
    """

    kind: Literal["adadelta"] = "adadelta"
    title: ClassVar[str] = "Adadelta"
    family: ClassVar[str] = "adaptive"
    formula: ClassVar[str] = "x ← x − αg√(u + ε)/√(v + ε)"
    is_stochastic: ClassVar[bool] = True
    is_elementwise: ClassVar[bool] = True
    source: ClassVar[str] = "Zeiler 2012"
    decay: float = Field(0.9, ge=0, lt=1, json_schema_extra={"symbol": "ρ"})
    """Share of both running means that is kept at each step."""
    epsilon: float = Field(1e-6, ge=1e-30, le=1, json_schema_extra={"symbol": "ε", "scale": "log"})
    """Added under both roots: what the first changes are made of."""

    def init(self, x0: Array) -> State:
        return State(x0, np.zeros_like(x0), np.zeros_like(x0))

    def step(self, state: State, oracle: Oracle, step_size: float | Array) -> State:
        g = oracle.subgradient(state.x)
        square = self.decay * state.square + (1 - self.decay) * g * g
        change = np.sqrt(state.moved + self.epsilon) / np.sqrt(square + self.epsilon) * g
        moved = self.decay * state.moved + (1 - self.decay) * change * change
        return State(state.x - step_size * change, square, moved)
