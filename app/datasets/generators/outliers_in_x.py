"""A line with outliers in x."""

from typing import ClassVar, Literal

from app.core.objective import Rows
from app.datasets.generator import Generator, normal


class OutliersInX(Generator):
    """Thirty points along y = 1 + x/2 and two far to the right of them at y near 0: leverage.

    A loss of bounded slope does not help, for its slope is multiplied by x: least absolute deviations are led astray
    as least squares are.

    >>> OutliersInX().rows()[-1]
    (40.0, -0.37)
    """

    kind: Literal["outliers_in_x"] = "outliers_in_x"
    title: ClassVar[str] = "Line with outliers in x"
    objective: ClassVar[str] = "line"
    columns: ClassVar[tuple[str, ...]] = ("x", "y")
    formula: ClassVar[str] = "yᵢ = 1 + xᵢ/2 + 0.5·N(0, 1), and two points near (38, 0) and (40, 0)"
    query: ClassVar[str] = "loss=absolute&steps=200&run.1=subgradient&run.1.step=polyak&run.2=irls"

    def rows(self) -> Rows:
        noise = self.draws()
        line = [(round(10 * i / 29, 2), round(1 + 5 * i / 29 + 0.5 * normal(next(noise)), 2)) for i in range(30)]
        return (*line, *((x, round(0.5 * normal(next(noise)), 2)) for x in (38.0, 40.0)))
