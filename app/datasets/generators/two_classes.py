"""Two classes that overlap."""

from typing import ClassVar, Literal

from app.core.objective import Rows
from app.datasets.generator import Generator, normal


class TwoClasses(Generator):
    """Twenty points of each of two classes, a standard deviation and a half apart, so that no threshold parts them.

    The hinge loss has its kinks where a margin is 1; points well on their side do not count at all.

    >>> TwoClasses().rows()[:2]
    ((-1.86, -1.0), (1.78, 1.0))
    """

    kind: Literal["two_classes"] = "two_classes"
    title: ClassVar[str] = "Two classes that overlap"
    objective: ClassVar[str] = "classify"
    columns: ClassVar[tuple[str, ...]] = ("x", "class")
    formula: ClassVar[str] = "xᵢ = ¾·yᵢ + N(0, 1), yᵢ = ±1 in turn"
    query: ClassVar[str] = "loss=hinge&steps=200&run.1=subgradient&run.1.step=polyak"

    def rows(self) -> Rows:
        labels = (-1.0, 1.0) * 20
        return tuple((round(0.75 * y + normal(u), 2), y) for y, u in zip(labels, self.draws(), strict=False))
