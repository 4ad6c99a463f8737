"""The modified Weiszfeld iteration of Vardi and Zhang."""

from typing import ClassVar, Literal, NamedTuple

import numpy as np

from app.core.arrays import Array
from app.core.method import Method
from app.core.oracle import Oracle
from app.core.problem import Problem
from app.core.weber import NEEDED, anchors


class State(NamedTuple):
    """The iterate, and why it is left no more."""

    x: Array
    verdict: str = ""


class VardiZhang(Method):
    r"""Vardi and Zhang's iteration, \(x_{k+1} = (1 - \frac{w}{\|R\|})_+ T(x_k) + \min(1, \frac w{\|R\|}) x_k\).

    Weiszfeld's T, left as it is off the anchors. On an anchor of weight w, T and the pull \(R\) are those of the
    other anchors: where they pull harder than w it is left at once, else it is a minimiser and held.

    >>> import numpy as np
    >>> from types import SimpleNamespace
    >>> from app.core.function_problem import FunctionProblem
    >>> from app.core.functions.geometric_median import GeometricMedian
    >>> oracle = SimpleNamespace(problem=FunctionProblem(GeometricMedian()))
    >>> VardiZhang().step(State(np.array([[0.0, 0.0]])), oracle, 1).x.round(4)
    array([[-0.3391,  0.    ]])
    """

    kind: Literal["vardi_zhang"] = "vardi_zhang"
    title: ClassVar[str] = "Vardi–Zhang"
    formula: ClassVar[str] = "x ← (1 − w/‖R‖)₊·T(x) + min(1, w/‖R‖)·x"
    source: ClassVar[str] = "Vardi & Zhang 2000"
    family: ClassVar[str] = "structured"
    has_step_size: ClassVar[bool] = False
    evaluations: ClassVar[int] = 2

    def unmet(self, problem: Problem) -> str:
        return "" if anchors(problem) else NEEDED

    def init(self, x0: Array) -> State:
        return State(x0)

    def step(self, state: State, oracle: Oracle, step_size: float | Array) -> State:
        found, x = anchors(oracle.problem), state.x
        if found is None:
            raise TypeError(f"missing anchors: {self.kind} needs {NEEDED}")
        own = found.cast(x.dtype)
        distances = own.distances(x)
        pulls = np.divide(own.weights, distances, out=np.zeros_like(distances), where=distances > 0)
        held, pull = own.weights[distances == 0].sum(), np.linalg.norm(pulls @ (own.places - x))
        if held >= pull:
            return State(x, "The other anchors pull no harder than this one holds: it is the minimiser.")
        return State(own.mean(pulls) + held / pull * (x - own.mean(pulls)))
