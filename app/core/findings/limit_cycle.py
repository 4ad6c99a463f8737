"""The iterates repeat themselves."""

from typing import ClassVar, Literal

import numpy as np

from app.core.cycle import two_cycle
from app.core.finding import Case, Finding, Found, shrinking_steps, spell
from app.core.tail import find_cycle


class LimitCycle(Finding):
    r"""The iterates repeat themselves, \(\theta_{k+p} = \theta_k\): the step is as long at the kink as far from it."""

    kind: Literal["limit_cycle"] = "limit_cycle"
    title: ClassVar[str] = "Limit cycle"
    rank: ClassVar[int] = 50

    def examine(self, case: Case) -> Found | None:
        cycle = find_cycle(case.trajectory.iterates)
        if cycle is None:
            return None
        order = np.sort(cycle.amplitudes)[::-1]
        amplitude, tail = float(order[0]), case.trajectory.iterates[-cycle.period :]
        evidence = {
            "period": cycle.period, "amplitude": amplitude, "amplitudes": order.tolist(),
            "low": tail.min(axis=0).tolist(), "high": tail.max(axis=0).tolist(),
            "gap": float(case.gaps[-cycle.period :].max()),
        }  # fmt: skip
        predicted = predicted_amplitude(case)
        theory = ""
        if predicted is not None:
            evidence["predicted_amplitude"] = predicted
            theory = f"; theory predicts {spell(predicted)}"
        sentence = (
            f"Repeats itself every {cycle.period} steps with amplitude {spell(amplitude)}{theory}. It never settles."
        )
        return Found(evidence, sentence, shrinking_steps(case))


def predicted_amplitude(case: Case) -> float | None:
    """Half the peak-to-peak of θ in the 2-cycle of a constant step on one |aθ − c|."""
    cycle = two_cycle(case)
    return cycle.amplitude / cycle.slope if cycle and cycle.amplitude > 0 else None
