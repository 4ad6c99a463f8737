"""nginx on loopback with the configuration that is shipped, in front of servers on ports of their own."""

import http.client
import json
import os
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, NamedTuple

import pytest

DEPLOY = Path(__file__).resolve().parents[2] / "deploy"
NGINX = shutil.which(os.environ.get("NGINX") or "nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin")


class Got(NamedTuple):
    """An answer; the names of headers are lower case."""

    status: int
    headers: dict[str, str]
    body: bytes


class Front(NamedTuple):
    """nginx, running."""

    port: int
    pid: int
    folder: Path

    def ask(self, target: str, *, method: str = "GET", source: str = "127.0.0.1", **headers: str) -> Got:
        """One request on a connection of its own; headers are named with _ for -."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60, source_address=(source, 0))
        try:
            connection.request(method, target, b"x" if method == "POST" else None, named)
            answer = connection.getresponse()
            body = answer.read()
            return Got(answer.status, {name.lower(): value for name, value in answer.getheaders()}, body)
        finally:
            connection.close()

    def log(self, least: int = 0) -> list[dict[str, Any]]:
        """What it says of each request, of at least as many: it says so a moment after it has answered."""
        deadline = time.monotonic() + 20
        while len(lines := (self.folder / "log").read_text().splitlines()) < least and time.monotonic() < deadline:
            time.sleep(0.02)
        return [json.loads(line) for line in lines]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    """Until somebody listens."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and process.poll() is None:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.05)
    raise AssertionError(f"nobody listens at port {port}: {process.args}")


def write_configuration(folder: Path, port: int, upstream: list[int]) -> Path:
    """The shipped configuration with the things changed that depend on the place."""
    text = (DEPLOY / "nginx.conf").read_text()
    assert text.count("listen 8080") == 1
    (folder / "nginx.conf").write_text(text.replace("listen 8080", f"listen 127.0.0.1:{port}"))
    text = (DEPLOY / "upstream.compose.conf").read_text().replace("resolver 127.0.0.11 valid=2s;", "")
    server = re.search(r"server losscope:8000 resolve (.*);", text)
    assert server is not None
    servers = "".join(f"server 127.0.0.1:{each} {server[1]};" for each in upstream)
    (folder / "upstream.conf").write_text(text.replace(server[0], servers))
    return folder / "nginx.conf"


@contextmanager
def front_of(*upstream: int, folder: Path) -> Iterator[Front]:
    """nginx in front of servers at these ports, its files in a folder."""
    if NGINX is None:
        assert not os.environ.get("CI"), "nginx is missing, which CI has to have"
        pytest.skip("no nginx: install Debian's package nginx, or set NGINX to its path")
    port = free_port()
    configuration = write_configuration(folder, port, list(upstream))
    command = [NGINX, "-e", "stderr", "-p", f"{folder}/", "-c", str(configuration)]
    if os.geteuid() == 0:  # its workers would be somebody who may not enter the folder
        command += ["-g", "user root;"]
    with (folder / "log").open("ab") as log, subprocess.Popen(command, stdout=log) as nginx:
        try:
            wait_for(port, nginx)
            yield Front(port, nginx.pid, folder)
        finally:
            nginx.terminate()
