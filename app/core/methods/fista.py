"""FISTA."""

import math
from typing import ClassVar, Literal, NamedTuple

from app.core.affine import Affine
from app.core.arrays import Array
from app.core.method import Method
from app.core.oracle import Oracle
from app.core.problem import Problem


class State(NamedTuple):
    """The iterate, the point ahead of it that is asked about, and the weight tₖ."""

    x: Array
    ahead: Array
    weight: float


class Fista(Method):
    r"""FISTA, \(x_k = \operatorname{prox}_{\alpha P}(y_k - \alpha \nabla D(y_k))\), a step from a point ahead.

    \(y_{k+1} = x_k + \frac{t_k - 1}{t_{k+1}}(x_k - x_{k-1})\) with \(t_{k+1} = \frac{1 + \sqrt{1 + 4t_k^2}}2\). The
    gap falls as 1/k² where ISTA's falls as 1/k, if the data term D is smooth and α at most 1/L. F may rise.

    >>> import numpy as np
    >>> from types import SimpleNamespace
    >>> penalty = SimpleNamespace(prox=lambda v, step: v)
    >>> oracle, method = SimpleNamespace(data_subgradient=lambda x: x, penalty=penalty), Fista()
    >>> state = method.init(np.array([[1.0]]))
    >>> for _ in range(2):
    ...     state = method.step(state, oracle, 0.5)
    >>> state.x, state.ahead.round(4)
    (array([[0.25]]), array([[0.1796]]))
    """

    kind: Literal["fista"] = "fista"
    title: ClassVar[str] = "FISTA"
    formula: ClassVar[str] = "x⁺ = prox(αP)(y − α·∇D(y)), y ← x⁺ + (t − 1)/t⁺·(x⁺ − x)"
    source: ClassVar[str] = "Beck & Teboulle 2009"
    family: ClassVar[str] = "proximal"
    evaluations: ClassVar[int] = 2

    def unmet(self, problem: Problem) -> str:
        return "" if isinstance(problem, Affine) else "a loss of data"

    def init(self, x0: Array) -> State:
        return State(x0, x0, 1.0)

    def step(self, state: State, oracle: Oracle, step_size: float | Array) -> State:
        v = state.ahead - step_size * oracle.data_subgradient(state.ahead)
        x, weight = oracle.penalty.prox(v, step_size), (1 + math.sqrt(1 + 4 * state.weight**2)) / 2
        return State(x, x + (state.weight - 1) / weight * (x - state.x), weight)
