"""Polyak's rule."""

from typing import ClassVar, Literal

from app.core.arrays import Array
from app.core.oracle import Oracle
from app.core.step_rule import StepRule


class Polyak(StepRule):
    r"""Polyak's step, \(\alpha_k = (F(x_k) - F^*)/\|g_k\|^2\): needs the minimum, then needs nothing else.

    On |x| it lands on the kink in one step. Where the subgradient is 0 the step is 0.

    >>> import numpy as np
    >>> from types import SimpleNamespace
    >>> oracle = SimpleNamespace(subgradient=np.sign, value=lambda x: np.abs(x[:, 0]), optimum=0.0)
    >>> Polyak().step_size(0, np.array([[-3.0]]), oracle)
    3.0
    """

    kind: Literal["polyak"] = "polyak"
    title: ClassVar[str] = "Polyak"
    phrase: ClassVar[str] = "Polyak’s step"
    formula: ClassVar[str] = "αₖ = (F(xₖ) − F*)/‖gₖ‖²"
    source: ClassVar[str] = "Polyak 1969"
    is_scheduled: ClassVar[bool] = False

    def step_size(self, k: int, x: Array, oracle: Oracle) -> float:
        g = oracle.subgradient(x)[0].astype(float)
        gap, square = float(oracle.value(x)[0]) - oracle.optimum, float(g @ g)
        return max(gap, 0.0) / square if square > 0 else 0.0
