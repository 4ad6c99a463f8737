"""The proximal point method."""

from typing import ClassVar, Literal, NamedTuple

from app.core.arrays import Array
from app.core.method import Method
from app.core.oracle import Oracle


class State(NamedTuple):
    """The iterate alone."""

    x: Array


class ProximalPoint(Method):
    r"""Proximal point method, \(x_{k+1} = \operatorname{argmin}_u F(u) + \|u - x_k\|^2/(2\alpha_k)\).

    An implicit step: the subgradient is taken where it arrives, so it cannot jump over a kink. It asks
    no convention.

    >>> import numpy as np
    >>> from types import SimpleNamespace
    >>> oracle = SimpleNamespace(prox=lambda x, weight: np.sign(x) * np.maximum(np.abs(x) - weight, 0))
    >>> ProximalPoint().step(State(np.array([[0.2]])), oracle, 0.3).x
    array([[0.]])
    """

    kind: Literal["proximal_point"] = "proximal_point"
    title: ClassVar[str] = "Proximal point"
    family: ClassVar[str] = "proximal"
    formula: ClassVar[str] = "x ← prox(αF)(x)"
    is_implicit: ClassVar[bool] = True
    source: ClassVar[str] = "Martinet 1970; Rockafellar 1976"

    def init(self, x0: Array) -> State:
        return State(x0)

    def step(self, state: State, oracle: Oracle, step_size: float | Array) -> State:
        return State(oracle.prox(state.x, step_size))
