"""Steps per second of the runs, against the loops that people write, and how their cost grows."""

from collections.abc import Callable, Iterable
from itertools import cycle, islice
from math import prod
from urllib.parse import parse_qsl

import numpy as np

from app.core.run import run
from app.core.sweep import run_all
from app.query import decode
from benchmarks.timing import print_table, side_by_side

STEPS = 1_000
DATA = ((0.0, 0.0), (1.0, 1.0), (2.0, 3.0), (3.0, 5.0), (4.0, 2.0), (5.0, 3.0))
LINK = "objective=line&data=" + ",".join(f"{x:g}:{y:g}" for x, y in DATA) + f"&steps={STEPS}"
SIZES = (
    (8, 250, 10), (8, 500, 10), (8, 1000, 10), (8, 2000, 10), (2, 500, 100), (4, 500, 100), (8, 500, 100),
    (8, 500, 1000), (8, 1000, 1000),
)  # fmt: skip
"""Races of several sizes: runs, steps, samples."""
METHODS = ("subgradient", "adam", "heavy_ball", "rmsprop", "nesterov", "adagrad", "sign", "subgradient")


def losscope(runs: int) -> Callable[[], object]:
    """Our own loop with the first methods of the list, recording everything."""
    experiment = decode(parse_qsl(LINK + _chosen(METHODS[:runs])))
    return lambda: run(experiment)


def _chosen(methods: Iterable[str]) -> str:
    return "".join(f"&run.{i}={kind}&run.{i}.step.size=0.05" for i, kind in enumerate(methods, 1))


def larger(runs: int, steps: int, samples: int) -> Callable[[], object]:
    """A race of so many sizes."""
    points = np.random.default_rng(0).normal(size=(samples, 2)).round(3)
    data = ",".join(f"{x:g}:{y:g}" for x, y in points)
    link = f"objective=line&steps={steps}&data={data}" + _chosen(islice(cycle(METHODS), runs))
    experiment = decode(parse_qsl(link))
    return lambda: run(experiment)


def swept(positions: int) -> Callable[[], object]:
    """A slider's positions at once, each with four methods."""
    links = [
        LINK + "".join(f"&run.{i}={kind}&run.{i}.step.size={size}" for i, kind in enumerate(METHODS[:4], 1))
        for size in np.geomspace(0.001, 0.1, positions)
    ]
    experiments = [decode(parse_qsl(link)) for link in links]
    return lambda: run_all(experiments)


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
    _aims({t.name: t.cpu for t in timed})
    _growth()
    _sweeps()


def _aims(cpu: dict[str, float]) -> None:
    """What is aimed at, and whether it is reached."""
    loops = cpu["Losscope, 8 runs"] / cpu["NumPy loop, SGD"]
    rows = [["aim", "measured", "reached"]]
    rows.append(["8 methods in the time of 2 plain NumPy loops", f"{loops:.1f} loops", "yes" if loops <= 2 else "no"])
    for name in (name for name in cpu if name.startswith("torch")):
        faster = 8 * cpu[name] / cpu["Losscope, 8 runs"]
        row = [f"40 times the steps per second of {name}", f"{faster:.0f} times", "yes" if faster >= 40 else "no"]
        rows.append(row)
    print_table("Aims", rows)


def _growth() -> None:
    """How the cost grows with each size of a race, beside how it would in proportion."""
    base = SIZES[0]
    timed = side_by_side({_words(size): larger(*size) for size in SIZES}, 5)
    head = ["runs × steps × samples", "CPU ms", "ratio of sizes", "ratio of times", "ns a run, step and sample"]
    rows = [
        [
            t.name,
            f"{t.cpu:.1f}",
            f"{prod(size) / prod(base):g}",
            f"{t.cpu / timed[0].cpu:.2f}",
            f"{_each(t.cpu, size):.1f}",
        ]
        for t, size in zip(timed, SIZES, strict=True)
    ]
    print_table("How the cost grows: at most in proportion", [head, *rows])


def _words(size: tuple[int, ...]) -> str:
    return " × ".join(f"{number:,}" for number in size)


def _each(cpu: float, size: tuple[int, ...]) -> float:
    return cpu * 1e6 / prod(size)


def _sweeps() -> None:
    """Positions of a slider together and apart."""
    timed = side_by_side({f"{n} positions": swept(n) for n in (1, 4, 16, 64)}, 3)
    head = ["4 methods each", "CPU ms", "CPU / one position"]
    rows = [[t.name, f"{t.cpu:.1f}", f"{t.cpu / timed[0].cpu:.1f}"] for t in timed]
    print_table(f"A slider, {STEPS:,} steps", [head, *rows])


def _runs(name: str) -> int:
    return int(name.split()[1]) if name.startswith("Losscope") else 1
