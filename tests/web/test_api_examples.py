"""The examples of docs/api.md do what they say, against a server of their own."""

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

ROOT = Path(__file__).parents[2]
WRITTEN = "http://127.0.0.1:8000"
BLOCKS = re.findall(r"```(\w+)\n(.*?)```", (ROOT / "docs" / "api.md").read_text("utf-8"), re.S)
FILES = {
    "runs.json": '{"title":"Location of a sample',
    "histories.svg": "<svg",
    "histories.csv": "part,run,title,step",
    "descent.py": "# Location of a sample",
    "landscape.json": '"minimisers"',
}
"""What the files of the shell's examples hold."""


def blocks(language: str) -> list[str]:
    return [code for word, code in BLOCKS if word == language]


def is_up(address: str) -> bool:
    try:
        return bool(urlopen(f"{address}/healthz", timeout=2).status == 200)
    except (URLError, OSError):
        return False


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    """The address of a server on loopback."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "uvicorn", "app.main:app", "--port", str(port), "--log-level", "warning"]
    server = subprocess.Popen(command, cwd=ROOT)
    address = f"http://127.0.0.1:{port}"
    while not is_up(address):
        assert server.poll() is None
        time.sleep(0.2)
    yield address
    server.terminate()
    server.wait()


def done(command: list[str], code: str, site: str, folder: Path) -> str:
    """What an example prints."""
    path = {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    ran = subprocess.run(
        [*command, code.replace(WRITTEN, site)], cwd=folder, env=os.environ | path, capture_output=True, text=True,
        encoding="utf-8", check=False,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    return ran.stdout


def test_every_language_has_an_example():
    assert {word for word, _ in BLOCKS} == {"sh", "python", "js"}
    assert all(WRITTEN in code for _, code in BLOCKS)


@pytest.mark.skipif(not shutil.which("curl"), reason="curl is not installed")
def test_the_examples_of_curl(site, tmp_path):
    printed = "".join(done(["bash", "-euc"], code, site, tmp_path) for code in blocks("sh"))
    assert "Adam" in printed
    assert "finished at step 60" in printed
    for name, words in FILES.items():
        assert words in (tmp_path / name).read_text("utf-8")
    assert json.loads((tmp_path / "landscape.json").read_text("utf-8"))["minimisers"]["points"] == [[2.0]]


@pytest.mark.skipif(not shutil.which("node"), reason="Node.js is not installed")
def test_the_example_of_fetch(site, tmp_path):
    (code,) = blocks("js")
    printed = done(["node", "--input-type=module", "-e"], code, site, tmp_path)
    assert re.match(r"Adam, constant step 0.3 \[ [\d.]+, -?[\d.]+ \] Every step was made", printed)
    assert "422 loss unknown value 'hubert'" in printed


def test_the_example_of_pandas(site, tmp_path):
    pytest.importorskip("pandas")
    (code,) = blocks("python")
    printed = done([sys.executable, "-c"], code, site, tmp_path)
    assert re.search(r"Adam, constant step 0.3 +100 ", printed)
