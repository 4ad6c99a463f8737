"""Record what PyTorch's optimisers do at kinks, in tests/core/torch_trajectories.json.

PyTorch is no dependency of the project. In an environment of its own:

    python -m venv /tmp/torch && /tmp/torch/bin/pip install torch==2.13.0
    /tmp/torch/bin/python scripts/record_torch.py

Each record is a link, so that the lab can make the same run, and the iterates, written so that they read back exactly.
"""

import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

# Plain arithmetic: the vectorised kernels join a product and a sum into one rounding on processors that can.
os.environ["ATEN_CPU_CAPABILITY"] = "default"
import torch

TARGET = Path(__file__).resolve().parents[1] / "tests" / "core" / "torch_trajectories.json"
STEPS = 50
SIZES = (0.3, 0.05)
SCALE = ((1, 2), (2, 1), (3, 4))
LINE = ((0, 0), (1, 1), (2, 3), (3, 5), (4, 2), (5, 3), (6, 16))

Residuals = Callable[[list[torch.Tensor], int], torch.Tensor]


def pairs(rows: tuple[tuple[int, int], ...]) -> str:
    return ",".join(f"{x}:{y}" for x, y in rows)


PROBLEMS: dict[str, tuple[int, Residuals, Callable[[torch.Tensor], torch.Tensor]]] = {
    "objective=point&loss=absolute&start=-1": (1, lambda t, i: t[0], torch.abs),
    f"objective=scale&data={pairs(SCALE)}&reduction=sum&loss=absolute&start=-1": (
        3, lambda t, i: t[0] * SCALE[i][0] - SCALE[i][1], torch.abs,
    ),
    f"objective=line&data={pairs(LINE)}&reduction=sum&loss=absolute&start=0,0": (
        7, lambda t, i: t[0] * LINE[i][0] + t[1] - LINE[i][1], torch.abs,
    ),
    f"objective=line&data={pairs(LINE)}&reduction=sum&loss=huber&loss.delta=1&start=0,0": (
        7, lambda t, i: t[0] * LINE[i][0] + t[1] - LINE[i][1],
        lambda r: torch.nn.functional.huber_loss(r, torch.zeros_like(r), reduction="sum"),
    ),
}  # fmt: skip
"""By link: the number of samples, the residual of one, its loss."""

OPTIMISERS: dict[str, tuple[str, dict[str, Any]]] = {
    "subgradient": ("SGD", {}),
    "heavy_ball&run.1.momentum=0.9": ("SGD", {"momentum": 0.9}),
    "nesterov&run.1.momentum=0.9": ("SGD", {"momentum": 0.9, "nesterov": True}),
    "adagrad": ("Adagrad", {}),
    "adadelta": ("Adadelta", {}),
    "rmsprop": ("RMSprop", {}),
    "adam": ("Adam", {}),
    "adam&run.1.beta1=0.5&run.1.beta2=0.9": ("Adam", {"betas": (0.5, 0.9)}),
    "adamax": ("Adamax", {}),
    "adamw": ("AdamW", {}),
    "amsgrad": ("Adam", {"amsgrad": True}),
    "nadam": ("NAdam", {}),
    "radam": ("RAdam", {}),
    "rprop": ("Rprop", {}),
}
"""By the method's part of a link: the class and what differs from its defaults."""


def objective(theta: list[torch.Tensor], samples: int, residual: Residuals, loss: Any) -> torch.Tensor:
    """The sum of the losses; autograd begins with what was made last, and so adds up from the first sample on."""
    return sum(loss(residual(theta, i)) for i in reversed(range(samples)))


def iterates(problem: str, optimiser: str, size: float) -> Iterator[list[float]]:
    start = [float(number) for number in problem.rpartition("=")[2].split(",")]
    theta = [torch.tensor(number, requires_grad=True) for number in start]
    name, options = OPTIMISERS[optimiser]
    rule = getattr(torch.optim, name)(theta, lr=size, **options)
    yield start
    for _ in range(STEPS):
        rule.zero_grad()
        objective(theta, *PROBLEMS[problem]).backward()
        rule.step()
        yield [number.item() for number in theta]


def main() -> None:
    torch.set_default_dtype(torch.float64)  # NAdam keeps a scalar in the default precision
    records = [
        {
            "link": f"{problem}&steps={STEPS}&run.1={optimiser}&run.1.step.size={size}",
            "iterates": list(iterates(problem, optimiser, size)),
        }
        for problem in PROBLEMS
        for optimiser in OPTIMISERS
        for size in SIZES
    ]
    lines = ",\n".join(json.dumps(record, separators=(",", ":")) for record in records)
    TARGET.write_text(f'{{"torch":"{torch.__version__}","records":[\n{lines}\n]}}\n', "utf-8")


main()
