"""Weiszfeld's iteration."""

from typing import ClassVar, Literal, NamedTuple

from pydantic import Field

from app.core.arrays import Array
from app.core.method import Method
from app.core.oracle import Oracle
from app.core.problem import Problem
from app.core.weber import NEEDED, anchors


class State(NamedTuple):
    """The iterate alone."""

    x: Array


class Weiszfeld(Method):
    r"""Weiszfeld's iteration, \(x_{k+1} = \sum_i \frac{w_i a_i}{d_i} / \sum_i \frac{w_i}{d_i},\; d_i = \|x_k - a_i\|\).

    For a sum of distances to anchors: each pulls the more, the nearer it is. On an anchor it divides 0 by 0;
    an ε added to the distances lets it go on, but an anchor that is no minimiser then holds it for
    about 2·log₂(1/ε) steps.

    >>> import numpy as np
    >>> from types import SimpleNamespace
    >>> from app.core.function_problem import FunctionProblem
    >>> from app.core.functions.geometric_median import GeometricMedian
    >>> oracle = SimpleNamespace(problem=FunctionProblem(GeometricMedian()))
    >>> Weiszfeld().step(State(np.array([[1.0, 0.0]])), oracle, 1).x
    array([[0., 0.]])
    """

    kind: Literal["weiszfeld"] = "weiszfeld"
    title: ClassVar[str] = "Weiszfeld"
    formula: ClassVar[str] = "x ← Σ(wᵢaᵢ/dᵢ)/Σ(wᵢ/dᵢ), dᵢ = ‖x − aᵢ‖ + ε"
    rounds_corners: ClassVar[bool] = True
    source: ClassVar[str] = "Weiszfeld 1937; Kuhn 1973"
    family: ClassVar[str] = "structured"
    has_step_size: ClassVar[bool] = False
    evaluations: ClassVar[int] = 2
    epsilon: float = Field(0.0, ge=0, le=1, json_schema_extra={"symbol": "ε"})
    """Added to every distance; 0 is the formula as it was published."""

    def unmet(self, problem: Problem) -> str:
        return "" if anchors(problem) else NEEDED

    def init(self, x0: Array) -> State:
        return State(x0)

    def step(self, state: State, oracle: Oracle, step_size: float | Array) -> State:
        found = anchors(oracle.problem)
        if found is None:
            raise TypeError(f"missing anchors: {self.kind} needs {NEEDED}")
        own = found.cast(state.x.dtype)
        return State(own.mean(own.weights / (own.distances(state.x) + state.x.dtype.type(self.epsilon))))
