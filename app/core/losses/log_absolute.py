"""The logarithm of the absolute loss."""

from typing import ClassVar, Literal

import numpy as np
from pydantic import Field

from app.core.arrays import Array
from app.core.loss import Loss, in_double


class LogAbsolute(Loss):
    r"""Log-absolute loss, \(\rho(r) = \log(1 + |r|/\varepsilon)\): a corner at 0, concave to both sides of it.

    >>> LogAbsolute(epsilon=0.5).subdifferential(np.array([0.0]))
    (array([-2.]), array([2.]))
    """

    kind: Literal["log_absolute"] = "log_absolute"
    title: ClassVar[str] = "Log-absolute"
    formula: ClassVar[str] = "ρ(r) = log(1 + |r|/ε)"
    derivative: ClassVar[str] = r"\frac{\operatorname{sign} r}{\varepsilon + |r|}"
    estimates: ClassVar[str] = "mode-like: one of the samples"
    source: ClassVar[str] = "Candès, Wakin & Boyd 2008"
    influence: ClassVar[str] = "bounded by 1/ε, redescending"
    epsilon: float = Field(0.5, ge=1e-9, le=1e9, json_schema_extra={"symbol": "ε", "scale": "log"})
    """Scale from which on the loss grows like a logarithm; the corner's slopes are ±1/ε."""

    @property
    def convex(self) -> bool:
        """Never."""
        return False

    @in_double
    def value(self, r: Array) -> Array:
        return np.log1p(np.abs(r) / self.epsilon)

    @in_double
    def slopes(self, r: Array) -> tuple[Array, Array]:
        size = 1 / (self.epsilon + np.abs(r))
        return np.where(r > 0, size, -size), np.where(r >= 0, size, -size)

    @in_double
    def curvature(self, r: Array) -> Array:
        return np.asarray(-((1 / (self.epsilon + np.abs(r))) ** 2))

    def limits(self) -> tuple[float, float]:
        return 0.0, 0.0

    def lipschitz(self) -> float:
        return 1 / self.epsilon

    def kinks(self) -> tuple[float, ...]:
        return (0.0,)
