"""What an objective is: which parameters it has, which data it reads, and the residual of a sample."""

from typing import ClassVar

from app.core.arrays import Array
from app.core.described import Described

Rows = tuple[tuple[float, ...], ...]
"""The samples, one row each."""


class Objective(Described):
    r"""A model whose residuals are affine in its parameters, \(r = A\theta - c\); a loss of them is averaged or summed.

    An entry names its parameters and data columns and gives A and c.
    """

    formula: ClassVar[str]
    names: ClassVar[tuple[str, ...]]
    """The parameters, in the order of θ."""
    columns: ClassVar[tuple[str, ...]]
    """The data columns, in the order of a row; empty when there is no data."""
    example: ClassVar[tuple[tuple[float, ...], ...]]
    """The data of a link that names none."""
    start: ClassVar[tuple[float, ...]]
    """The start of a link that names none."""

    has_data: ClassVar[bool] = True
    """Whether it is a sum of losses; a function by itself is none."""
    default_loss: ClassVar[str] = "absolute"
    """The loss of a link that names none."""

    def design(self, data: Array) -> tuple[Array, Array]:
        """A of shape (samples, parameters) and c of shape (samples,), from data of shape (samples, columns)."""
        raise NotImplementedError

    def margins(self, data: Array) -> tuple[Array, Array]:
        """A and c for a loss of a margin; where there are no labels the residual is the margin."""
        return self.design(data)

    def columns_of(self, rows: Rows) -> tuple[str, ...]:
        """The data columns of these samples."""
        return self.columns

    def names_of(self, rows: Rows) -> tuple[str, ...]:
        """The parameters for these samples."""
        return self.names

    def check(self, row: tuple[float, ...]) -> str:
        """What is wrong with a sample, in words; empty when nothing is."""
        return misfit(row, self.columns)


def misfit(row: tuple[float, ...], columns: tuple[str, ...]) -> str:
    """What is wrong with a sample for which these columns are meant, in words."""
    if len(row) == len(columns):
        return ""
    return f"has {len(row)} numbers; {len(columns)} ({':'.join(columns)}) are allowed"
