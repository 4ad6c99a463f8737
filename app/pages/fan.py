"""Lines through a kink that stay below the graph: their slopes fill the subdifferential."""

from typing import Any

import numpy as np

from app.pictures.picture import Curve, scales
from app.pictures.plot import Point, rounded

LINES = 9
REACH = 0.42
"""How far a line goes to both sides, as a share of the window."""


def with_fan(curve: Curve, shown: dict[str, Any]) -> Curve:
    """The curve of a landscape with some of the lines that support it at its first kink."""
    return curve._replace(fan=_fan(shown))


def _fan(shown: dict[str, Any]) -> list[list[Point]]:
    across, up = scales(shown)
    kink, reach = shown["kinks"][0], REACH * (across.high - across.low)
    slopes = np.linspace(kink["left"], kink["right"], LINES + 2)[1:-1]
    sides = np.array([-reach, reach])
    return [
        rounded(np.stack([across(kink["theta"] + sides), up(kink["value"] + slope * sides)], 1)) for slope in slopes
    ]
