"""Reads the inputs of this folder: a JSON string a line, with `* 300` for repetition and `+` between the pieces."""

import base64
import json
import re
import zlib
from pathlib import Path

HERE = Path(__file__).parent
PIECE = re.compile(r'\s*("(?:[^"\\]|\\.)*")(?:\s*\*\s*(\d+))?\s*(\+|$)')


def read(name: str) -> list[str]:
    """The inputs in a file.

    Raises:
        ValueError: naming a line that is none.
    """
    lines = (HERE / f"{name}.txt").read_text("utf-8").splitlines()
    return [_spelt(line) for line in lines if line.strip() and not line.startswith("#")]


def _spelt(line: str) -> str:
    """What a line spells.

    >>> _spelt('"(" * 3 + "a" + ")" * 3')
    '(((a)))'
    """
    text, at = "", 0
    while at < len(line):
        match = PIECE.match(line, at)
        if match is None:
            raise ValueError(f"invalid line: {line}")
        text += json.loads(match[1]) * int(match[2] or 1)
        at = match.end()
    return text


def tables() -> dict[str, bytes]:
    """Tables to read: those of csv.txt, and files that are no UTF-8 or no text."""
    files = {path.name: path.read_bytes() for path in sorted((HERE / "csv").iterdir())}
    return files | {f"csv.txt {i}": text.encode("utf-8", "surrogatepass") for i, text in enumerate(read("csv"))}


def _huge() -> bytes:
    """100 MB of samples, in 100 KB."""
    bomb = zlib.compressobj(9)
    return b"".join(bomb.compress(b"1," * 500_000) for _ in range(100)) + bomb.flush()


HUGE = _huge()
MADE = (
    HUGE,
    zlib.compress(HUGE),
    zlib.compress(b"0" * 2_000_000),
    zlib.compress(b"1," * 49_999 + b"1"),
    zlib.compress(b"1," * 50_000),
    zlib.compress(b"1,2,3")[:-5],
    zlib.compress(b"1,2,3")[:-1] + b"\x00",
    zlib.compress(b"1,2,3") * 2,
    zlib.compress(b"1,2,3", wbits=-15),
    zlib.compress(b"1,2,3", wbits=31),
    zlib.compress(b"\x00" * 100),
    zlib.compress(b"\xff\xfe1\x00,\x002\x00"),
    zlib.compress("１,２".encode()),
    zlib.compress(b"nan,inf"),
    zlib.compress(b""),
    zlib.compress(b"1" * 90_000),
    zlib.compress(b"z1:eJwzBAAAMgAy"),
    zlib.compress(b"<script>alert(1)</script>"),
    zlib.compress(b"1&loss=huber"),
    zlib.compress(b"1\r\nX: y"),
    b"\x78\x9c" + b"\x00" * 50,
    b"\x78\xda\xff" * 20,
    b"BZh91AY&SY",
    b"PK\x03\x04",
)
"""Bodies that only a packer can make: bombs, what is cut off, other formats, and what is no data."""


def packed() -> list[str]:
    """Data that claim to be packed: those of packed.txt, and those that were made."""
    return read("packed") + ["z1:" + base64.urlsafe_b64encode(each).decode().rstrip("=") for each in MADE]
