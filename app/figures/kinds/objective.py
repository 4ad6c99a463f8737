"""The objective with the paths on it."""

from typing import TYPE_CHECKING, Any, ClassVar, Literal

from app.core.experiment import Experiment
from app.figures.coordinates import draw_coordinates
from app.figures.curve import draw_function, draw_slopes
from app.figures.figure import Figure, Result
from app.figures.level_map import draw_map
from app.figures.table import RUN, Column, Part, Table, long_table, path_parts
from app.pictures.map import Map
from app.pictures.picture import Curve, picture

if TYPE_CHECKING:
    from app.figures.sheet import Sheet

COLUMNS = [
    Column("F", "The objective there."),
    Column("slope_left", "The derivative of F from the left, at a kink."),
    Column("slope_right", "The derivative of F from the right, at a kink."),
    Column("reported", "What is reported as the derivative there."),
    Column("kind", "What kind of kink it is."),
    Column("line", "Which kink line the point is of."),
]
KINK = {
    "theta": "theta",
    "value": "F",
    "left": "slope_left",
    "right": "slope_right",
    "reported": "reported",
    "kind": "kind",
}
"""Fields of a kink in an answer, and their columns."""


class Objective(Figure):
    """F with its kinks and minimisers, and the paths up to the step that is shown."""

    kind: Literal["objective"] = "objective"
    title: ClassVar[str] = "Objective and paths"
    rank: ClassVar[int] = 10

    def height(self, result: Result) -> float:
        return 0.8 if result["landscape"]["parameters"] == 2 else 0.72

    def draw(self, sheet: "Sheet", result: Result) -> None:
        shown = picture(result)
        if isinstance(shown, Curve):
            _draw_curve(sheet, shown)
        elif isinstance(shown, Map):
            draw_map(sheet.panels(1)[0], shown)
        else:
            draw_coordinates(sheet.panels(1)[0], shown)

    def table(self, experiment: Experiment, result: Result) -> Table:
        names, runs = result["landscape"]["names"], result["descent"]["runs"]
        point = [Column(name, f"The parameter {name}.") for name in names]
        return long_table([*RUN, *point, *COLUMNS], [*_landscape_parts(result["landscape"]), *path_parts(names, runs)])


def _landscape_parts(shown: dict[str, Any]) -> list[Part]:
    names, count = shown["names"], shown["parameters"]
    least = {name: [point[i] for point in shown["minimisers"]["points"]] for i, name in enumerate(names)}
    parts = [Part("minimiser", least | {"F": shown["minimisers"]["value"]})]
    if count == 1:
        kinks = {new: [kink[old] for kink in shown["kinks"]] for old, new in KINK.items()}
        curve = {names[0]: shown["theta"], "F": shown["value"]}
        return [Part("curve", curve), Part("kink", kinks | {names[0]: kinks["theta"]}), *parts]
    return [*_surface_parts(shown), *parts] if count == 2 else parts


def _surface_parts(shown: dict[str, Any]) -> list[Part]:
    """The grid, one row a place, and the kink lines."""
    (x, y), (first, second) = shown["axes"], shown["names"]
    places = [
        (across, up, value)
        for up, row in zip(y, shown["value"], strict=True)
        for across, value in zip(x, row, strict=True)
    ]
    grid = dict(zip((first, second, "F"), map(list, zip(*places, strict=True)), strict=True))
    lines = [(number, *point) for number, line in enumerate(shown["kink_lines"], 1) for point in line["points"]]
    kinks = {name: [line[i] for line in lines] for i, name in enumerate(("line", first, second))}
    return [Part("surface", grid), Part("kink line", kinks)]


def _draw_curve(sheet: "Sheet", shown: Curve) -> None:
    """F above F′; on a card F alone."""
    panels = sheet.panels(1) if sheet.is_card else sheet.panels(0.63, 0.37)
    draw_function(panels[0], shown, has_numbers=sheet.is_card)
    for panel in panels[1:]:
        draw_slopes(panel, shown)
