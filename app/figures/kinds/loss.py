"""The loss by itself."""

from typing import ClassVar, Literal

from app.core.experiment import Experiment
from app.figures.figure import Figure


class LossFigure(Figure):
    """ρ, its slopes on both sides, and the slope that is reported."""

    kind: Literal["loss"] = "loss"
    title: ClassVar[str] = "The loss by itself"

    def flaw(self, experiment: Experiment) -> str:
        return "a function by itself has no loss" if experiment.f else ""
