"""Histories of the runs."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from app.core.experiment import Experiment
from app.figures.figure import Figure, Result
from app.figures.scheme import run_style
from app.figures.sign import Sign
from app.figures.table import RUN, Column, Part, Table, long_table
from app.figures.ways import WIDTH
from app.pictures.history import KEYS, Bound, History, histories

if TYPE_CHECKING:
    from app.figures.panel import Panel
    from app.figures.sheet import Sheet

ON_A_CARD = ["gap", "best"]
PROMISE: dict[str, Any] = {"lw": 1.1, "ls": (0, (1.2, 2))}
WORST: dict[str, Any] = {"lw": 0.8, "ls": (0, (6, 4))}
"""What no method can promise to beat is a reference, not a promise of this run."""

COLUMNS = [
    Column("F", "The objective at the iterate."),
    Column("above_least", "F less its least value, or less the lowest that was met where there is none."),
    Column("best_F", "The least F so far."),
    Column("subgradient_norm", "The length of the subgradient that was reported."),
    Column("step_size", "The size of the step that was made from there."),
    Column("theorem", "The theorem that bounds the run."),
    Column("bound", "What it says: of F less its least value, or of the best so far less it."),
    Column("bounds", "What is bounded: last, best, or worst_case, which no method can promise to beat."),
]
HISTORY = {
    "F": "values", "above_least": "gaps", "best_F": "best_values", "subgradient_norm": "subgradient_norms",
    "step_size": "step_sizes",
}  # fmt: skip
"""Columns, and their fields of a run in an answer."""


class Histories(Figure):
    """How far above the least value each run is, step by step, and what theorems promise."""

    kind: Literal["histories"] = "histories"
    title: ClassVar[str] = "Histories"
    rank: ClassVar[int] = 30

    def height(self, result: Result) -> float:
        return 1.1

    def draw(self, sheet: "Sheet", result: Result) -> None:
        shown = histories(result, ON_A_CARD if sheet.is_card else list(KEYS))
        panels = sheet.panels(*[1] * len(shown))
        for panel, history in zip(panels, shown, strict=True):
            panel.rule(history.x, history.y, has_numbers=panel is panels[-1])
            panel.name(history.title)
            _draw_lines(panel, history)
            _draw_bounds(panel, history.bounds)
        panels[-1].name_axes("step")

    def table(self, experiment: Experiment, result: Result) -> Table:
        return long_table([*RUN, *COLUMNS], [part for run in result["descent"]["runs"] for part in _parts(run)])


def _parts(run: dict[str, Any]) -> list[Part]:
    named = {"run": run["run"], "title": run["title"]}
    history = {column: run[field] for column, field in HISTORY.items()}
    bounds = [
        {"step": each["steps"], "bound": each["values"], "theorem": each["name"], "bounds": each["bounds"]}
        for each in run["theory"]
        if each["applies"]
    ]
    steps = list(range(len(run["iterates"])))
    return [Part("history", named | {"step": steps} | history), *(Part("bound", named | bound) for bound in bounds)]


def _draw_lines(panel: "Panel", history: History) -> None:
    for each in history.lines:
        style = run_style(panel.scheme, each.run)
        for part in each.parts:
            panel.line(part, style.colour, WIDTH, ls=style.dash)
            panel.dots(part[:1] if len(part) == 1 else [], style.mark, 3.5 * style.size, style.colour)
        panel.dots(each.zeros, style.mark, 3.5 * style.size, style.colour, fillstyle="none")


def _draw_bounds(panel: "Panel", bounds: Sequence[Bound]) -> None:
    looks = [{"color": panel.scheme.muted} | (WORST if bound.is_worst_case else PROMISE) for bound in bounds]
    for bound, look in zip(bounds, looks, strict=True):
        panel.line(bound.line, look["color"], look["lw"], ls=look["ls"])
    named = {bound.name: look for bound, look in zip(bounds, looks, strict=True)}
    panel.key([Sign(name, look) for name, look in named.items()])
