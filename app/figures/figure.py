"""What a figure to take away is: of which experiments there is one, how it is drawn, and its numbers."""

from typing import TYPE_CHECKING, Any, ClassVar

from app.core.described import Described
from app.core.experiment import Experiment
from app.figures.table import Table

if TYPE_CHECKING:
    from app.figures.sheet import Sheet

Result = dict[str, Any]
"""The answer of `/api/v1/experiment`, as plain data."""


class Figure(Described):
    """One figure of an experiment; what draws imports Matplotlib when it is called, and no earlier."""

    title: ClassVar[str]
    rank: ClassVar[int]
    """Its place in lists; the least is the one that is meant where none is named."""
    has_runs: ClassVar[bool] = True
    """Whether runs are on it, so that it has to say which."""

    def flaw(self, experiment: Experiment) -> str:
        """Why there is no such figure of an experiment; empty where there is."""
        return ""

    def heading(self, experiment: Experiment) -> str:
        """What stands above it."""
        return experiment.title

    def height(self, result: Result) -> float:
        """How high it is, in its width."""
        return 0.7

    def draw(self, sheet: "Sheet", result: Result) -> None:
        """Draw an answer on a sheet."""
        raise NotImplementedError

    def table(self, experiment: Experiment, result: Result) -> Table:
        """The numbers of an answer that are drawn, as they are in it."""
        raise NotImplementedError
