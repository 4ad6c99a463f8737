"""The data and what the runs make of them."""

from typing import TYPE_CHECKING, Any, ClassVar, Literal

from app.core.experiment import Experiment
from app.figures.figure import Figure, Result
from app.figures.scheme import run_style
from app.figures.table import RUN, Column, Part, Table, long_table
from app.pictures.data import data_picture
from app.pictures.hops import frame_of

if TYPE_CHECKING:
    from app.figures.sheet import Sheet

MANY = 60
"""More samples than this have small marks."""
DASHED = (0, (5, 4))


class Data(Figure):
    """The samples, and the fits at the step that is shown."""

    kind: Literal["data"] = "data"
    title: ClassVar[str] = "Data and fits"
    rank: ClassVar[int] = 50

    def flaw(self, experiment: Experiment) -> str:
        return "" if experiment.columns else "the experiment has no data"

    def height(self, result: Result) -> float:
        return 0.6

    def draw(self, sheet: "Sheet", result: Result) -> None:
        shown, scheme = data_picture(result), sheet.scheme
        size = 3.0 if len(result["experiment"]["data"]) > MANY else 5.0
        (panel,) = sheet.panels(1)
        panel.rule(shown.x, shown.y)
        panel.name_axes(*shown.names)
        panel.line(shown.diagonal, scheme.zero, 1.0, ls=DASHED)
        panel.dots(shown.points, "o", size, scheme.ink, mew=0)
        panel.dots(shown.hollow, "o", size, scheme.ink, fillstyle="none", mew=1.2)
        for fit in shown.fits:
            style = run_style(scheme, fit.run)
            panel.line(fit.line, style.colour, 1.5, ls=style.dash, zorder=4)
            panel.dots(fit.marks, style.mark, size * style.size, style.colour, mew=0)

    def table(self, experiment: Experiment, result: Result) -> Table:
        settings, names = result["experiment"], result["landscape"]["names"]
        columns = experiment.columns
        samples = {column: [row[j] for row in settings["data"]] for j, column in enumerate(columns)}
        number = {"sample": list(range(1, len(settings["data"]) + 1))}
        head = [
            *RUN, Column("sample", "The number of the sample, from 1."),
            *(Column(column, f"The column {column} of the data.") for column in columns),
            *(Column(name, f"The parameter {name} of the run at the step.") for name in names),
        ]  # fmt: skip
        fits = [_fit(run, names, frame_of(result, run)) for run in result["descent"]["runs"]]
        return long_table(head, [Part("sample", number | samples), *fits])


def _fit(run: dict[str, Any], names: list[str], frame: int) -> Part:
    """The parameters of a run at the step that is shown."""
    step = min(frame, len(run["iterates"]) - 1)
    told = {"run": run["run"], "title": run["title"], "step": step}
    return Part("fit", told | dict(zip(names, run["iterates"][step], strict=True)))
