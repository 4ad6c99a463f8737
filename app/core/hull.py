"""The convex hull of points in the plane."""

import numpy as np

from app.core.arrays import Array


def hull(points: Array, near: float) -> Array:
    """The corners of the convex hull of points of shape (m, 2), counter-clockwise from the leftmost (Andrew 1979).

    Points closer to each other than `near`, and corners that stick out less, are none.

    >>> hull(np.array([[0.0, 0.0], [1.0, 0.0], [0.5, 0.5], [0.0, 1.0], [0.25, 0.25]]), 1e-12).tolist()
    [[0.0, 0.0], [1.0, 0.0], [0.0, 1.0]]
    """
    kept: list[Array] = []
    for each in points[np.lexsort((points[:, 1], points[:, 0]))]:
        if all(np.abs(each - other).max() > near for other in kept):
            kept.append(each)
    if len(kept) < 3:
        return np.array(kept)
    return np.array(_chain(kept, near)[:-1] + _chain(kept[::-1], near)[:-1])


def _chain(points: list[Array], near: float) -> list[Array]:
    chain: list[Array] = []
    for point in points:
        while len(chain) > 1 and _height(chain[-2], chain[-1], point) <= near:
            chain.pop()
        chain.append(point)
    return chain


def _height(a: Array, b: Array, c: Array) -> float:
    """How far b lies to the right of the way from a to c."""
    way = c - a
    return float((way[0] * (a[1] - b[1]) - way[1] * (a[0] - b[0])) / np.linalg.norm(way))
