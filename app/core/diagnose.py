"""From trajectories to findings, and to what theory promises of them."""

from functools import lru_cache

from app.core.catalogue import FINDINGS, THEORIES
from app.core.entrant import Run
from app.core.experiment import Experiment
from app.core.finding import Case, Finding, Found
from app.core.minimise import minimise
from app.core.theory import Promise, Theory
from app.core.trajectory import Trajectory


@lru_cache(maxsize=1)
def _by_rank() -> tuple[Finding, ...]:
    return tuple(sorted((entry() for entry in FINDINGS.values()), key=lambda finding: finding.rank))


def _case(experiment: Experiment, run: Run, trajectory: Trajectory) -> Case:
    """All that a diagnosis or a theorem may look at."""
    return Case(
        experiment.names, experiment.columns, experiment.data, experiment.problem, experiment.convention,
        experiment.precision, run.number, run.method, run.step, trajectory, minimise(experiment.problem),
        experiment.steps, experiment.batch,
    )  # fmt: skip


def diagnose(experiment: Experiment, run: Run, trajectory: Trajectory) -> list[tuple[Finding, Found]]:
    """One verdict, the first that applies, then every note that does."""
    case = _case(experiment, run, trajectory)
    found: list[tuple[Finding, Found]] = []
    for finding in _by_rank():
        if finding.is_verdict and found:
            continue
        said = finding.examine(case)
        if said is not None:
            found.append((finding, said))
    return found


def promises(experiment: Experiment, run: Run, trajectory: Trajectory) -> list[tuple[Theory, Promise]]:
    """What every theory promises of a run, or why it does not speak of it."""
    case = _case(experiment, run, trajectory)
    return [(theory, theory.examine(case)) for theory in (entry() for entry in THEORIES.values())]
