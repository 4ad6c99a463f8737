"""Weights that start on a kink of every unit."""

from typing import ClassVar, Literal

from app.core.expression import Expression, relu, total
from app.core.function import Function, minimised_at
from app.core.minimiser_set import MinimiserSet


class ZeroInit(Function):
    r"""Weights that start at 0, \(\hat y = \operatorname{relu}(wx) + \tfrac12\operatorname{relu}(wx) + c\).

    A slice of a network with two hidden units: both share the weight w. It is fitted to relu(x)
    at −2, …, 2. At w = 0 all pre-activations are on the
    kink: with relu′(0) = 0 the weight never moves, and F ends at 0.32; with ½ or 1 it falls to 0.

    >>> import numpy as np
    >>> from app.core.function_problem import FunctionProblem
    >>> problem = FunctionProblem(ZeroInit())
    >>> problem.subdifferential(np.array([0.0, 0.6])).vertices.round(3).tolist()
    [[-0.96, 0.0], [-0.54, 0.0]]
    """

    kind: Literal["zero_init"] = "zero_init"
    title: ClassVar[str] = "Zero initialisation"
    formula: ClassVar[str] = "F(w, c) = ½·mean of (relu(wxᵢ) + ½relu(wxᵢ) + c − relu(xᵢ))²"
    source: ClassVar[str] = "Losscope, after Bertoin et al. 2021"
    names: ClassVar[tuple[str, ...]] = ("w", "c")
    start: ClassVar[tuple[float, ...]] = (0.0, 0.0)

    samples: ClassVar[tuple[float, ...]] = (-2.0, -1.0, 0.0, 1.0, 2.0)

    def body(self, *parameters: Expression) -> Expression:
        w, c = parameters
        fits = (relu(w * x) + 0.5 * relu(w * x) + c - max(x, 0.0) for x in self.samples)
        return total(fit**2 for fit in fits) / (2 * len(self.samples))

    def minimisers(self) -> MinimiserSet:
        return minimised_at([(2 / 3, 0.0)], 0.0, "3/2·relu(2x/3) = relu(x)")
