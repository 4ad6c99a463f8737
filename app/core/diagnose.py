"""From trajectories to findings."""

from functools import lru_cache

from app.core.catalogue import FINDINGS
from app.core.experiment import Experiment, Run
from app.core.finding import Case, Finding, Found
from app.core.minimise import minimise
from app.core.trajectory import Trajectory


@lru_cache(maxsize=1)
def _by_rank() -> tuple[Finding, ...]:
    return tuple(sorted((entry() for entry in FINDINGS.values()), key=lambda finding: finding.rank))


def diagnose(experiment: Experiment, run: Run, trajectory: Trajectory) -> list[tuple[Finding, Found]]:
    """One verdict, the first that applies, then every note that does."""
    case = Case(
        experiment.objective, experiment.data, experiment.problem, experiment.convention, experiment.precision,
        run.number, run.method, run.step, trajectory, minimise(experiment.problem),
    )  # fmt: skip
    found: list[tuple[Finding, Found]] = []
    for finding in _by_rank():
        if finding.is_verdict and found:
            continue
        said = finding.examine(case)
        if said is not None:
            found.append((finding, said))
    return found
