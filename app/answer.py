"""Answers as JSON, encoded straight from arrays; only finite numbers leave."""

import base64
from collections.abc import Callable
from typing import Any, Literal

import numpy as np
import orjson
from fastapi import Response

from app.binary import LARGEST, MEDIA_TYPE, Block, as_held
from app.core.arrays import Array

Packing = Literal["", "base64", "binary"]
"""How series are sent: as lists, as base64, as bytes."""
Pack = Callable[[Array], Any]


def finite(values: Array) -> Array:
    """The same without what is infinite, such as the slope at a cusp: NaN, which becomes null."""
    return np.where(np.isfinite(values), values, np.nan)


def gapped(values: Array) -> "Series":
    """A series of which only what is finite is sent; the rest becomes null."""
    return Series(finite(values))


class Series:
    """An array that may be packed: long ones are marked so, short ones are plain lists."""

    __slots__ = ("values",)

    def __init__(self, values: Array) -> None:
        self.values = values


class Drawn(Series):
    """A series that is only drawn: in a page it is as fine as a screen can tell, so that it compresses."""

    __slots__ = ()


def answer(content: dict[str, Any], *, packed: Packing = "", drawn: bool = False) -> Response:
    """The response for an answer.

    Args:
        content: JSON-like, with arrays; `Series` are packed on request.
        packed: whether series are sent as base64 of float32, or as bytes behind the JSON, or as lists.
        drawn: whether what is only drawn may be as coarse as a screen; as bytes it is in any case.

    Raises:
        ValueError: when an array holds an infinity, which is a defect of the caller.
    """
    if packed == "binary":
        block = Block()
        return Response(block.behind(_plain(content, block.put, True)), media_type=MEDIA_TYPE)
    plain = _plain(content, _typed if packed else None, drawn)
    return Response(orjson.dumps(plain, option=orjson.OPT_SERIALIZE_NUMPY), media_type="application/json")


def _plain(value: Any, pack: Pack | None, drawn: bool) -> Any:
    if isinstance(value, dict):
        return {key: _plain(each, pack, drawn) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(each, pack, drawn) for each in value]
    if isinstance(value, Series):
        return _series(_snapped(value.values) if drawn and isinstance(value, Drawn) else value.values, pack)
    if isinstance(value, np.ndarray):
        return _series(value, None)
    if isinstance(value, float) and not np.isfinite(value):
        return None
    return value


def _series(values: Array, pack: Pack | None) -> Any:
    """A list, with null for what has no number, or packed."""
    if values.dtype == object or not np.issubdtype(values.dtype, np.floating):
        return values.tolist()
    if np.isfinite(values).all():
        return pack(values) if pack else np.ascontiguousarray(values, float)
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
    return on_grid(values, extent)


def on_grid(values: Array, extent: float) -> Array:
    """Values on a grid of a power of 2, off by 1/16,384 of an extent at the most."""
    step = 2.0 ** (np.floor(np.log2(extent)) - 13)
    return np.asarray(np.round(values / step) * step)


def _typed(values: Array) -> dict[str, str]:
    held = as_held(values)
    return {
        "dtype": held.dtype.str[1:],
        "bdata": base64.b64encode(held.tobytes()).decode(),
        "shape": ", ".join(map(str, values.shape)),
    }
