"""The proximal gradient method."""

from typing import ClassVar, Literal, NamedTuple

from app.core.affine import Affine
from app.core.arrays import Array
from app.core.method import Method
from app.core.oracle import Oracle
from app.core.problem import Problem


class State(NamedTuple):
    """The iterate alone."""

    x: Array


class ProximalGradient(Method):
    r"""Proximal gradient, \(x_{k+1} = \operatorname{prox}_{\alpha_k P}(x_k - \alpha_k \nabla D(x_k))\), F = D + P.

    ISTA, where P is the L1 penalty: a step along the slope of the data term D, then the penalty's prox,
    which sets small weights to exact zeros. The theory wants D smooth and α at most 1/L; where D has kinks
    the convention's slope is taken, and they are stepped over as by the subgradient method.

    >>> import numpy as np
    >>> from types import SimpleNamespace
    >>> penalty = SimpleNamespace(prox=lambda v, step: np.sign(v) * np.maximum(np.abs(v) - step, 0))
    >>> oracle = SimpleNamespace(data_subgradient=lambda x: x - 2, penalty=penalty)
    >>> ProximalGradient().step(State(np.array([[0.0]])), oracle, 0.5).x
    array([[0.5]])
    """

    kind: Literal["proximal_gradient"] = "proximal_gradient"
    title: ClassVar[str] = "Proximal gradient (ISTA)"
    formula: ClassVar[str] = "x ← prox(αP)(x − α·∇D(x))"
    source: ClassVar[str] = "Bruck 1977; Daubechies, Defrise & De Mol 2004"
    family: ClassVar[str] = "proximal"
    is_stochastic: ClassVar[bool] = True
    evaluations: ClassVar[int] = 2

    def unmet(self, problem: Problem) -> str:
        return "" if isinstance(problem, Affine) else "a loss of data"

    def init(self, x0: Array) -> State:
        return State(x0)

    def step(self, state: State, oracle: Oracle, step_size: float | Array) -> State:
        v = state.x - step_size * oracle.data_subgradient(state.x)
        return State(oracle.penalty.prox(v, step_size))
