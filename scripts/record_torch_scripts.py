"""Record what the PyTorch scripts of some links print, in tests/web/torch_scripts.json.

PyTorch is no dependency of the project. The scripts are written here and run by an interpreter that has it:

    python -m venv /tmp/torch && /tmp/torch/bin/pip install torch==2.13.0 numpy
    python -m scripts.record_torch_scripts /tmp/torch/bin/python

Each record is a link, the digest of its script's text, and the runs, written so that they read back exactly. A
generator that is changed writes other texts, which asks for a new record.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from tests.web.torch_links import ADDRESS, LINKS, digest, torch_text

TARGET = Path(__file__).resolve().parents[1] / "tests" / "web" / "torch_scripts.json"


DRIVER = """
import runpy, sys
for path in sys.argv[1:]:
    sys.argv = [path, "--json", path + ".json"]
    runpy.run_path(path, run_name="__main__")
"""


def run_all(interpreter: str, texts: list[str], folder: Path) -> list[Any]:
    """What each of some scripts writes."""
    paths = [folder / f"script{i}.py" for i in range(len(texts))]
    for path, text in zip(paths, texts, strict=True):
        path.write_text(text, "utf-8")
    subprocess.run([interpreter, "-c", DRIVER, *map(str, paths)], check=True)
    return [json.loads(Path(f"{path}.json").read_text("utf-8"))["runs"] for path in paths]


def main() -> None:
    interpreter, texts = sys.argv[1], [torch_text(link) for link in LINKS]
    asked = [interpreter, "-c", "import torch; print(torch.__version__)"]
    version = subprocess.run(asked, capture_output=True, text=True, check=True).stdout.strip()
    with tempfile.TemporaryDirectory() as folder:
        runs = run_all(interpreter, texts, Path(folder))
    records = [
        {"link": link, "sha256": digest(text), "runs": made}
        for link, text, made in zip(LINKS, texts, runs, strict=True)
    ]
    lines = ",\n".join(json.dumps(record, separators=(",", ":"), ensure_ascii=False) for record in records)
    TARGET.write_text(f'{{"torch":"{version}","address":"{ADDRESS}","records":[\n{lines}\n]}}\n', "utf-8")


if __name__ == "__main__":
    main()
