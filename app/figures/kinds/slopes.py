"""The derivatives from both sides."""

from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from app.core.experiment import Experiment
from app.figures.curve import draw_slopes
from app.figures.figure import Figure, Result
from app.figures.table import RUN, Column, Part, Table, long_table
from app.pictures.picture import Curve, picture

if TYPE_CHECKING:
    from app.figures.sheet import Sheet

COLUMNS = [
    Column("slope_left", "The derivative of F from the left."),
    Column("slope_right", "The derivative of F from the right."),
    Column("reported", "What is reported as the derivative."),
]
SLOPES = {"slope_left": "left", "slope_right": "right", "reported": "reported"}
"""Columns, and their fields of a curve and of a kink."""


class Slopes(Figure):
    """F′ from the left and from the right, the interval at each kink, and what is reported."""

    kind: Literal["slopes"] = "slopes"
    title: ClassVar[str] = "Slopes from both sides"
    rank: ClassVar[int] = 20

    def flaw(self, experiment: Experiment) -> str:
        count = len(experiment.names)
        return "" if count == 1 else f"needs one parameter; the experiment has {count}"

    def height(self, result: Result) -> float:
        return 0.5

    def draw(self, sheet: "Sheet", result: Result) -> None:
        shown = picture(result)
        assert isinstance(shown, Curve)
        draw_slopes(sheet.panels(1)[0], shown)

    def table(self, experiment: Experiment, result: Result) -> Table:
        shown, name = result["landscape"], result["landscape"]["names"][0]
        fields = {name: "theta"} | SLOPES
        curve = {column: shown[field] for column, field in fields.items()}
        kinks = {column: [kink[field] for kink in shown["kinks"]] for column, field in fields.items()}
        parts = [Part("curve", curve), Part("kink", kinks), *map(partial(_told, name), result["descent"]["runs"])]
        return long_table([*RUN, Column(name, f"The parameter {name}."), *COLUMNS], parts)


def _told(name: str, run: dict[str, Any]) -> Part:
    """What was reported at each iterate of a run."""
    told = {"run": run["run"], "title": run["title"], "step": list(range(len(run["iterates"])))}
    places = {name: [theta for (theta,) in run["iterates"]], "reported": [slope for (slope,) in run["subgradients"]]}
    return Part("run", told | places)
