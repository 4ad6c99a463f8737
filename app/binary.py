"""Answers with arrays as bytes: a JSON head, then the numbers, in an order that compresses."""

import numpy as np
import orjson

from app.core.arrays import Array

MEDIA_TYPE = "application/vnd.losscope.arrays"
SMALLEST, LARGEST = 2e-38, 3e38
"""What float32 holds with full precision; arrays that go beyond stay float64."""


class Block:
    r"""The numbers behind the head.

    All first bytes of an array's numbers come before all second ones, and so on: bytes that mean the same stand
    together, which halves what is left after compression (docs/adr/0021).

    >>> block = Block()
    >>> block.put(np.array([1.0, 2.0]))
    {'dtype': 'f4', 'at': 0, 'shape': [2]}
    >>> block.behind({"x": [1]})
    b'\t\x00\x00\x00{"x":[1]}\x00\x00\x00\x00\x80\x00?@'
    """

    def __init__(self) -> None:
        self.parts: list[bytes] = []
        self.length = 0

    def put(self, values: Array) -> dict[str, object]:
        """What stands in the head for an array."""
        held = as_held(values)
        place = {"dtype": held.dtype.str[1:], "at": self.length, "shape": list(values.shape)}
        self.parts.append(held.reshape(-1, 1).view(np.uint8).T.tobytes())
        self.length += held.nbytes
        return place

    def behind(self, head: object) -> bytes:
        """The whole body: the length of the head in 4 bytes, the least first, the head, the numbers."""
        text = orjson.dumps(head, option=orjson.OPT_SERIALIZE_NUMPY)
        return b"".join([len(text).to_bytes(4, "little"), text, *self.parts])


def as_held(values: Array) -> Array:
    """As little-endian float32, or as float64 where that is too narrow."""
    size = np.abs(values.astype(float))
    small = values.size and bool(np.any((size > 0) & (size < SMALLEST)))
    wide = small or bool(values.size and size.max() > LARGEST)
    return np.ascontiguousarray(values, "<f8" if wide else "<f4")
