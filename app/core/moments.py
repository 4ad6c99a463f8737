"""What Adam and its kin share: running means of the subgradients and of their squares."""

from typing import Any, ClassVar, NamedTuple

import numpy as np
from pydantic import Field

from app.core.arrays import Array
from app.core.method import Method


class Moments(NamedTuple):
    """The iterate, the running means of subgradients and of their squares, and the steps made."""

    x: Array
    mean: Array
    square: Array
    steps: int


def blend(mean: Array, g: Array, share: float) -> Array:
    """share·mean + (1 − share)·g, rounded as by PyTorch's lerp: from the nearer of the two.

    >>> blend(np.array([1.0]), np.array([0.0]), 0.25)
    array([0.25])
    """
    weight = 1 - share
    return mean + weight * (g - mean) if weight < 0.5 else g - (g - mean) * (1 - weight)


class MomentMethod(Method):
    r"""A method that keeps \(m_k = \beta_1 m_{k-1} + (1 - \beta_1) g_k\) and \(v_k\), the same of \(g_k^2\) with β₂.

    Both means start at 0. The operations are PyTorch's, in its order, so that they round as PyTorch's.
    """

    is_stochastic: ClassVar[bool] = True
    beta1: float = Field(0.9, ge=0, lt=1, json_schema_extra={"symbol": "β₁"})
    """Share of the mean subgradient that is kept at each step."""
    beta2: float = Field(0.999, ge=0, lt=1, json_schema_extra={"symbol": "β₂"})
    """Share of the mean squared subgradient that is kept at each step."""
    epsilon: float = Field(1e-8, ge=1e-30, le=1, json_schema_extra={"symbol": "ε", "scale": "log"})
    """Added to the root; keeps 0/0 away."""

    def init(self, x0: Array) -> Any:
        return Moments(x0, np.zeros_like(x0), np.zeros_like(x0), 0)

    def means(self, state: Any, g: Array) -> tuple[Array, Array]:
        """Both means with one more subgradient in them."""
        return blend(state.mean, g, self.beta1), self.beta2 * state.square + (1 - self.beta2) * g * g

    def corrections(self, k: int) -> tuple[float, float]:
        """What the means have collected of their weights after k steps: 1 − β₁ᵏ and 1 − β₂ᵏ."""
        return 1 - self.beta1**k, 1 - self.beta2**k

    def stride(self, k: int, mean: Array, square: Array, step_size: float | Array) -> Array:
        """Adam's k-th step, α·m̂/(√v̂ + ε): ε stands outside the root, after the correction."""
        first, second = self.corrections(k)
        root: Array = np.sqrt(square) / second**0.5 + self.epsilon
        return step_size / first * mean / root
