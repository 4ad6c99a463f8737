"""The loss by itself."""

from typing import TYPE_CHECKING, ClassVar, Literal

from app.core.experiment import Experiment
from app.figures.curve import draw_function, draw_slopes
from app.figures.figure import Figure, Result
from app.figures.table import Column, Part, Table, long_table
from app.pictures.loss import SYMBOLS, loss_picture

if TYPE_CHECKING:
    from app.figures.sheet import Sheet

COLUMNS = [
    Column("value", "The loss there."),
    Column("value_left", "The loss right before a jump."),
    Column("value_right", "The loss right after a jump."),
    Column("slope_left", "Its derivative from the left."),
    Column("slope_right", "Its derivative from the right."),
    Column("reported", "What is reported as its derivative."),
]


class LossFigure(Figure):
    """ρ, its slopes on both sides, and the slope that is reported."""

    kind: Literal["loss"] = "loss"
    title: ClassVar[str] = "The loss by itself"
    rank: ClassVar[int] = 40
    has_runs: ClassVar[bool] = False

    def flaw(self, experiment: Experiment) -> str:
        return "a function by itself has no loss" if experiment.f else ""

    def heading(self, experiment: Experiment) -> str:
        return experiment.loss.title

    def draw(self, sheet: "Sheet", result: Result) -> None:
        shown = loss_picture(result)
        above, below = sheet.panels(0.6, 0.4)
        draw_function(above, shown, has_numbers=False)
        draw_slopes(below, shown)

    def table(self, experiment: Experiment, result: Result) -> Table:
        loss, symbol = result["loss"], SYMBOLS[result["loss"]["argument"]]
        names = {"r": symbol, "value": "value", "left": "slope_left", "right": "slope_right", "reported": "reported"}
        ends = {"r": symbol, "value": "value", "left": "value_left", "right": "value_right"}
        kinks, jumps = (
            {new: [each[old] for each in loss[part]] for old, new in fields.items()}
            for part, fields in (("kinks", names), ("jumps", ends))
        )
        curve = {new: loss[old] for old, new in names.items()}
        argument = Column(symbol, f"The {loss['argument']}.")
        return long_table([argument, *COLUMNS], [Part("curve", curve), Part("kink", kinks), Part("jump", jumps)])
