"""Steps per second of the runs, against the loops that people write."""

from collections.abc import Callable
from urllib.parse import parse_qsl

import numpy as np

from app.core.run import run
from app.query import decode
from benchmarks.timing import print_table, side_by_side

STEPS = 1_000
DATA = ((0.0, 0.0), (1.0, 1.0), (2.0, 3.0), (3.0, 5.0), (4.0, 2.0), (5.0, 3.0))
LINK = "objective=line&data=" + ",".join(f"{x:g}:{y:g}" for x, y in DATA) + f"&steps={STEPS}"
METHODS = ("subgradient", "adam", "heavy_ball", "rmsprop", "nesterov", "adagrad", "sign", "subgradient")


def losscope(runs: int) -> Callable[[], object]:
    """Our own loop with the first methods of the list, recording everything."""
    chosen = "".join(f"&run.{i}={kind}&run.{i}.step.size=0.05" for i, kind in enumerate(METHODS[:runs], 1))
    experiment = decode(parse_qsl(LINK + chosen))
    return lambda: run(experiment)


def numpy_sgd() -> object:
    """A plain NumPy loop of the subgradient method that keeps its iterates."""
    x, y = np.array(DATA).T
    matrix, theta, kept = np.column_stack([x, np.ones_like(x)]), np.zeros(2), []
    for _ in range(STEPS):
        theta = theta - 0.05 * (np.sign(matrix @ theta - y) @ matrix) / len(y)
        kept.append(theta)
    return kept


def numpy_adam() -> object:
    """A plain NumPy loop of Adam that keeps its iterates."""
    x, y = np.array(DATA).T
    matrix, theta, kept = np.column_stack([x, np.ones_like(x)]), np.zeros(2), []
    m, v = np.zeros(2), np.zeros(2)
    for k in range(1, STEPS + 1):
        g = (np.sign(matrix @ theta - y) @ matrix) / len(y)
        m = 0.9 * m + 0.1 * g
        v = 0.999 * v + 0.001 * g * g
        theta = theta - 0.05 * (m / (1 - 0.9**k)) / (np.sqrt(v / (1 - 0.999**k)) + 1e-8)
        kept.append(theta)
    return kept


def torch_loop(name: str) -> Callable[[], object] | None:
    """The same run by torch.optim with autograd, or None where torch is not installed."""
    try:
        import torch
    except ImportError:
        return None
    torch.set_num_threads(1)
    x, y = torch.tensor(DATA, dtype=torch.float64).T

    def call() -> object:
        theta = torch.zeros(2, dtype=torch.float64, requires_grad=True)
        optimiser = getattr(torch.optim, name)([theta], lr=0.05)
        for _ in range(STEPS):
            optimiser.zero_grad()
            (theta[0] * x + theta[1] - y).abs().mean().backward()
            optimiser.step()
        return theta

    return call


def main() -> None:
    """Print steps per second, and every time as a share of the plain NumPy loop's."""
    candidates: dict[str, Callable[[], object]] = {
        "NumPy loop, SGD": numpy_sgd,
        "NumPy loop, Adam": numpy_adam,
        **{f"Losscope, {n} run{'s' * (n > 1)}": losscope(n) for n in (1, 2, 4, 8)},
    }
    for name in ("SGD", "Adam"):
        loop = torch_loop(name)
        if loop is not None:
            candidates[f"torch.optim.{name}"] = loop
    timed = side_by_side(candidates)
    base = timed[0].cpu
    head = ["what", "runs × steps per second", "CPU ms", "wall ms", "CPU / NumPy loop"]
    rows = [
        [t.name, f"{_runs(t.name) * STEPS / t.cpu * 1e3:,.0f}", f"{t.cpu:.1f}", f"{t.wall:.1f}", f"{t.cpu / base:.2f}"]
        for t in timed
    ]
    print_table(f"{STEPS:,} steps of an L1 line through {len(DATA)} samples", [head, *rows])


def _runs(name: str) -> int:
    return int(name.split()[1]) if name.startswith("Losscope") else 1
