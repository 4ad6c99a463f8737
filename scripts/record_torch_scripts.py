"""Record what the PyTorch scripts of some links print, in tests/web/torch_scripts.json.

PyTorch is no dependency of the project. The scripts are written here and run by an interpreter that has it:

    python -m venv /tmp/torch && /tmp/torch/bin/pip install torch==2.13.0 numpy
    python -m scripts.record_torch_scripts /tmp/torch/bin/python

Each record is a link, the digest of its script's text, and the runs, written so that they read back exactly. A
generator that is changed writes other texts, which asks for a new record; what has not changed is kept.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from tests.web.torch_links import ADDRESS, LINKS, digest, torch_text

TARGET = Path(__file__).resolve().parents[1] / "tests" / "web" / "torch_scripts.json"


def recorded(interpreter: str, link: str, folder: Path, known: list[dict[str, Any]]) -> dict[str, Any]:
    """A link with what its script writes."""
    path, text = folder / "script.py", torch_text(link)
    for record in known:
        if (record["link"], record["sha256"]) == (link, digest(text)):
            return record
    path.write_text(text, "utf-8")
    done = subprocess.run([interpreter, str(path), "--json"], capture_output=True, text=True, check=True)
    return {"link": link, "sha256": digest(text), "runs": json.loads(done.stdout)["runs"]}


def main() -> None:
    interpreter = sys.argv[1]
    version = subprocess.run(
        [interpreter, "-c", "import torch; print(torch.__version__)"], capture_output=True, text=True, check=True
    ).stdout.strip()
    known = json.loads(TARGET.read_text("utf-8"))["records"] if TARGET.exists() else []
    with tempfile.TemporaryDirectory() as folder:
        records = [recorded(interpreter, link, Path(folder), known) for link in LINKS]
    lines = ",\n".join(json.dumps(record, separators=(",", ":"), ensure_ascii=False) for record in records)
    TARGET.write_text(f'{{"torch":"{version}","address":"{ADDRESS}","records":[\n{lines}\n]}}\n', "utf-8")


if __name__ == "__main__":
    main()
