"""What all shapes share: arrays as lists or packed, and the one error."""

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from app.errors import MEDIA_TYPE

PROBLEM = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/ProblemDetails"}}}
ERRORS: dict[int | str, dict[str, Any]] = {
    422: {"description": "The link is invalid, or costs too much.", "content": PROBLEM},
    503: {"description": "Too many are waiting; Retry-After says when to come back.", "content": PROBLEM},
}
"""What every route that computes may answer instead."""
REFUSED: dict[int | str, dict[str, Any]] = {
    413: {"description": "The body is too long.", "content": PROBLEM},
    415: {"description": "The body is of another kind.", "content": PROBLEM},
}
"""What every route that takes a body may answer, too."""


class Shape(BaseModel):
    """An answer with exactly these fields; only finite numbers."""

    model_config = ConfigDict(extra="forbid", allow_inf_nan=False, use_attribute_docstrings=True)


class TypedArray(Shape):
    """An array as base64 (`arrays=base64`), in the form that Plotly reads."""

    dtype: Literal["f4", "f8"]
    """Little-endian floats of 4 or 8 bytes."""
    bdata: str
    """The bytes, in base64."""
    shape: str
    """Lengths of the axes: "n", or "rows, columns"."""


Series = list[float] | TypedArray
Gapped = list[float | None] | TypedArray
"""Null where there is no number, such as the naive formula's answer at a kink, or none that float64 holds."""
Table = list[list[float]] | TypedArray
GappedTable = list[list[float | None]] | TypedArray
