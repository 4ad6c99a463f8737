"""The amplitude of the limit cycle at one kink."""

from typing import ClassVar, Literal

import numpy as np

from app.core.arrays import Array
from app.core.cycle import TwoCycle, two_cycle
from app.core.finding import Case
from app.core.theory import Theory


class CycleAmplitude(Theory):
    r"""The limit cycle of a constant step on one |aθ − c|, between ±r*: \(r^* = \frac h2 - \varepsilon\), h = αa².

    That is with r/(|r| + ε); with r/√(r² + ε²) it is √(h²/4 − ε²). With the sign alone it lies between ρ and
    ρ − h, where ρ is what is left of the way to the kink after whole steps. The curve is the larger gap of the
    cycle, and what is left of the way into it.
    """

    kind: Literal["cycle_amplitude"] = "cycle_amplitude"
    title: ClassVar[str] = "Limit cycle at the kink"
    formula: ClassVar[str] = "|r| → αa²/2 − ε, or √(α²a⁴/4 − ε²)"
    source: ClassVar[str] = "Strogatz 1994, chapter 10: cycles of one-dimensional maps"
    bounds: ClassVar[Literal["best", "last", "worst_case"]] = "last"

    def unmet(self, case: Case) -> str:
        cycle = two_cycle(case)
        if cycle is None or not (case.convention.is_local or case.convention.kind == "epsilon"):
            return "it speaks of a constant step on one |aθ − c|, as it is, with ε, or smoothed by Fair or Charbonnier"
        if case.precision != "float64":
            return f"{case.precision} rounds too much"
        if cycle.amplitude == 0:
            return "the step is so short that the smoothed kink attracts"
        return "" if len(arrived(case, cycle)) else "the run has not come to the kink yet"

    def promise(self, case: Case) -> tuple[Array, Array]:
        cycle = two_cycle(case)
        if cycle is None or case.fit is None:
            raise TypeError("missing cycle: unmet() says so")
        sizes, steps = residuals(case), arrived(case, cycle)
        if cycle.form == "sign":
            left = sizes[0] % cycle.length
            largest = np.full(len(steps), max(left, cycle.length - left))
        else:
            away = abs(sizes[steps[0]] - cycle.amplitude)
            largest = cycle.amplitude + away * float(cycle.rate(away)) ** np.arange(len(steps))
        return steps, case.fit.loss.value(largest)


def residuals(case: Case) -> Array:
    """|r| at every iterate."""
    return np.abs(case.fit.residual(case.trajectory.iterates)[:, 0]) if case.fit else np.empty(0)


def arrived(case: Case, cycle: TwoCycle) -> Array:
    """The steps from the first one on that can never leave the neighbourhood of the cycle."""
    sizes = residuals(case)
    near = sizes <= cycle.length if cycle.form == "sign" else cycle.rate(np.abs(sizes - cycle.amplitude)) <= 1
    return np.arange(np.argmax(near), len(sizes)) if near.any() else np.empty(0, int)
