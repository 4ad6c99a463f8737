"""The sign method."""

from typing import ClassVar, Literal, NamedTuple

import numpy as np

from app.core.arrays import Array
from app.core.method import Method
from app.core.oracle import Oracle


class State(NamedTuple):
    """The iterate alone."""

    x: Array


class Sign(Method):
    r"""Sign descent, \(x_{k+1} = x_k - \alpha_k \operatorname{sign}(g_k)\) in each coordinate, with sign(0) = 0.

    The length of the subgradient does not count, only its signs.

    >>> from types import SimpleNamespace
    >>> oracle = SimpleNamespace(subgradient=np.sign)
    >>> Sign().step(State(np.array([[2.0, 0.0]])), oracle, 0.5).x
    array([[1.5, 0. ]])
    """

    kind: Literal["sign"] = "sign"
    title: ClassVar[str] = "Sign descent"
    formula: ClassVar[str] = "x ← x − α·sign(g)"
    is_stochastic: ClassVar[bool] = True
    is_elementwise: ClassVar[bool] = True
    source: ClassVar[str] = "Bernstein et al. 2018"

    def init(self, x0: Array) -> State:
        return State(x0)

    def step(self, state: State, oracle: Oracle, step_size: float | Array) -> State:
        return State(state.x - step_size * np.sign(oracle.subgradient(state.x)))
