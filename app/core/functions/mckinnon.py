"""Where the Nelder–Mead simplex shrinks to a point that is no minimiser."""

from typing import ClassVar, Literal

from pydantic import Field

from app.core.expression import Expression, where
from app.core.function import Function, minimised_at
from app.core.minimiser_set import MinimiserSet


class McKinnon(Function):
    r"""McKinnon's function, \(F = \theta\varphi|x|^\tau + y + y^2\) if x ≤ 0, \(\theta x^\tau + y + y^2\) if x > 0.

    From the simplex (0, 0), ((1 + √33)/8, (1 − √33)/8), (1, 1) the Nelder–Mead method contracts to (0, 0) for ever.

    >>> import numpy as np
    >>> from app.core.function_problem import FunctionProblem
    >>> problem = FunctionProblem(McKinnon())
    >>> problem.value(np.array([-1.0, 0.0]))
    array(360.)
    """

    kind: Literal["mckinnon"] = "mckinnon"
    title: ClassVar[str] = "McKinnon's function"
    formula: ClassVar[str] = "F(x, y) = θφ|x|^τ + y + y² if x ≤ 0; θx^τ + y + y² if x > 0"
    source: ClassVar[str] = "McKinnon 1998"
    names: ClassVar[tuple[str, ...]] = ("x", "y")
    start: ClassVar[tuple[float, ...]] = (1.0, 1.0)
    simplex: ClassVar[tuple[tuple[float, ...], ...]] = (
        (0.0, 0.0),
        ((1 + 33**0.5) / 8, (1 - 33**0.5) / 8),
        (1.0, 1.0),
    )
    power: float = Field(2.0, ge=1, le=4, json_schema_extra={"symbol": "τ"})
    """The power of |x|: 1 for a kink, above it smooth."""
    scale: float = Field(6.0, ge=1e-3, le=1e4, json_schema_extra={"symbol": "θ", "scale": "log"})
    """How steep it is in x."""
    weight: float = Field(60.0, ge=1e-3, le=1e4, json_schema_extra={"symbol": "φ", "scale": "log"})
    """By how much it is steeper to the left."""

    @property
    def convex(self) -> bool:
        return True

    def body(self, *parameters: Expression) -> Expression:
        x, y = parameters
        return where(x <= 0, self.scale * self.weight, self.scale) * abs(x) ** self.power + y + y**2

    def minimisers(self) -> MinimiserSet:
        return minimised_at([(0.0, -0.5)], -0.25, "F = θ(φ)|x|^τ + (y + 1/2)² − 1/4")
