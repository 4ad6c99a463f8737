"""The subgradient method with averaging."""

from typing import ClassVar, Literal, NamedTuple

from app.core.arrays import Array
from app.core.method import Method
from app.core.oracle import Oracle


class State(NamedTuple):
    """The mean, the point that descends, and the steps made."""

    x: Array
    point: Array
    steps: int


class Averaged(Method):
    r"""Averaged subgradients, \(y_{k+1} = y_k - \alpha_k g(y_k),\; x_k = \frac1{k+1} \sum_{j\le k} y_j\).

    The iterate is the mean of a path that is not shown, whose swings across a kink it averages out. It forgets
    its start only as 1/k.

    >>> import numpy as np
    >>> from types import SimpleNamespace
    >>> method, oracle = Averaged(), SimpleNamespace(subgradient=np.sign)
    >>> state = method.init(np.array([[0.5]]))
    >>> for _ in range(3):
    ...     state = method.step(state, oracle, 1.0)
    >>> state.point, state.x
    (array([[-0.5]]), array([[0.]]))
    """

    kind: Literal["averaged"] = "averaged"
    title: ClassVar[str] = "Averaged subgradients"
    formula: ClassVar[str] = "y ← y − α·g(y), x = mean of all y so far"
    source: ClassVar[str] = "Nemirovski & Yudin 1978; Polyak & Juditsky 1992"
    is_stochastic: ClassVar[bool] = True
    evaluations: ClassVar[int] = 2

    def init(self, x0: Array) -> State:
        return State(x0, x0, 0)

    def step(self, state: State, oracle: Oracle, step_size: float | Array) -> State:
        point = state.point - step_size * oracle.subgradient(state.point)
        steps = state.steps + 1
        return State(state.x + (point - state.x) / (steps + 1), point, steps)
