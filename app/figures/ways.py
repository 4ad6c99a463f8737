"""The ways of runs on a panel."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from app.figures.scheme import run_style
from app.pictures.hops import NEWEST, Way
from app.pictures.plot import SIDE, Point

if TYPE_CHECKING:
    from app.figures.panel import Panel

WIDTH = 1.3
"""Of a run's line, in points."""
OLD, OLD_LEG, NEW = 0.24, 0.5, 0.95
"""How strongly hops show: old arcs, old legs in the plane, and the newest."""
ON_TOP = 10


def draw_ways(panel: "Panel", ways: Sequence[Way]) -> None:
    """Old hops alike, the newest the stronger the newer, dots where a run stood, its mark where it stands."""
    for way in ways:
        style, least = run_style(panel.scheme, way.run), OLD_LEG if _is_flat(way) else OLD
        look: dict[str, Any] = {"ec": style.colour, "ls": style.dash, "lw": WIDTH}
        panel.hops(way.old, alpha=least, **look)
        for age, hop in enumerate(reversed(way.new)):
            panel.hops([hop], alpha=max(least, OLD + (NEW - OLD) * (1 - age / NEWEST) ** 1.5), **look)
        panel.dots(way.dots, "o", 2.2, style.colour, alpha=0.6, mew=0, zorder=4)
        draw_mark(panel, way.run, way.mark)


def draw_mark(panel: "Panel", run: int, at: Point, size: float = 7.5) -> None:
    """A run's mark, held within the panel, with a rim that sets it off."""
    style, place = run_style(panel.scheme, run), (min(max(at[0], 0), SIDE), min(max(at[1], 0), SIDE))
    look: dict[str, Any] = {"mec": panel.scheme.paper, "mew": 1.0, "zorder": ON_TOP, "clip_on": False}
    panel.dots([place], style.mark, size * style.size, style.colour, **look)


def _is_flat(way: Way) -> bool:
    return any(hop.bend is None for hop in (way.old or way.new)[:1])
