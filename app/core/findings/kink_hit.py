"""An iterate lies exactly on a kink."""

from typing import ClassVar, Literal

from app.core.finding import Case, Finding, Found, spell


class KinkHit(Finding):
    r"""An iterate lies right on a kink, \(\rho'_-(r_i) \ne \rho'_+(r_i)\), so the convention decided what came next."""

    kind: Literal["kink_hit"] = "kink_hit"
    title: ClassVar[str] = "Lands on a kink"
    rank: ClassVar[int] = 110
    is_verdict: ClassVar[bool] = False

    def examine(self, case: Case) -> Found | None:
        hits = case.trajectory.kink_hits
        if not hits:
            return None
        first, theta = hits[0], case.trajectory.iterates[hits[0].step]
        evidence = {
            "step": first.step,
            "samples": list(first.samples),
            "hits": len(hits),
            "theta": theta.tolist(),
        }
        whose = f" of {case.sample(first.samples[0])}" if case.columns else ""
        more = f", the first of {len(hits)} that do" if len(hits) > 1 else ""
        answer = "the oracle has no finite answer there"
        if first.step < len(case.trajectory.subgradients):
            told = case.trajectory.subgradients[first.step]
            g = ", ".join(spell(part) for part in told)
            g = g if len(told) == 1 else f"({g})"
            answer = f"the convention “{case.convention.title}” reports {g} there"
        return Found(evidence, f"Iterate {first.step} lies exactly on the kink{whose}{more}; {answer}.")
