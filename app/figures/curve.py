"""A function of one number with its kinks, and its derivative with its jumps."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from app.core.finding import spell
from app.figures.sign import Sign
from app.figures.ways import draw_mark, draw_ways
from app.pictures.picture import Corner, Curve
from app.pictures.plot import SIDE

if TYPE_CHECKING:
    from app.figures.panel import Panel
    from app.figures.scheme import Scheme

MANY = 6
"""Kinks up to this number have large marks."""
LATE = 0.72 * SIDE
"""Labels stand on the left of kinks that are further right."""
BAND, NONE = 0.12, 0.14
"""How strongly stretches show in which F is least, and in which it has no value."""
DASHED, DOTTED = (0, (4, 3)), (0, (1.5, 3.5))


def draw_function(panel: "Panel", shown: Curve, *, has_numbers: bool) -> None:
    """F with its kinks and minimisers, and the paths on it; numbers across stand below the last panel."""
    scheme, size = panel.scheme, 6.5 if len(shown.corners) <= MANY else 4.5
    panel.rule(shown.x, shown.y, has_numbers=has_numbers)
    panel.name(f"{shown.function}({shown.names[0]})")
    if _is_wide(shown):
        _draw_band(panel, shown)
        panel.line(shown.minimisers, scheme.minimum, 4.5, zorder=2)
    else:
        panel.dots(shown.minimisers, "o", 11, scheme.minimum, fillstyle="none", mew=1.5, clip_on=False)
    _draw_breaks(panel, shown)
    for part in shown.curve:
        panel.line(part, scheme.ink, 1.7, zorder=2.5)
    for each in shown.breaks:
        panel.dots([(each.x, end) for end in each.ends], "o", 4.5, scheme.paper, mec=scheme.ink, mew=0.9)
        panel.dots([(each.x, each.value)] if each.value is not None else [], "o", 4.5, scheme.ink, mew=0)
    for is_removable, mark in ((False, "D"), (True, "s")):
        at = [(corner.x, corner.y) for corner in shown.corners if corner.is_removable == is_removable]
        panel.dots(at, mark, size, scheme.kink, fillstyle="none", mew=1.2)
    draw_ways(panel, shown.ways)
    panel.key(_function_key(shown, scheme))


def draw_slopes(panel: "Panel", shown: Curve) -> None:
    """F′ as lines that end where its two sides differ, the interval there, and what is reported."""
    scheme, size = panel.scheme, 6.0 if len(shown.corners) <= MANY else 3.5
    panel.rule(shown.x, shown.slopes)
    panel.name(f"{shown.function}′({shown.names[0]})")
    panel.name_axes(shown.names[0])
    if _is_wide(shown):
        _draw_band(panel, shown)
    _draw_breaks(panel, shown)
    for part in shown.derivative:
        panel.line(part, scheme.ink, 1.5, zorder=2.5)
    for part in shown.reported:
        panel.line(part, scheme.kink, 1.2, ls=DASHED, zorder=2.6)
    for corner in shown.corners:
        panel.line([(corner.x, corner.left), (corner.x, corner.right)], scheme.kink, 3.5, alpha=0.45, zorder=2.2)
    _draw_ends(panel, shown.corners, size - 1.5)
    reported = [(corner.x, corner.reported) for corner in shown.corners if corner.reported is not None]
    panel.dots(reported, "D", size, scheme.kink, mec=scheme.paper, mew=0.8)
    for corner in shown.corners:
        _draw_label(panel, shown.function, corner)
    for way in shown.ways:
        for place in way.below[-1:]:
            draw_mark(panel, way.run, place, 5)
    panel.key(_slopes_key(shown, scheme))


def _function_key(shown: Curve, scheme: "Scheme") -> list[Sign]:
    """What the marks on F mean, of those that are drawn."""
    signs = [
        (_sign("kink", scheme.kink, "D", fillstyle="none", mew=1.2), shown.corners),
        (_sign("minimiser", scheme.minimum, "o", fillstyle="none", mew=1.5), shown.minimisers),
    ]
    missing = dict.fromkeys(f"no value: {gap.reason}" for gap in shown.gaps)
    blocks = [_sign(words, scheme.muted, "s", alpha=NONE, ms=8) for words in list(missing)[:1]]  # more have no room
    return [sign for sign, is_drawn in signs if is_drawn] + blocks


def _slopes_key(shown: Curve, scheme: "Scheme") -> list[Sign]:
    """What the marks on F′ mean, of those that are drawn."""
    said = any(corner.reported is not None for corner in shown.corners)
    signs = [
        (_sign("subdifferential", scheme.kink, "|", ms=9, mew=3.5, alpha=0.45), shown.corners),
        (_sign("reported there", scheme.kink, "D"), said),
    ]
    return [sign for sign, is_drawn in signs if is_drawn]


def _sign(means: str, colour: str, mark: str, **look: Any) -> Sign:
    return Sign(means, {"color": colour, "marker": mark, "ls": "none", "ms": 5.5} | look)


def _is_wide(shown: Curve) -> bool:
    return len(shown.minimisers) == 2 and not shown.is_apart


def _draw_band(panel: "Panel", shown: Curve) -> None:
    panel.band(shown.minimisers[0][0], shown.minimisers[1][0], panel.scheme.minimum, BAND)


def _draw_breaks(panel: "Panel", shown: Curve) -> None:
    """Stretches without a value, and lines through places at which F breaks off."""
    for gap in shown.gaps:
        panel.band(max(gap.low, 0), min(gap.high, SIDE), panel.scheme.muted, NONE)
    for each in shown.breaks:
        panel.line([(each.x, 0), (each.x, SIDE)], panel.scheme.kink, 0.9, ls=DOTTED)


def _draw_ends(panel: "Panel", corners: Sequence[Corner], size: float) -> None:
    """Ends of the jumps; the one that is reported is closed."""
    ends = [(corner, end) for corner in corners for end in (corner.left, corner.right)]
    for is_closed, fill in ((False, panel.scheme.paper), (True, panel.scheme.ink)):
        at = [(corner.x, end) for corner, end in ends if (end == corner.reported) == is_closed]
        panel.dots(at, "o", size, fill, mec=panel.scheme.ink, mew=0.9, zorder=5)


def _draw_label(panel: "Panel", function: str, corner: Corner) -> None:
    """The interval beside a kink that has room for it."""
    if corner.label is None:
        return
    low, high = (spell(end).replace("inf", "∞") for end in corner.label)
    says = "the formula says 0/0" if corner.says is None else f"reported {spell(corner.says)}"
    text = f"slope {low} on both sides, {says}" if corner.is_removable else f"∂{function} = [{low}, {high}]"
    if corner.says is None and not corner.is_removable and "∞" not in text:
        text += f", {says}"
    is_late, height = corner.x > LATE, min(max((corner.left + corner.right) / 2, 20), SIDE - 20)
    aside = -8 if is_late else 8, -13 if corner.is_removable else 0
    panel.label(text, (corner.x, height), aside, is_late=is_late)
