"""A line with outliers in y."""

from typing import ClassVar, Literal

from app.core.objective import Rows
from app.datasets.generator import Generator, normal


class OutliersInY(Generator):
    """Thirty points along y = 1 + x/2, of which every sixth is 12 too high.

    The line of least absolute deviations stays with the many; that of least squares is lifted by the few.

    >>> OutliersInY().rows()[:2]
    ((0.0, 0.45), (0.34, 1.69))
    """

    kind: Literal["outliers_in_y"] = "outliers_in_y"
    title: ClassVar[str] = "Line with outliers in y"
    objective: ClassVar[str] = "line"
    columns: ClassVar[tuple[str, ...]] = ("x", "y")
    formula: ClassVar[str] = "yᵢ = 1 + xᵢ/2 + 0.5·N(0, 1), every sixth + 12"
    query: ClassVar[str] = "loss=absolute&steps=200&run.1=subgradient&run.1.step=polyak&run.2=irls"

    def rows(self) -> Rows:
        return tuple(
            (round(10 * i / 29, 2), round(1 + 5 * i / 29 + 0.5 * normal(u) + 12 * (i % 6 == 5), 2))
            for i, u in zip(range(30), self.draws(), strict=False)
        )
