"""SciPy's L-BFGS-B."""

from typing import ClassVar, Literal

from app.core.scipy_run import ScipyMethod, Solver


class Lbfgsb(ScipyMethod):
    r"""L-BFGS-B as in SciPy, \(x_{k+1} = x_k - t H_k g_k\), \(H_k\) from the last ten steps; here without bounds.

    It ends when F falls by less than a small share of itself in a step, and calls that convergence, also where
    a kink has only made its steps short.

    >>> import numpy as np
    >>> from types import SimpleNamespace
    >>> oracle = SimpleNamespace(value=lambda x: ((x - 1) ** 2).sum(-1), subgradient=lambda x: 2 * (x - 1), steps=50)
    >>> method = Lbfgsb()
    >>> state = method.init(np.array([[3.0, 0.0]]))
    >>> while not state.verdict:
    ...     state = method.step(state, oracle, 1)
    >>> state.x.round(3)
    array([[1., 1.]])
    """

    kind: Literal["lbfgsb"] = "lbfgsb"
    title: ClassVar[str] = "L-BFGS-B in SciPy"
    formula: ClassVar[str] = "x ← x − t·Hg, by scipy.optimize.minimize(method='L-BFGS-B')"
    source: ClassVar[str] = "Byrd, Lu, Nocedal & Zhu 1995; SciPy"
    solver: ClassVar[Solver] = "L-BFGS-B"
    evaluations: ClassVar[int] = 15
