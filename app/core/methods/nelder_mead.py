"""SciPy's Nelder–Mead simplex."""

from typing import Any, ClassVar, Literal

from app.core.arrays import Array
from app.core.function_problem import FunctionProblem
from app.core.oracle import Oracle
from app.core.scipy_run import ScipyMethod, Solver


class NelderMead(ScipyMethod):
    r"""Nelder–Mead as in SciPy: a simplex, its worst corner reflected to \(2\bar x - x_{p+1}\) first of all.

    The simplex is stretched, squeezed or shrunk by how F compares at its corners; slopes are not asked, so
    that kinks do not matter as such. It may yet shrink to a point that is no minimiser (McKinnon 1998). The
    best corner is the iterate. Functions that name a first simplex are given it when the start is a corner of it.

    >>> import numpy as np
    >>> from types import SimpleNamespace
    >>> oracle = SimpleNamespace(value=lambda x: ((x - 1) ** 2).sum(-1), steps=200, problem=None)
    >>> method = NelderMead()
    >>> state = method.init(np.array([[3.0, 0.0]]))
    >>> while not state.verdict:
    ...     state = method.step(state, oracle, 1)
    >>> state.x.round(3)
    array([[1., 1.]])
    """

    kind: Literal["nelder_mead"] = "nelder_mead"
    title: ClassVar[str] = "Nelder–Mead in SciPy"
    formula: ClassVar[str] = "worst corner ← its reflection, by scipy.optimize.minimize(method='Nelder-Mead')"
    source: ClassVar[str] = "Nelder & Mead 1965; SciPy"
    solver: ClassVar[Solver] = "Nelder-Mead"
    asks_subgradient: ClassVar[bool] = False
    evaluations: ClassVar[int] = 3

    def options(self, oracle: Oracle, x: Array) -> dict[str, Any]:
        simplex = oracle.problem.function.simplex if isinstance(oracle.problem, FunctionProblem) else ()
        return {"initial_simplex": simplex} if tuple(x[0].tolist()) in simplex else {}
