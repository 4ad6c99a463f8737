"""Runs programs in an interpreter of their own, which knows nothing of this project."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

DRIVER = """
import runpy, sys
for path in sys.argv[1:]:
    sys.argv = [path, "--json", path + ".json"]
    runpy.run_path(path, run_name="__main__")
"""


def runs_of(programs: list[str], folder: Path) -> list[list[dict[str, Any]]]:
    """What each of some programs writes; a warning is an error."""
    paths = [folder / f"program{i}.py" for i in range(len(programs))]
    for path, text in zip(paths, programs, strict=True):
        path.write_text(text, "utf-8")
    interpreted(["-W", "error", "-c", DRIVER, *map(str, paths)], folder)
    return [json.loads(Path(f"{path}.json").read_text("utf-8"))["runs"] for path in paths]


def interpreted(arguments: list[str], folder: Path) -> str:
    """What Python prints, apart from this project's modules and from the user's."""
    command = [sys.executable, "-I", *arguments]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stdout
