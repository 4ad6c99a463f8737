"""An experiment as a PyTorch script: its objective by autograd, its runs by torch.optim where that has the methods."""

from typing import Any

from app.core.affine import Affine
from app.core.experiment import Experiment
from app.core.function_problem import FunctionProblem
from app.core.loss import Loss
from app.program.reading import Key
from app.program.script import asked_of_oracle, facts, needs_whole, run_keys, written
from app.program.setting import key_of, loss_names, losses_of, setting
from app.program.text import table
from app.program.torch_text import NATIVE, TorchText, loss_text, native, optimiser

DIFFERS = "PyTorch's own slope there is another."
UNKNOWN = "PyTorch has no such loss, and what autograd makes of a formula at its kinks is up to the formula."
ELSEWHERE = "script.py has it"


def torch_flaw(experiment: Experiment) -> tuple[str, str]:
    """The key of a link that PyTorch has no program for, and why; both empty where there is one."""
    convention, asked = experiment.convention, asked_of_oracle(experiment)
    if convention.whole or convention.draws:
        return "convention", f"autograd can't be told {convention.kind}; {ELSEWHERE}"
    if experiment.batch:
        return "batch", f"minibatches are drawn by NumPy; 0 is allowed, {ELSEWHERE}"
    if experiment.precision == "float16":
        return "precision", f"float64 and float32 are allowed; {ELSEWHERE}"
    if needs_whole(experiment, asked) or asked & {"problem", "penalty", "data_subgradient"}:
        return "run.1", f"a method asks for more than values and subgradients of F; {ELSEWHERE}"
    if experiment.f and convention.kind != "zero" and _tape(experiment).is_tied():
        return "convention", f"at ties of max and norm PyTorch answers as zero does; {ELSEWHERE}"
    return "", ""


def torch_script(experiment: Experiment, address: str) -> str:
    """The text of the program, for an experiment in which `torch_flaw` finds nothing."""
    chosen = [optimiser(run) for run in experiment.runs]
    optimisers = chosen if all(chosen) else []
    known = setting(experiment, asked_of_oracle(experiment))
    known |= _of_function(experiment) if experiment.f else _of_fit(experiment)
    bridged: dict[Loss, str] = known["bridged"]
    groups: dict[str, list[Key]] = {
        "model": [key_of(loss) for loss in bridged],
        "convention": [key_of(experiment.convention)] if bridged else [],
        "runs": [key_of(run.step) for run in experiment.runs] if optimisers else run_keys(experiment),
    }
    known |= {
        "address": address,
        "is_whole": False,
        "looks": False,
        "oracle": "Oracle",
        "optimisers": optimisers,
        "uses_numpy": bool(bridged) or not optimisers,
        "reason": DIFFERS if any(loss.kind in NATIVE for loss in bridged) else UNKNOWN,
    }
    return written("torch.py.j2", experiment, groups, facts(experiment, False), known)


def _tape(experiment: Experiment) -> TorchText:
    problem = experiment.problem
    assert isinstance(problem, FunctionProblem)
    names = (*experiment.names, *experiment.columns)
    return TorchText(problem.tape, names, len(experiment.names), loss_names(problem), experiment.convention)


def _of_function(experiment: Experiment) -> dict[str, Any]:
    tape = _tape(experiment)
    return {
        "tape": tape,
        "bridged": {loss: tape.words[loss] for loss in tape.bridged()},
        "numbers": [table("DATA", experiment.data).replace("np.array", "torch.tensor")] if experiment.columns else [],
    }


def _of_fit(experiment: Experiment) -> dict[str, Any]:
    """The losses by their texts, and the residuals as numbers."""
    problem, convention = experiment.problem, experiment.convention
    assert isinstance(problem, Affine)
    data, losses = problem.data, losses_of(experiment)
    words = {loss: loss.kind.upper() for loss in losses if not native(loss, convention)}
    texts = [
        loss_text(loss, convention, r, words.get(loss, "")) for loss, r in zip(losses, _arguments(losses), strict=True)
    ]
    texts = [text if text[0].isalpha() and text[-1] == ")" else f"({text})" for text in texts]
    return {
        "bridged": words,
        "numbers": [_tensor("A", data.matrix.tolist()), _tensor("c", [data.offset.tolist()]) + "[0]"],
        "loss_texts": texts,
    }


def _arguments(losses: list[Loss]) -> list[str]:
    return ["r", *["theta"] * (len(losses) - 1)]


def _tensor(name: str, rows: list[list[float]]) -> str:
    return table(name, tuple(map(tuple, rows))).replace("np.array", "torch.tensor")
