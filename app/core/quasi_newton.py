"""What quasi-Newton methods share: a step along −Hg that meets the weak Wolfe conditions."""

from typing import ClassVar, NamedTuple

from pydantic import Field

from app.core.arrays import Array
from app.core.line_search import NO_DIRECTION, UNFOUND, weak_wolfe
from app.core.method import Method
from app.core.oracle import Oracle


class Secant(NamedTuple):
    """A step that was made: s = x₊ − x and y = g₊ − g, each of shape (parameters,)."""

    step: Array
    change: Array

    @property
    def curvature(self) -> float:
        """s·y, positive by the weak Wolfe conditions as far as rounding allows."""
        return float(self.step @ self.change)

    @property
    def scale(self) -> float:
        """s·y/y·y: the size of the inverse Hessian along y."""
        return self.curvature / float(self.change @ self.change)


class QuasiNewton(Method):
    """A method that estimates curvature by how reported subgradients change from iterate to iterate."""

    family: ClassVar[str] = "second order"
    has_step_size: ClassVar[bool] = False
    evaluations: ClassVar[int] = 6
    c1: float = Field(1e-4, gt=0, lt=0.5, json_schema_extra={"symbol": "c₁", "scale": "log"})
    """The share of the promised fall that is enough."""
    c2: float = Field(0.9, ge=0.5, lt=1, json_schema_extra={"symbol": "c₂"})
    """The share of the slope that may be left."""

    def search(self, oracle: Oracle, x: Array, g: Array, direction: Array) -> tuple[Array, Secant | None, str]:
        """The next iterate with its secant, or the same iterate with the reason why there is none."""
        if not g.any():
            return x, None, NO_DIRECTION
        found = weak_wolfe(oracle, x, direction, float((g * direction).sum()), self.c1, self.c2)
        if found is None:
            return x, None, UNFOUND
        return found.x, Secant((found.x - x)[0].astype(float), (found.subgradient - g)[0].astype(float)), ""
