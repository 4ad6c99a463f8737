"""The bottoms of valleys of a function of one parameter, as closely as rounding lets them be known."""

import numpy as np

from app.core.mean_enclosure import Mean

SHARES = np.linspace(0, 1, 9)
ROUNDS = 25


def bottoms(mean: Mean, boxes: list[tuple[float, float]]) -> list[float]:
    """Where the slope changes its sign in each box, as closely as rounding lets it be known."""
    low, high = np.array(boxes).reshape(-1, 2).T
    for _ in range(ROUNDS):
        points = low[:, None] + SHARES * (high - low)[:, None]
        slopes = mean.over(points.ravel(), points.ravel())[1]
        falls, rises = ((side < 0).reshape(points.shape) for side in (slopes.high, -slopes.low))
        before = np.where(falls, points, low[:, None]).max(axis=1)
        after = np.where(rises, points, high[:, None]).min(axis=1)
        narrows = (before < after) & (after - before < 0.9 * (high - low))
        if not narrows.any():
            break
        low, high = np.where(narrows, before, low), np.where(narrows, after, high)
    return [_rounded(*box) for box in zip(low.tolist(), high.tolist(), strict=True)]


def _rounded(low: float, high: float) -> float:
    """The middle of an interval, to twelve digits where that lies inside."""
    middle = (low + high) / 2
    rounded = float(f"{middle:.11e}")
    return rounded if low <= rounded <= high else middle
