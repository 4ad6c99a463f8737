"""How an answer travels: bytes, and what it costs to write, to compress and to read, by the form of its arrays."""

import gzip
import json
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import brotli
import numpy as np
from zstandard import ZstdCompressor

from app.answer import _plain, answer
from app.binary import Block, as_held
from app.content.experiment import experiment_content
from app.query import decode
from benchmarks.links import runs
from benchmarks.timing import print_table, side_by_side

LINKS = {
    "|θ|, 60 steps": "start=-1&steps=60&run.1.step.size=0.3",
    "line, 4 runs × 200, surface": f"objective=line&steps=200{runs(4)}",
    "line, 8 runs × 1,000, surface": f"objective=line&steps=1000{runs(8)}",
}
ROUNDS = 9
READING = """
import { readFile } from 'node:fs/promises';
import { decode, unpack } from '%s/static/js/api.js';
const spent = {};
for (const [name, path] of Object.entries(JSON.parse(process.argv[1]))) {
  const bytes = (await readFile(path)).buffer;
  const parsed = () => decode(JSON.parse(new TextDecoder().decode(bytes)));
  const read = name.startsWith('bytes') ? () => unpack(bytes) : parsed;
  const timed = () => { const t = performance.now(); read(); return performance.now() - t; };
  const times = Array.from({ length: 25 }, timed);
  spent[name] = times.sort((a, b) => a - b)[12];
}
console.log(JSON.stringify(spent));
"""


class InOrder(Block):
    """The same bytes number by number, for comparison: its own reader is not written."""

    def put(self, values: np.ndarray) -> dict[str, object]:
        place = super().put(values)
        self.parts[-1] = as_held(values).tobytes()
        return place


def forms(content: dict[str, Any]) -> dict[str, Callable[[], bytes]]:
    """Each way to write an answer."""

    def in_order() -> bytes:
        block = InOrder()
        return block.behind(_plain(content, block.put, True))

    return {
        "lists": lambda: bytes(answer(content).body),
        "base64 of float32": lambda: bytes(answer(content, packed="base64").body),
        "the same, surface as drawn": lambda: bytes(answer(content, packed="base64", drawn=True).body),
        "number by number": in_order,
        "bytes by their place": lambda: bytes(answer(content, packed="binary").body),
    }


def reading(written: dict[str, bytes]) -> dict[str, float]:
    """Milliseconds that the page's own code takes to read each, in Node; nothing where there is none."""
    if shutil.which("node") is None:
        return {}
    with tempfile.TemporaryDirectory() as folder:
        paths = {name: Path(folder, str(i)) for i, name in enumerate(written)}
        for name, path in paths.items():
            path.write_bytes(written[name])
        script = READING % Path(__file__).resolve().parents[1]
        command = ["node", "--input-type=module", "-e", script, json.dumps({k: str(v) for k, v in paths.items()})]
        return dict(json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout))


def main() -> None:
    """Print a table for each link."""
    head = ["arrays", "raw", "zstd 6", "br 6", "gzip 4", "write ms", "zstd ms", "br ms", "read ms (Node)"]
    squeeze = ZstdCompressor(level=6).compress
    for title, link in LINKS.items():
        ways = forms(experiment_content(decode(parse_qsl(link))))
        written = {name: write() for name, write in ways.items()}
        read = reading({name: body for name, body in written.items() if name != "number by number"})
        rows = []
        for name, body in written.items():
            timed = side_by_side(
                {"write": ways[name], "zstd": partial(squeeze, body), "br": partial(brotli.compress, body, quality=6)},
                ROUNDS,
            )
            sizes = [body, squeeze(body), brotli.compress(body, quality=6), gzip.compress(body, 4)]
            rows.append(
                [name, *(f"{len(each):,}" for each in sizes), *(f"{t.cpu:.2f}" for t in timed), _shown(read.get(name))]
            )
        print_table(title, [head, *rows])


def _shown(spent: float | None) -> str:
    return "" if spent is None else f"{spent:.2f}"
