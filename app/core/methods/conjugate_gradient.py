"""SciPy's conjugate gradients."""

from typing import ClassVar, Literal

from app.core.scipy_run import ScipyMethod, Solver


class ConjugateGradient(ScipyMethod):
    r"""Conjugate gradients, \(d_k = -g_k + \beta_k d_{k-1}\) and \(x_{k+1} = x_k + t d_k\), as in SciPy.

    Nonlinear, by Polak and Ribière: β = max(0, gₖᵀ(gₖ − gₖ₋₁)/‖gₖ₋₁‖²); with a search along d for the strong
    Wolfe conditions, which a step across a kink may not meet, however long it is.

    >>> import numpy as np
    >>> from types import SimpleNamespace
    >>> oracle = SimpleNamespace(value=lambda x: ((x - 1) ** 2).sum(-1), subgradient=lambda x: 2 * (x - 1), steps=50)
    >>> method = ConjugateGradient()
    >>> state = method.init(np.array([[3.0, 0.0]]))
    >>> while not state.verdict:
    ...     state = method.step(state, oracle, 1)
    >>> state.x.round(3)
    array([[1., 1.]])
    """

    kind: Literal["conjugate_gradient"] = "conjugate_gradient"
    title: ClassVar[str] = "Conjugate gradients in SciPy"
    formula: ClassVar[str] = "x ← x + t·d, d ← −g + β·d, by scipy.optimize.minimize(method='CG')"
    source: ClassVar[str] = "Polak & Ribière 1969; SciPy"
    solver: ClassVar[Solver] = "CG"
