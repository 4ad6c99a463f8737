"""The server as it is run: workers that are killed, a disk that cannot be written, a signal to stop."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, NamedTuple
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

ROOT = Path(__file__).resolve().parents[2]
HEAVY = "/api/v1/experiment?objective=line&data=0:0,1:1,2:3,3:5&steps=500&run.1=adam&run.2=adam&run.1.step.size=0."


class Site(NamedTuple):
    """A server with two workers, whose home and temporary folder cannot be written."""

    process: subprocess.Popen[str]
    port: int
    log: Path

    def get(self, path: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
        """One answer, errors included."""
        request = Request(f"http://127.0.0.1:{self.port}{path}", headers=headers)
        try:
            with urlopen(request, timeout=120) as answer:
                return answer.status, dict(answer.headers), answer.read()
        except HTTPError as error:
            return error.code, dict(error.headers), error.read()

    def lines(self) -> list[dict[str, Any]]:
        """What has been logged."""
        return [json.loads(line) for line in self.log.read_text().splitlines() if line.startswith("{")]

    def workers(self) -> set[int]:
        """Those that have started, and live."""
        found = (re.fullmatch(r"Started server process \[(\d+)\]", line["message"]) for line in self.lines())
        return {int(each[1]) for each in found if each and Path(f"/proc/{each[1]}").exists()}

    def is_up(self) -> bool:
        """Whether it answers."""
        try:
            return self.get("/healthz")[0] == 200
        except OSError:
            return False


def until(condition: Callable[[], object]) -> None:
    """Wait for what has to come, on however busy a machine."""
    deadline = time.monotonic() + 180
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.05)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("serving")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    nowhere = {name: "/proc/nowhere" for name in ("HOME", "TMPDIR", "XDG_CACHE_HOME", "MPLCONFIGDIR")}
    own = {"LOSSCOPE_PORT": str(port), "LOSSCOPE_WORKERS": "2", "LOSSCOPE_LONGEST_WAIT": "600000"}
    with (folder / "log").open("w") as log:
        process = subprocess.Popen(
            [sys.executable, "-B", "-m", "app"], cwd=ROOT, env=os.environ | own | nowhere, stdout=log, text=True
        )
    found = Site(process, port, folder / "log")
    until(lambda: found.is_up() and len(found.workers()) == 2)
    yield found
    if process.poll() is None:
        process.terminate()
    process.wait(60)


def test_answers_need_no_disk(site):
    status, headers, body = site.get("/api/v1/figure.png?start=-1&steps=20")
    assert (status, body[:4]) == (200, b"\x89PNG")
    assert "server" not in {name.lower() for name in headers}


def test_a_request_is_found_by_its_id_and_its_link_is_not_logged(site):
    _, headers, _ = site.get("/api/v1/loss?loss=huber&loss.delta=0.375", **{"X-Request-ID": "lecture-0042"})
    assert headers["x-request-id"] == "lecture-0042"
    until(lambda: [line for line in site.lines() if line.get("id") == "lecture-0042"])
    [line] = [line for line in site.lines() if line.get("id") == "lecture-0042"]
    assert (line["path"], line["status"], line["method"]) == ("/api/v1/loss", 200, "GET")
    assert line["ms"] >= line["computed_ms"] > 0
    assert line["cost_ms"] > 0
    assert "0.375" not in site.log.read_text()


def test_metrics_tell_what_was_computed_and_what_it_was_thought_to_cost(site):
    site.get("/api/v1/loss?loss=huber&loss.delta=0.5")
    kinds = ("losscope_request_seconds_count", "losscope_computed_seconds_count", "losscope_estimated_seconds_count")

    def told() -> set[str]:
        text = site.get("/metrics")[2].decode()
        return {kind for kind in kinds if f'{kind}{{route="/api/v1/loss"}}' in text}

    until(lambda: told() == set(kinds))


def test_when_a_worker_is_killed_only_its_own_requests_fail_and_it_comes_back(site):
    before = site.workers()
    victim = min(before)

    def ask(number: int) -> int | None:
        try:
            return site.get(f"{HEAVY}{number:03}")[0]
        except OSError:
            return None

    with ThreadPoolExecutor(8) as pool:
        asked = [pool.submit(ask, number) for number in range(1, 21)]
        until(lambda: sum(each.done() for each in asked) >= 4)
        os.kill(victim, signal.SIGKILL)
        answers = [each.result() for each in asked]
    assert set(answers) <= {200, None}
    assert 1 <= answers.count(None) <= 8, "of those under way some were the victim's, and no others failed"
    until(lambda: len(site.workers() - {victim}) == 2)
    assert before - {victim} < site.workers()
    assert ask(999) == 200


def test_what_was_begun_is_finished_before_the_server_stops(site):
    with ThreadPoolExecutor(1) as pool:
        number = len(site.lines())
        last = pool.submit(site.get, f"{HEAVY}998")
        time.sleep(0.05)
        site.process.send_signal(signal.SIGTERM)
        status, _, body = last.result()
    assert (status, json.loads(body)["descent"]["runs"][0]["run"]) == (200, 1)
    assert site.process.wait(120) == 0
    assert not site.is_up()
    assert not [line for line in site.lines()[number:] if line["level"] == "error"]
