"""What the server takes for an answer, and what goes over the wire, in process and without a network."""

import gzip
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qsl

import brotli
import numpy as np

from app.answer import answer
from app.content.experiment import experiment_content
from app.core.fit import pose
from app.core.kink import kink_lines, kinks
from app.core.landscape import surface
from app.core.minimise import minimise
from app.cost import descent_cost, landscape_cost
from app.query import decode
from benchmarks.timing import print_table, side_by_side

CACHES = (pose, minimise, kinks, kink_lines)


def _data(samples: int) -> str:
    points = np.random.default_rng(0).normal(size=(samples, 2)).round(3)
    return ",".join(f"{x:g}:{y:g}" for x, y in points)


def _runs(count: int, method: str = "") -> str:
    kinds = ("subgradient", "adam", "heavy_ball", "rmsprop")
    return "".join(f"&run.{i}={method or kinds[i % 4]}&run.{i}.step.size=0.05" for i in range(1, count + 1))


LINKS = {
    "the default link": "",
    "4 runs × 300 steps, 7 samples, surface": "objective=line&steps=300" + _runs(4),
    "4 runs × 300 steps, 100 samples, surface": f"objective=line&steps=300&data={_data(100)}" + _runs(4),
    "1,000 samples in one parameter": f"objective=scale&data={_data(1000)}",
    "1,000 samples in two": f"objective=line&data={_data(1000)}",
    "8 runs × 10,000 steps on |θ|": "steps=10000" + _runs(8, "adam"),
    "8 runs × 5,000 steps, 1,000 samples: the largest": f"objective=line&steps=5000&data={_data(1000)}"
    + _runs(8, "adam"),
}


def _body(link: str, *, cold: bool) -> Callable[[], bytes]:
    experiment = decode(parse_qsl(link))

    def call() -> bytes:
        for cache in CACHES if cold else ():
            cache.cache_clear()
        return bytes(answer(experiment_content(experiment), packed=True).body)

    return call


def _row(name: str, link: str) -> list[str]:
    rounds = 3 if "8 runs" in name else 9
    warm, cold = side_by_side({"warm": _body(link, cold=False), "cold": _body(link, cold=True)}, rounds)
    body = _body(link, cold=False)()
    experiment = decode(parse_qsl(link))
    estimate = (descent_cost(experiment) + landscape_cost(experiment)) / 1e3
    sizes = (len(body), len(gzip.compress(body, 4)), len(brotli.compress(body, quality=4)))
    times = [f"{warm.cpu:.1f}", f"{cold.cpu:.1f}", f"{estimate:.0f}", f"{cold.cpu / estimate:.2f}"]
    return [name, *times, *(f"{size / 1e3:.1f}" for size in sizes)]


def main() -> None:
    """Print CPU time, its ratio to the estimate that requests are admitted by, and sizes."""
    head = ["/api/v1/experiment", "warm ms", "cold ms", "estimate", "cold / estimate", "KB", "gzip 4", "br 4"]
    print_table("Answers, CPU time in process", [head, *(_row(name, link) for name, link in LINKS.items())])
    _surface_table()


def _surface_table() -> None:
    rows = [["100 × 100 surface", "CPU ms", "CPU / bare NumPy"]]
    for samples in (7, 100, 1000):
        problem = decode(parse_qsl(f"objective=line&data={_data(samples)}")).problem
        ours, bare = side_by_side({"ours": _ours(problem), "bare": _bare(problem)}, 9)
        rows.append([f"{samples:,} samples", f"{ours.cpu:.1f}", f"{ours.cpu / bare.cpu:.2f}"])
    print_table("Surfaces", rows)


def _ours(problem: Any) -> Callable[[], object]:
    return lambda: surface(problem, ((-3.0, 3.0), (-3.0, 3.0)))


def _bare(problem: Any) -> Callable[[], object]:
    axis = np.linspace(-3.0, 3.0, 100)
    x, y = problem.matrix[:, 0], problem.offset
    return lambda: np.abs(axis[None, :, None] * x + axis[:, None, None] - y).mean(-1)
