"""A panel of 1000 by 1000 on a sheet, counted from its upper left corner, and what can be drawn on it."""

from collections.abc import Iterable, Sequence
from typing import Any

from matplotlib.axes import Axes
from matplotlib.legend import Legend
from matplotlib.lines import Line2D
from matplotlib.patches import PathPatch
from matplotlib.path import Path

from app.figures.lettering import lettering, printable, shortened
from app.figures.scheme import Scheme
from app.figures.sign import Sign
from app.pictures.hops import Hop
from app.pictures.plot import SIDE, Point, Tick

SMALL, TEXT, NAME = 8.0, 8.5, 9.5
"""Sizes of letters in points: of numbers, of labels, of names."""


class Panel:
    """Places are those of app/pictures: whatever the data are, Matplotlib is given small numbers."""

    def __init__(self, axes: Axes, scheme: Scheme) -> None:
        self.axes, self.scheme = axes, scheme
        axes.set(xlim=(0, SIDE), ylim=(SIDE, 0), axisbelow=True)
        for spine in axes.spines.values():
            spine.set_visible(False)

    def rule(
        self, across: Sequence[Tick], up: Sequence[Tick], *, has_numbers: bool = True, has_grid: bool = True
    ) -> None:
        """The grid and its numbers; those across stand below the last panel alone."""
        self.axes.set_xticks([tick.at for tick in across], labels=[tick.text if has_numbers else "" for tick in across])
        self.axes.set_yticks([tick.at for tick in up], labels=[tick.text for tick in up])
        self.axes.tick_params(length=0, pad=4, labelcolor=self.scheme.muted)
        for axis, ticks in ((self.axes.xaxis, across), (self.axes.yaxis, up)):
            for line, tick in zip(axis.get_gridlines(), ticks, strict=True):
                line.set(visible=has_grid, color=self.scheme.zero if tick.text == "0" else self.scheme.grid, lw=0.6)
            for label in axis.get_ticklabels():
                label.set(fontproperties=lettering(SMALL), parse_math=False)

    def name(self, text: str, aside: float = -34) -> None:
        """The name of the panel above its upper left corner, so many points aside."""
        self._write(text, (0, 0), (aside, 6), NAME, self.scheme.ink)

    def name_axes(self, across: str, up: str = "") -> None:
        """The names of what is below the panel and, upright, beside it."""
        told: dict[str, Any] = {"fontproperties": lettering(NAME), "color": self.scheme.ink, "parse_math": False}
        self.axes.set_xlabel(shortened(across, NAME, 200), labelpad=2, **told)
        if up:
            self.axes.set_ylabel(shortened(up, NAME, 200), labelpad=3, **told)

    def label(self, text: str, at: Point, aside: tuple[float, float], *, is_late: bool = False) -> None:
        """Words beside a kink, so many points aside; late ones end there."""
        box = {"facecolor": self.scheme.paper, "edgecolor": "none", "alpha": 0.8, "pad": 1}
        beside = "right" if is_late else "left"
        self._write(text, at, aside, TEXT, self.scheme.kink, ha=beside, va="center", bbox=box, zorder=7)

    def note(self, text: str, at: Point) -> None:
        """Words that end a little left of a place, above it."""
        self._write(text, at, (-9, 2), TEXT, self.scheme.ink, ha="right", va="bottom")

    def _write(self, text: str, at: Point, aside: tuple[float, float], size: float, colour: str, **style: Any) -> None:
        self.axes.annotate(
            printable(text), at, aside, textcoords="offset points", annotation_clip=False, color=colour,
            fontproperties=lettering(size), parse_math=False, **style,
        )  # fmt: skip

    def line(self, points: Sequence[Point], colour: str, width: float, **style: Any) -> None:
        """A line through points; fewer than two are none."""
        if len(points) > 1:
            self.axes.plot(*zip(*points, strict=True), color=colour, lw=width, solid_capstyle="butt", **style)

    def dots(self, points: Sequence[Point], mark: str, size: float, colour: str, **style: Any) -> None:
        """Marks at points."""
        if points:
            known: dict[str, Any] = {"ls": "none", "zorder": 6} | style
            self.axes.plot(*zip(*points, strict=True), marker=mark, ms=size, color=colour, **known)

    def band(self, left: float, right: float, colour: str, alpha: float) -> None:
        """A stripe from top to bottom."""
        self.axes.axvspan(left, right, color=colour, alpha=alpha, lw=0, zorder=0.4)

    def shape(self, outlines: Iterable[Sequence[Point]], **style: Any) -> None:
        """A closed shape; outlines inside others are holes."""
        rings = [Path([*ring, ring[0]], closed=True) for ring in outlines if len(ring) > 1]
        if rings:
            self.axes.add_patch(PathPatch(Path.make_compound_path(*rings), **style))

    def hops(self, hops: Sequence[Hop], **style: Any) -> None:
        """Arcs of a path over one parameter, legs of one in the plane."""
        places: list[Point] = []
        codes: list[Any] = []
        for start, bend, end in hops:
            places += [start, end] if bend is None else [start, bend, end]
            codes += [Path.MOVETO, Path.LINETO] if bend is None else [Path.MOVETO, Path.CURVE3, Path.CURVE3]
        if places:
            self.axes.add_patch(PathPatch(Path(places, codes), fill=False, capstyle="butt", zorder=3, **style))

    def key(self, signs: Sequence[Sign]) -> None:
        """What marks mean, in a row above the panel's right end."""
        if signs:
            drawn = [Line2D([], [], **sign.style) for sign in signs]
            words = [sign.means for sign in signs]
            place: dict[str, Any] = {
                "loc": "lower right",
                "bbox_to_anchor": (1, 1),
                "ncols": len(signs),
                "handlelength": 2.0,
            }
            plain(self.axes.legend(drawn, words, **KEY | place, labelcolor=self.scheme.muted))


KEY: dict[str, Any] = {
    "prop": lettering(TEXT), "frameon": False, "borderpad": 0, "borderaxespad": 0.4, "labelspacing": 0.35,
    "handlelength": 2.6, "handletextpad": 0.5, "columnspacing": 1.4,
}  # fmt: skip
"""How a key looks."""


def plain(legend: Legend) -> None:
    """A key whose words are words, whatever dollars are in them."""
    for text in legend.get_texts():
        text.set_parse_math(False)
