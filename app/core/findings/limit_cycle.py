"""The iterates repeat themselves."""

from typing import ClassVar, Literal

import numpy as np

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
    """Half the peak-to-peak of the 2-cycle of the constant step on one |aθ − c|: α|a|/2, or (αa²/2 − ε)/|a| with ε."""
    plain, fit = case.method.kind == "subgradient" and case.rule.kind == "constant", case.fit
    if not plain or fit is None or fit.terms != 1 or fit.loss.kind != "absolute" or fit.parameters != 1:
        return None
    slope, alpha = abs(float(fit.matrix[0, 0])), case.rule.parameters()["size"]
    epsilon = case.convention.parameters().get("epsilon", 0.0)
    predicted = (alpha * slope**2 / 2 - epsilon) / slope if slope else 0.0
    return predicted if predicted > 0 else None
