"""SciPy's Powell's method."""

from typing import ClassVar, Literal

from app.core.scipy_run import ScipyMethod, Solver


class Powell(ScipyMethod):
    r"""Powell as in SciPy, \(x \leftarrow x + t_j d_j\), a line search along each of p directions in turn.

    After each round the direction along which F fell most may be replaced by the whole move of the round.
    Slopes are not asked. The first directions are the coordinates.

    >>> import numpy as np
    >>> from types import SimpleNamespace
    >>> oracle = SimpleNamespace(value=lambda x: ((x - 1) ** 2).sum(-1), steps=50)
    >>> method = Powell()
    >>> state = method.init(np.array([[3.0, 0.0]]))
    >>> while not state.verdict:
    ...     state = method.step(state, oracle, 1)
    >>> state.x.round(3)
    array([[1., 1.]])
    """

    kind: Literal["powell"] = "powell"
    title: ClassVar[str] = "Powell in SciPy"
    formula: ClassVar[str] = "x ← x + tⱼ·dⱼ, by scipy.optimize.minimize(method='Powell')"
    source: ClassVar[str] = "Powell 1964; SciPy"
    solver: ClassVar[Solver] = "Powell"
    asks_subgradient: ClassVar[bool] = False
    budget: ClassVar[str] = "maxfev"
    evaluations: ClassVar[int] = 40
