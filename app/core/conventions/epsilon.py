"""The epsilon convention."""

from typing import ClassVar, Literal

import numpy as np
from pydantic import Field

from app.core.arrays import Array
from app.core.convention import Convention
from app.core.loss import Loss, Sides


class Epsilon(Convention):
    r"""The usual mend, \(r/(|r| + \varepsilon)\): never 0/0, but another loss and, near the kink, another slope.

    Each corner's sign is replaced; the loss that is really descended is Fair's |r| − ε log(1 + |r|/ε). In
    float16 an ε below 3e-8 is 0 and the 0/0 is back. Beside a cusp it multiplies the slope; on it ∞·0 is left.

    >>> from app.core.losses.absolute import Absolute
    >>> Epsilon(epsilon=0.5).report(Absolute(), np.array([-0.5, 0.0]))
    array([-0.5,  0. ])
    """

    kind: Literal["epsilon"] = "epsilon"
    title: ClassVar[str] = "Epsilon in the denominator"
    is_local: ClassVar[bool] = False
    formula: ClassVar[str] = "r/(|r| + ε)"
    epsilon: float = Field(0.01, ge=1e-30, le=1e3, json_schema_extra={"symbol": "ε", "scale": "log"})
    """What is added to |r| in the denominator."""

    def report(self, loss: Loss, r: Array, uniform: Array | None = None, sides: Sides | None = None) -> Array:
        left, right = sides or loss.slopes(r)
        with np.errstate(invalid="ignore"):
            slope = (left + right) / 2
        for kink in loss.kinks():
            below, above = loss.slopes(np.asarray(kink, r.dtype))
            half, t = (above - below) / 2, r - kink
            with np.errstate(invalid="ignore"):
                sign = t / (np.abs(t) + self.epsilon)
                slope = slope - half * np.sign(t) + half * sign if np.isfinite(half) else slope * np.abs(sign)
        return slope
