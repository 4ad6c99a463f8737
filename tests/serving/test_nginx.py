"""nginx in front, as it is shipped: what it asks again, keeps, hides and says by itself; its replicas are stand-ins."""

import json
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from tests.serving.front import Front, front_of


class Replica(BaseHTTPRequestHandler):
    """Says what it was told; one that is broken takes a request and hangs up."""

    protocol_version = "HTTP/1.1"
    server: "Replicas"

    def do_GET(self) -> None:
        self.server.asked[f"{self.command} {self.path}"] += 1
        if self.server.is_broken:
            self.close_connection = True
            return
        status, kept = (404, "no-store") if self.path.startswith(self.server.lacks) else (200, "public, max-age=1")
        body = json.dumps({name.lower(): value for name, value in self.headers.items()}).encode()
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), "Cache-Control": kept}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self.do_GET()

    def log_message(self, format: str, *args: object) -> None:
        pass


class Replicas(ThreadingHTTPServer):
    """One of them, at a port of its own."""

    daemon_threads = True
    is_broken = False
    lacks = "/metrics-of-nobody"

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Replica)
        self.asked: Counter[str] = Counter()


@contextmanager
def replica() -> Iterator[Replicas]:
    with Replicas() as server:
        Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield server
        server.shutdown()


@pytest.fixture
def pair() -> Iterator[tuple[Replicas, Replicas]]:
    with replica() as first, replica() as second:
        yield first, second


@pytest.fixture
def front(pair: tuple[Replicas, Replicas], tmp_path: Path) -> Iterator[Front]:
    with front_of(*(each.server_address[1] for each in pair), folder=tmp_path) as front:
        yield front


def test_a_get_that_a_replica_drops_is_asked_of_the_other(front: Front, pair: tuple[Replicas, Replicas]) -> None:
    pair[0].is_broken = True
    answers = [front.ask(f"/api/v1/loss?at={number}") for number in range(6)]
    assert [answer.status for answer in answers] == [200] * 6
    assert pair[0].asked.total() > 0


def test_a_post_that_was_sent_is_never_sent_again(front: Front, pair: tuple[Replicas, Replicas]) -> None:
    for each in pair:
        each.is_broken = True
    answer = front.ask("/api/v1/experiment", method="POST")
    assert answer.status == 503
    assert sum((each.asked for each in pair), Counter()) == {"POST /api/v1/experiment": 1}


def test_without_any_replica_there_is_a_problem_that_says_when_to_come_again(tmp_path: Path) -> None:
    with replica() as gone:
        port = gone.server_address[1]
    with front_of(port, folder=tmp_path) as front:
        answer = front.ask("/lab")
    assert (answer.status, answer.headers["retry-after"], answer.headers["cache-control"]) == (503, "2", "no-store")
    assert answer.headers["content-type"] == "application/problem+json"
    assert json.loads(answer.body)["status"] == 503


def test_what_was_kept_is_still_answered_without_any_replica(front: Front, pair: tuple[Replicas, Replicas]) -> None:
    fresh = front.ask("/lab")
    for each in pair:
        each.is_broken = True
    time.sleep(2.1)  # for as long as it says it may be kept, and nginx counts whole seconds
    stale = [front.ask("/lab") for _ in range(2)]
    assert [(each.status, each.body) for each in stale] == [(200, fresh.body)] * 2


def test_an_address_cannot_be_forged(front: Front) -> None:
    forged = {
        "X_Forwarded_For": "6.6.6.6",
        "X_Real_IP": "6.6.6.6",
        "Forwarded": "for=6.6.6.6",
        "X_Forwarded_Host": "evil",
    }
    told = json.loads(front.ask("/lab", source="127.0.0.9", X_Forwarded_Proto="gopher", **forged).body)
    assert told["x-forwarded-for"] == "127.0.0.9"
    assert told["x-forwarded-proto"] == "http"
    assert "6.6.6.6" not in json.dumps(told)
    assert "evil" not in json.dumps(told)


@pytest.mark.parametrize(
    "target", ["/metrics", "/metrics?a", "/metrics/", "//metrics", "/%6detrics", "/x/../metrics", "/readyz"]
)
def test_what_is_for_those_within_is_never_asked(front: Front, pair: tuple[Replicas, Replicas], target: str) -> None:
    answer = front.ask(target)
    assert (answer.status, answer.headers["content-type"]) == (404, "application/problem+json")
    assert not any(each.asked for each in pair)


def test_a_file_of_a_version_that_one_replica_lacks_is_asked_of_the_other(
    front: Front, pair: tuple[Replicas, Replicas]
) -> None:
    pair[0].lacks = "/static/"
    assert [front.ask(f"/static/2/{number}.js").status for number in range(6)] == [200] * 6
    assert pair[0].asked.total() > 0


@pytest.mark.parametrize(
    ("accepted", "told"),
    [
        ("gzip, deflate, br, zstd", "br, zstd"),
        ("zstd,br", "br, zstd"),
        ("gzip, deflate, br", "br"),
        ("gzip;q=1.0, *", "gzip"),
        ("br;q=0, gzip", None),
        ("identity", None),
    ],
)
def test_what_browsers_accept_comes_to_four_kinds(front: Front, accepted: str, told: str | None) -> None:
    assert json.loads(front.ask("/lab", Accept_Encoding=accepted).body).get("accept-encoding") == told


def test_bodies_beyond_the_limit_are_refused(front: Front) -> None:
    answer = front.ask("/api/v1/read-data", method="POST", Content_Length="2097153")
    assert (answer.status, answer.headers["content-type"]) == (413, "application/problem+json")
