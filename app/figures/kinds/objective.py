"""The objective with the paths on it."""

from typing import ClassVar, Literal

from app.figures.figure import Figure


class Objective(Figure):
    """F with its kinks and minimisers, and the paths up to the step that is shown."""

    kind: Literal["objective"] = "objective"
    title: ClassVar[str] = "Objective and paths"
