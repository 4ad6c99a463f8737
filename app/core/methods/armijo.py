"""Steepest descent with Armijo's rule."""

from typing import ClassVar, Literal

from pydantic import Field

from app.core.arrays import Array
from app.core.line_search import NO_DIRECTION, Searched, backtrack
from app.core.method import Method
from app.core.oracle import Oracle


class Armijo(Method):
    r"""Steepest descent, Armijo's rule, \(F(x_k - t g_k) \le F(x_k) - c_1 t \|g_k\|^2\) for the first t = 1, ½, ¼, ….

    F never rises. At a kink −g need not be a direction of descent, and no t will do: then the method ends.

    >>> import numpy as np
    >>> from types import SimpleNamespace
    >>> oracle = SimpleNamespace(subgradient=np.sign, value=lambda x: np.abs(x).sum(-1))
    >>> Armijo().step(Searched(np.array([[0.5]])), oracle, 1).x
    array([[0.]])
    """

    kind: Literal["armijo"] = "armijo"
    title: ClassVar[str] = "Armijo backtracking"
    family: ClassVar[str] = "line search"
    formula: ClassVar[str] = "x ← x − t·g, first t of 1, ½, ¼, … with F(x − t·g) ≤ F(x) − c₁·t‖g‖²"
    source: ClassVar[str] = "Armijo 1966"
    has_step_size: ClassVar[bool] = False
    evaluations: ClassVar[int] = 12
    c1: float = Field(1e-4, gt=0, lt=1, json_schema_extra={"symbol": "c₁", "scale": "log"})
    """The share of the promised fall that is enough."""

    def init(self, x0: Array) -> Searched:
        return Searched(x0)

    def step(self, state: Searched, oracle: Oracle, step_size: float | Array) -> Searched:
        g = oracle.subgradient(state.x)
        if not g.any():
            return Searched(state.x, NO_DIRECTION)
        return backtrack(oracle, state.x, -g, -float((g * g).sum()), self.c1)
