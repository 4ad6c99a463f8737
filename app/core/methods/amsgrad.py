"""AMSGrad."""

from typing import ClassVar, Literal, NamedTuple

import numpy as np

from app.core.arrays import Array
from app.core.moments import MomentMethod
from app.core.oracle import Oracle


class State(NamedTuple):
    """The iterate, both running means, the largest mean square so far, and the steps made."""

    x: Array
    mean: Array
    square: Array
    largest: Array
    steps: int


class Amsgrad(MomentMethod):
    r"""AMSGrad, Adam with \(\max_{j\le k} v_j\) in place of \(v_k\): its steps cannot grow again.

    As in PyTorch the largest is taken before the correction by 1 − β₂ᵏ, not after it.

    >>> from types import SimpleNamespace
    >>> oracle = SimpleNamespace(subgradient=np.sign)
    >>> Amsgrad().step(Amsgrad().init(np.array([[2.0]])), oracle, 0.5).x.round(6)
    array([[1.5]])
    """

    kind: Literal["amsgrad"] = "amsgrad"
    title: ClassVar[str] = "AMSGrad"
    family: ClassVar[str] = "adaptive"
    formula: ClassVar[str] = "v* ← max(v*, v), x ← x − α·m̂/(√v̂* + ε)"
    is_stochastic: ClassVar[bool] = True
    is_elementwise: ClassVar[bool] = True
    source: ClassVar[str] = "Reddi, Kale & Kumar 2018"

    def init(self, x0: Array) -> State:
        return State(x0, np.zeros_like(x0), np.zeros_like(x0), np.zeros_like(x0), 0)

    def step(self, state: State, oracle: Oracle, step_size: float | Array) -> State:
        mean, square = self.means(state, oracle.subgradient(state.x))
        steps, largest = state.steps + 1, np.maximum(state.largest, square)
        return State(state.x - self.stride(steps, mean, largest, step_size), mean, square, largest, steps)
