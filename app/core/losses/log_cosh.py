"""The log-cosh loss."""

from typing import ClassVar, Literal

import numpy as np

from app.core.arrays import Array
from app.core.loss import Loss, entropy, in_double, on_domain


class LogCosh(Loss):
    r"""Log-cosh loss, \(\rho(r) = \log\cosh r\), with slope \(\tanh r\).

    Computed as log(1 + sinh² r)/2, which loses no digits near 0, and as |r| − log 2 where \(e^{-2|r|}\)
    is lost to rounding.

    >>> LogCosh().value(np.array([1e4]))
    array([9999.30685282])
    """

    kind: Literal["log_cosh"] = "log_cosh"
    title: ClassVar[str] = "Log-cosh"
    formula: ClassVar[str] = "ρ(r) = log cosh r"
    derivative: ClassVar[str] = r"\tanh r"
    conjugate_formula: ClassVar[str] = (
        r"\frac{1}{2}((1 + s)\log(1 + s) + (1 - s)\log(1 - s)) \text{ for } |s| \le 1, \text{ else } \infty"
    )
    estimates: ClassVar[str] = "between the mean and the median"
    source: ClassVar[str] = "Green 1990"
    influence: ClassVar[str] = "bounded by 1"

    @in_double
    def value(self, r: Array) -> Array:
        size, far = np.abs(r), 20
        near = np.log1p(np.sinh(np.minimum(size, far)) ** 2) / 2
        return np.asarray(np.where(size < far, near, size - np.log(2)))

    def slopes(self, r: Array) -> tuple[Array, Array]:
        slope = np.tanh(r)
        return slope, slope

    @in_double
    def curvature(self, r: Array) -> Array:
        return np.asarray(1 / np.cosh(np.clip(r, -300, 300)) ** 2)

    def limits(self) -> tuple[float, float]:
        return -1.0, 1.0

    def smoothness(self) -> float:
        return 1.0

    @in_double
    def conjugate(self, s: Array) -> Array:
        return on_domain(s, -1, 1, (entropy(1 + s) + entropy(1 - s)) / 2)
