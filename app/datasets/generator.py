"""What makes a set: a formula, and a seed that decides the draws."""

from collections.abc import Iterator
from random import Random
from statistics import NormalDist
from typing import ClassVar

from pydantic import Field

from app.core.described import Described
from app.core.objective import Rows

NORMAL = NormalDist()


class Generator(Described):
    """An entry says how its rows are drawn.

    Only `Random.random` is drawn from, which Python promises to keep the same for a seed; what is drawn is turned into
    other distributions by their quantiles.
    """

    objective: ClassVar[str]
    """What is fitted to it."""
    columns: ClassVar[tuple[str, ...]]
    """What the numbers of a row are, in words."""
    formula: ClassVar[str]
    """How they are drawn."""
    query: ClassVar[str]
    """The rest of the link: how it opens."""
    seed: int = Field(1, ge=0, le=2**31 - 1)
    """Which draw."""

    def rows(self) -> Rows:
        """The samples, the same for the same seed."""
        raise NotImplementedError

    def draws(self) -> Iterator[float]:
        """Numbers in (0, 1), evenly distributed, for ever."""
        random = Random(self.seed)
        while True:
            yield max(random.random(), 2.0**-53)


def normal(draw: float) -> float:
    """The standard normal quantile of a draw.

    >>> round(normal(0.975), 3)
    1.96
    """
    return NORMAL.inv_cdf(draw)
