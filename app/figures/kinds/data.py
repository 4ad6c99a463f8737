"""The data and what the runs make of them."""

from typing import ClassVar, Literal

from app.core.experiment import Experiment
from app.figures.figure import Figure


class Data(Figure):
    """The samples, and the fits at the step that is shown."""

    kind: Literal["data"] = "data"
    title: ClassVar[str] = "Data and fits"

    def flaw(self, experiment: Experiment) -> str:
        return "" if experiment.data else "the experiment has no data"
