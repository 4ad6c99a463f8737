"""More than two parameters: each coordinate of the iterates against the step."""

from typing import TYPE_CHECKING

from app.figures.scheme import run_style
from app.figures.ways import WIDTH
from app.pictures.paths import Paths
from app.pictures.plot import SIDE

if TYPE_CHECKING:
    from app.figures.panel import Panel

FEW = 8
"""Names stand at the ends of lines while there are no more than these."""
ROOM = 40.0
"""Between two names."""


def draw_coordinates(panel: "Panel", shown: Paths) -> None:
    """Lines, marks where a coordinate is exactly 0, and at the right edge those of the minimiser."""
    panel.rule(shown.x, shown.y)
    panel.name(f"{shown.names[0]} to {shown.names[-1]}")
    panel.name_axes("step")
    for path in shown.paths:
        style = run_style(panel.scheme, path.run)
        panel.line(path.line, style.colour, WIDTH, ls=style.dash)
        panel.dots(path.zeros, style.mark, 3.5 * style.size, style.colour, fillstyle="none")
    panel.dots([(SIDE, height) for height in shown.least], "_", 12, panel.scheme.minimum, mew=2, clip_on=False)
    if len(shown.labels) <= FEW:
        for names, height in _gathered(shown.labels):
            panel.note(", ".join(names), (SIDE, height))


def _gathered(labels: list[tuple[str, float]]) -> list[tuple[list[str], float]]:
    """Names that would stand on each other stand side by side, from below."""
    found: list[tuple[list[str], float]] = []
    for name, height in sorted(labels, key=lambda label: -label[1]):
        if found and found[-1][1] - height < ROOM:
            found[-1][0].append(name)
        else:
            found.append(([name], height))
    return found
