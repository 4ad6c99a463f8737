"""Two servers behind nginx: what is asked under load while one is killed, and what is asked again or at once."""

import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import ExitStack
from pathlib import Path
from threading import Barrier

import pytest

from tests.serving.front import Front, Got, free_port, front_of, wait_for

ROOT = Path(__file__).resolve().parents[2]
HEAVY = "objective=line&data=-2:-3,-1:-1,0:1,1:2,2:6&steps=1000&run.1=adam&run.2=heavy_ball&run.2.step.size"


@pytest.fixture(scope="module")
def servers() -> Iterator[dict[int, subprocess.Popen[bytes]]]:
    """Two processes that share nothing, by their ports."""
    with ExitStack() as stack:
        started = {}
        for port in (free_port(), free_port()):
            # A line that is long enough for all, however slow the machine is: whatever is asked is admitted.
            chosen = {"LOSSCOPE_PORT": str(port), "LOSSCOPE_WORKERS": "1", "LOSSCOPE_LONGEST_WAIT": "600000"}
            command, environment = [sys.executable, "-m", "app"], os.environ | chosen
            server = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)
            started[port] = stack.enter_context(server)
            stack.callback(started[port].kill)
        for port, process in started.items():
            wait_for(port, process)
        yield started


@pytest.fixture(scope="module")
def front(servers: dict[int, subprocess.Popen[bytes]], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Front]:
    with front_of(*servers, folder=tmp_path_factory.mktemp("front")) as front:
        yield front


def test_the_same_again_is_answered_by_nginx(front: Front) -> None:
    first, second, third = (
        front.ask("/api/v1/experiment?steps=7", Accept_Encoding=accepted)
        for accepted in ("gzip, deflate, br, zstd", "gzip, deflate, br, zstd", "br,zstd")
    )
    assert (first.headers["cache-status"], first.headers["vary"]) == ("nginx; fwd=miss; detail=MISS", "Accept-Encoding")
    assert [each.headers["cache-status"] for each in (second, third)] == ["nginx; hit"] * 2
    assert first.body == second.body == third.body
    known = front.ask("/api/v1/experiment?steps=7", Accept_Encoding="br, zstd", If_None_Match=first.headers["etag"])
    assert (known.status, known.body) == (304, b"")


def test_the_same_at_once_is_computed_once(front: Front) -> None:
    together, before = Barrier(8), len(front.log())

    def ask(number: int) -> Got:
        together.wait()
        return front.ask(f"/api/v1/experiment?{HEAVY}=0.123", source=f"127.0.1.{number + 1}")

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(ask, range(8)))
    assert {(each.status, each.body) for each in answers} == {(200, answers[0].body)}
    asked = [line["upstream_status"] for line in front.log(before + 8)]
    assert sorted(asked[-8:]) == [""] * 7 + ["200"]


def test_no_get_is_lost_when_a_server_is_killed(front: Front, servers: dict[int, subprocess.Popen[bytes]]) -> None:
    victim, before = next(iter(servers)), len(front.log())

    def ask(number: int) -> Got:
        return front.ask(f"/api/v1/experiment?{HEAVY}={number / 1000}", source=f"127.0.2.{number % 12 + 1}")

    answers: list[Got] = []
    with ThreadPoolExecutor(12) as pool:
        for done in as_completed([pool.submit(ask, number) for number in range(1, 61)]):
            answers.append(done.result())
            if len(answers) == 20:
                servers[victim].kill()
    assert [each.status for each in answers] == [200] * 60
    again = [line["upstream"] for line in front.log(before + 60) if "," in line["upstream"]]
    assert again, "none was under way at the server that was killed: the test has shown nothing"
    assert all(each.startswith(f"127.0.0.1:{victim}, ") for each in again)
