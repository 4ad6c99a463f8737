"""Answers as JSON, encoded straight from arrays; only finite numbers leave."""

import base64
from typing import Any

import numpy as np
import orjson
from fastapi import Response

from app.core.arrays import Array

SMALLEST, LARGEST = 2e-38, 3e38
"""What float32 holds with full precision; arrays that go beyond stay float64."""


def finite(values: Array) -> Array:
    """The same without what is infinite, such as the slope at a cusp: NaN, which becomes null."""
    return np.where(np.isfinite(values), values, np.nan)


def gapped(values: Array) -> "Series":
    """A series of which only what is finite is sent; the rest becomes null."""
    return Series(finite(values))


class Series:
    """An array that may be sent as base64: long ones are marked so, short ones are plain lists."""

    __slots__ = ("values",)

    def __init__(self, values: Array) -> None:
        self.values = values


class Drawn(Series):
    """A series that is only drawn: in a page it is as fine as a screen can tell, so that it compresses."""

    __slots__ = ()


def answer(content: dict[str, Any], *, packed: bool = False, drawn: bool = False) -> Response:
    """The response for an answer.

    Args:
        content: JSON-like, with arrays; `Series` are packed on request.
        packed: whether series are sent as base64 of float32.
        drawn: whether what is only drawn may be as coarse as a screen.

    Raises:
        ValueError: when an array holds an infinity, which is a defect of the caller.
    """
    body = orjson.dumps(_plain(_coarse(content) if drawn else content, packed), option=orjson.OPT_SERIALIZE_NUMPY)
    return Response(body, media_type="application/json")


def _coarse(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _coarse(each) for key, each in value.items()}
    return Series(_snapped(value.values)) if isinstance(value, Drawn) else value


def _plain(value: Any, packed: bool) -> Any:
    if isinstance(value, dict):
        return {key: _plain(each, packed) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(each, packed) for each in value]
    if isinstance(value, Series):
        return _series(value.values, packed)
    if isinstance(value, np.ndarray):
        return _series(value, False)
    if isinstance(value, float) and not np.isfinite(value):
        return None
    return value


def _series(values: Array, packed: bool) -> Any:
    """A list, with null for what has no number, or a typed array."""
    if values.dtype == object or not np.issubdtype(values.dtype, np.floating):
        return values.tolist()
    if np.isfinite(values).all():
        return _typed(values) if packed else np.ascontiguousarray(values, float)
    if np.isinf(values).any():
        raise ValueError("an answer holds an infinity")
    gapped = values.astype(object)
    gapped[np.isnan(values)] = None
    return gapped.tolist()


def _snapped(values: Array) -> Array:
    """Values on a grid of a power of 2, off by 1/16,384 of their range at the most."""
    extent = float(np.ptp(values[np.isfinite(values)])) if np.isfinite(values).any() else 0.0
    if not 0 < extent < LARGEST:
        return values
    step = 2.0 ** (np.floor(np.log2(extent)) - 13)
    return np.asarray(np.round(values / step) * step)


def _typed(values: Array) -> dict[str, str]:
    size = np.abs(values.astype(float))
    small = values.size and bool(np.any((size > 0) & (size < SMALLEST)))
    wide = small or bool(values.size and size.max() > LARGEST)
    data = np.ascontiguousarray(values, "<f8" if wide else "<f4")
    return {
        "dtype": "f8" if wide else "f4",
        "bdata": base64.b64encode(data.tobytes()).decode(),
        "shape": ", ".join(map(str, values.shape)),
    }
