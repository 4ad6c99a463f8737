"""The derivatives from both sides."""

from typing import ClassVar, Literal

from app.core.experiment import Experiment
from app.figures.figure import Figure


class Slopes(Figure):
    """F′ from the left and from the right, the interval at each kink, and what is reported."""

    kind: Literal["slopes"] = "slopes"
    title: ClassVar[str] = "Slopes from both sides"

    def flaw(self, experiment: Experiment) -> str:
        count = len(experiment.names)
        return "" if count == 1 else f"needs one parameter; the experiment has {count}"
