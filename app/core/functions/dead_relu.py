"""Two hidden units that are dead for every sample."""

from typing import ClassVar, Literal

from app.core.expression import Expression, relu, total
from app.core.function import Function, minimised_at
from app.core.minimiser_set import MinimiserSet


class DeadRelu(Function):
    r"""Dead units, \(\hat y = \operatorname{relu}(x + b) + \operatorname{relu}(-x + b) + c\), fitted to |x|.

    A slice of a network with two hidden units: both share the bias b. The
    samples are at −2, …, 2. From b = −3 no unit is active, only c has
    a slope, and descent ends at c = 1.2, where F = 0.28; the minimum is 0.

    >>> import numpy as np
    >>> from app.core.function_problem import FunctionProblem
    >>> problem = FunctionProblem(DeadRelu())
    >>> problem.subdifferential(np.array([-3.0, 1.2])).stationary
    True
    """

    kind: Literal["dead_relu"] = "dead_relu"
    title: ClassVar[str] = "Dead relu units"
    formula: ClassVar[str] = "F(b, c) = ½·mean of (relu(xᵢ + b) + relu(−xᵢ + b) + c − |xᵢ|)²"
    source: ClassVar[str] = "Losscope, after Lu et al. 2020"
    names: ClassVar[tuple[str, ...]] = ("b", "c")
    start: ClassVar[tuple[float, ...]] = (-3.0, 0.0)

    samples: ClassVar[tuple[float, ...]] = (-2.0, -1.0, 0.0, 1.0, 2.0)

    def body(self, *parameters: Expression) -> Expression:
        b, c = parameters
        return total((relu(b + x) + relu(b - x) + c - abs(x)) ** 2 for x in self.samples) / (2 * len(self.samples))

    def minimisers(self) -> MinimiserSet:
        return minimised_at([(0.0, 0.0)], 0.0, "relu(x) + relu(−x) = |x|, and no other b fits three samples")
