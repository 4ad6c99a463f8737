"""SciPy's BFGS."""

from typing import ClassVar, Literal

from app.core.scipy_run import ScipyMethod, Solver


class ScipyBfgs(ScipyMethod):
    r"""BFGS as in SciPy, \(x_{k+1} = x_k - t H_k g_k\), with a search for the strong Wolfe conditions.

    Those bound the slope at the end of a step from both sides, which no step across a kink may meet: then it
    ends at once, for loss of precision, as it says. The estimate of H is that of `bfgs`.

    >>> import numpy as np
    >>> from types import SimpleNamespace
    >>> oracle = SimpleNamespace(value=lambda x: ((x - 1) ** 2).sum(-1), subgradient=lambda x: 2 * (x - 1), steps=50)
    >>> method = ScipyBfgs()
    >>> state = method.init(np.array([[3.0, 0.0]]))
    >>> while not state.verdict:
    ...     state = method.step(state, oracle, 1)
    >>> state.x.round(3)
    array([[1., 1.]])
    """

    kind: Literal["scipy_bfgs"] = "scipy_bfgs"
    title: ClassVar[str] = "BFGS in SciPy"
    formula: ClassVar[str] = "x ← x − t·Hg, by scipy.optimize.minimize(method='BFGS')"
    source: ClassVar[str] = "Nocedal & Wright 2006; SciPy"
    solver: ClassVar[Solver] = "BFGS"
