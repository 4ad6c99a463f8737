"""The Fair loss."""

from typing import ClassVar, Literal

import numpy as np
from pydantic import Field

from app.core.arrays import Array
from app.core.loss import Loss, in_double

TERMS = 1 / np.arange(3, 39, 2)
"""Of the series of artanh from its second term on, for arguments up to 1/3."""


class Fair(Loss):
    r"""Fair loss, \(\rho(r) = |r| - \varepsilon\log(1 + |r|/\varepsilon)\): what r/(|r| + ε) descends on.

    That is the usual mend for r/|r|, and this the loss that it silently puts in the place of |r|: the gap
    between them grows without bound. With x = |r|/ε and y = x/(2 + x), near 0 it is computed as
    x·y − 2(artanh y − y), in which nothing cancels.

    >>> Fair(epsilon=1.0).slopes(np.array([-1.0, 0.0, 3.0]))[0]
    array([-0.5 ,  0.  ,  0.75])
    """

    kind: Literal["fair"] = "fair"
    title: ClassVar[str] = "Fair (ε in the denominator)"
    formula: ClassVar[str] = "ρ(r) = |r| − ε·log(1 + |r|/ε)"
    derivative: ClassVar[str] = r"\frac{r}{|r| + \varepsilon}"
    prox_formula: ClassVar[str] = (
        r"\operatorname{sign}(v)\frac{d + \sqrt{d^2 + 4\varepsilon|v|}}{2}, "
        r"\text{ with } d = |v| - \varepsilon - \lambda"
    )
    conjugate_formula: ClassVar[str] = r"-\varepsilon(|s| + \log(1 - |s|)) \text{ for } |s| < 1, \text{ else } \infty"
    estimates: ClassVar[str] = "the median up to a term in ε² (odd n)"
    source: ClassVar[str] = "Fair 1974"
    influence: ClassVar[str] = "bounded by 1, never reached"
    smoothing: ClassVar[str] = "epsilon"
    epsilon: float = Field(0.1, ge=1e-9, le=1e9, json_schema_extra={"symbol": "ε", "scale": "log"})
    """What is added to the denominator; the curvature at 0 is 1/ε."""

    @in_double
    def value(self, r: Array) -> Array:
        x = np.abs(r) / self.epsilon
        near = np.minimum(x, 1)
        y = near / (2 + near)
        series = near * y - 2 * y**3 * np.polynomial.polynomial.polyval(y * y, TERMS)
        return self.epsilon * np.where(x < 1, series, x - np.log1p(x))

    @in_double
    def slopes(self, r: Array) -> tuple[Array, Array]:
        slope = r / (np.abs(r) + self.epsilon)
        return slope, slope

    @in_double
    def curvature(self, r: Array) -> Array:
        size = np.abs(r) + self.epsilon
        return self.epsilon / size / size

    def limits(self) -> tuple[float, float]:
        return -1.0, 1.0

    def breaks(self) -> tuple[float, ...]:
        return (0.0,)

    def smoothness(self) -> float:
        return 1 / self.epsilon

    @in_double
    def conjugate(self, s: Array) -> Array:
        size = np.minimum(np.abs(s), 1)
        return np.asarray(np.where(np.abs(s) < 1, -self.epsilon * (size + np.log1p(-size)), np.inf))

    @in_double
    def prox(self, v: Array, weight: float | Array) -> Array:
        size = np.abs(v)
        rest = size - self.epsilon - weight
        root = np.hypot(rest, 2 * np.sqrt(self.epsilon * size))
        # Whichever of the two forms of the quadratic's root does not cancel; never outward, subnormals included.
        inward = 2 * self.epsilon * size / np.maximum(root - rest, self.epsilon)
        return np.asarray(np.sign(v) * np.minimum(np.where(rest > 0, (rest + root) / 2, inward), size))

    def predicted_bias(self, residuals: Array) -> float | None:
        return None if np.any(residuals == 0) else float(self.epsilon**2 * (1 / residuals).sum())
