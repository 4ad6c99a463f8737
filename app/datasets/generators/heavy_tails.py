"""A sample with heavy tails."""

from math import pi, tan
from typing import ClassVar, Literal

from app.core.objective import Rows
from app.datasets.generator import Generator


class HeavyTails(Generator):
    """Sixty draws of Cauchy's distribution around 3, whose mean does not exist.

    The median of more and more draws settles at 3; their mean jumps with every large one.

    >>> sorted(HeavyTails().rows())[0], sorted(HeavyTails().rows())[-1]
    ((-148.14,), (45.68,))
    """

    kind: Literal["heavy_tails"] = "heavy_tails"
    title: ClassVar[str] = "Heavy tails"
    objective: ClassVar[str] = "location"
    columns: ClassVar[tuple[str, ...]] = ("y",)
    formula: ClassVar[str] = "yᵢ = 3 + tan(π(uᵢ − ½)), uᵢ uniform on (0, 1)"
    query: ClassVar[str] = "loss=absolute&start=-10&steps=80&run.1=subgradient&run.1.step=polyak&run.2=irls"

    def rows(self) -> Rows:
        return tuple((round(3 + tan(pi * (u - 0.5)), 2),) for _, u in zip(range(60), self.draws(), strict=False))
