"""F in two parameters from above."""

from typing import TYPE_CHECKING

from app.figures.sign import Sign
from app.figures.ways import draw_ways
from app.pictures.map import Map
from app.pictures.plot import SIDE

if TYPE_CHECKING:
    from app.figures.panel import Panel

WHOLE = [(0.0, 0.0), (SIDE, 0.0), (SIDE, SIDE), (0.0, SIDE)]
DASHED = (0, (6, 4))
LAYER = 0.065
"""How strongly one level shades what is above it."""


def draw_map(panel: "Panel", shown: Map) -> None:
    """Level lines, kink lines, minimisers and paths."""
    scheme = panel.scheme
    kinks = {"ls": DASHED, "lw": 0.9, "color": scheme.kink}
    ring = {"marker": "o", "fillstyle": "none", "mew": 1.6, "color": scheme.minimum, "ls": "none", "ms": 6}
    panel.shape([WHOLE], fc=scheme.ground, lw=0, zorder=0)
    for level in shown.levels:
        panel.shape(level.outlines, fc=scheme.level, alpha=LAYER, lw=0, zorder=0.5)
        panel.shape(level.outlines, fill=False, ec=scheme.zero, lw=0.5, zorder=0.6)
    for each in shown.kink_lines:
        panel.line(each, scheme.kink, 0.9, ls=DASHED, zorder=2)
    if len(shown.minimisers) > 1 and not shown.is_apart:
        panel.shape([shown.minimisers], fc=scheme.minimum, alpha=0.25, lw=0, zorder=2.2)
        panel.line([*shown.minimisers, shown.minimisers[0]], scheme.minimum, 2.8, zorder=2.3)
    else:
        panel.dots(shown.minimisers, "o", 11, scheme.minimum, fillstyle="none", mew=1.6)
    draw_ways(panel, shown.ways)
    panel.rule(shown.x, shown.y, has_grid=False)
    panel.name_axes(*shown.names)
    signs = [(Sign("kinks", kinks), shown.kink_lines), (Sign("minimiser", ring), shown.minimisers)]
    panel.key([sign for sign, is_drawn in signs if is_drawn])
