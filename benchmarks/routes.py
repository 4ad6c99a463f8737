"""What the server computes for every route, in process and without a network, against the estimate that admits it."""

import functools
import gc
import statistics
import time
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import quote

import numpy as np
from starlette.testclient import TestClient
from starlette.types import Receive, Scope, Send

from app.main import create_app
from app.serving.account import account_of
from benchmarks.links import FITTED, LINKS, SMOOTHED, SWEPT, TABLE
from benchmarks.timing import print_table, side_by_side

AIM = 3.0
"""How many times as long, or as short, as its estimate a request may take."""
REFERENCE = 32.0
"""Milliseconds that `reference` took on the machine on which the constants of the estimate were measured."""
LONG = 200.0
"""Milliseconds from which on a request is measured once."""
SOME = (
    "objective location", "objective line", "objective classify", "|θ|, 8 runs × 2,000 steps", "line, 1,000 samples",
    "location, 1,000 samples", "line, Cauchy", "formula in a", "formula in a and b", "named: Wolfe's",
    "as long as admitted: line × 8",
)  # fmt: skip
"""Links that most routes are asked for; /api/v1/experiment is asked for all."""
API = "/api/v1/"
FILES = ("table.csv", "table.json", "figure.png", "figure.svg", "figure.pdf")
OF_LINKS = ("loss", "landscape", "descent", "subdifferential", *FILES, "script.py", "notebook.ipynb")
PAGES = ("/lab", "/embed")
SHOWN = ("/lab/take-away", "/oembed")
"""Pages for which nothing is computed; they are admitted by what they lead to."""
PLAIN = ("/", "/learn", "/reference", f"{API}catalogue", f"{API}datasets", f"{API}frameworks")
"""What is the same for everybody."""


class Request(NamedTuple):
    """A request that is measured."""

    route: str
    name: str
    query: str


class Measured(NamedTuple):
    """What it took, and what it was estimated to take, in milliseconds; 0 where nothing was estimated."""

    request: Request
    cpu: float
    estimate: float

    @property
    def ratio(self) -> float:
        return self.cpu / self.estimate


class Watched:
    """The application, which says what the last request was estimated to cost."""

    def __init__(self) -> None:
        self.app = create_app()
        self.scope: Scope = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.scope = scope
        await self.app(scope, receive, send)


def reference() -> None:
    """What a fast and a slow machine differ in here: small arrays, and the interpreter between them."""
    values = np.linspace(-1, 1, 8)
    for _ in range(20_000):
        values = values - 0.01 * np.sign(values)


def speed() -> float:
    """How many times as long as on that machine everything takes here and now."""
    (found,) = side_by_side({"reference": reference}, 5)
    return found.cpu / REFERENCE


def forget() -> None:
    """Nothing is known of any problem; what is kept once is the same for everybody."""
    kept = (each for each in gc.get_objects() if isinstance(each, functools._lru_cache_wrapper))
    for each in kept:
        if each.__module__.startswith(("app.co", "app.figures")) and each.cache_parameters()["maxsize"] != 1:
            each.cache_clear()
    gc.collect()


def measure(watched: Watched, client: TestClient, request: Request) -> Measured:
    """The least CPU time of three; the address is another one each time, and means the same."""
    spent: list[float] = []
    while len(spent) < 3 and not (spent and spent[0] > LONG):
        forget()
        before = time.process_time()
        response = _send(client, request, "&" * len(spent))
        spent.append(1e3 * (time.process_time() - before))
        if response.status_code != 200:
            raise ValueError(f"{request.route}, {request.name}: {response.status_code} {response.text[:300]}")
    return Measured(request, min(spent), account_of(watched.scope).cost)


def _send(client: TestClient, request: Request, more: str):
    if request.route.endswith("read-data"):
        return client.post(f"{request.route}?{more}", content=request.query, headers={"content-type": "text/csv"})
    if request.route == "/oembed":
        return client.get(f"/oembed?url={quote(f'http://testserver/lab?{request.query}', safe='')}{more}")
    return client.get(f"{request.route}?{request.query}{more}")


def requests() -> Iterator[Request]:
    """All that is measured."""
    some = {name: LINKS[name] for name in SOME}
    yield from _each(f"{API}experiment", LINKS)
    for route in (*(API + name for name in OF_LINKS), *PAGES, *SHOWN):
        yield from _each(route, some)
    yield from _each(f"{API}subdifferential", {f"{name}, at a step": f"{link}&step=1" for name, link in some.items()})
    yield from _each(f"{API}script_torch.py", {name: some[name] for name in SOME[:2]})
    yield from _each(f"{API}smoothing", SMOOTHED)
    yield from _each(f"{API}fits", FITTED)
    yield from _each(f"{API}sweep", SWEPT)
    yield from _each(f"{API}read-data", {"1,000 rows": TABLE})
    yield from (Request(route, "", "") for route in PLAIN)


def _each(route: str, links: dict[str, str]) -> Iterator[Request]:
    return (Request(route, name, link) for name, link in links.items())


def main() -> None:
    """Print for each route how CPU time and its estimate compare, and which aims are missed."""
    watched, factor = Watched(), speed()
    client = TestClient(watched)
    for route in (*PLAIN, *PAGES, *(API + name for name in OF_LINKS)):
        client.get(route)  # what is imported or made with the first
    found = [measure(watched, client, request) for request in requests()]
    factor = (factor + speed()) / 2
    found = [each._replace(cpu=each.cpu / factor) for each in found]
    head = ["route", "requests", "CPU ms, median", "most", "CPU / estimate: least", "median", "most", "within 3×"]
    routes = dict.fromkeys(each.request.route for each in found)
    rows = [_row(route, [each for each in found if each.request.route == route]) for route in routes]
    print_table("Routes: CPU time in process, nothing known yet, against the estimate", [head, *rows])
    print(f"\nCPU times are divided by {factor:.2f}, the speed of this machine by a reference loop.")
    _say(found)


def _row(route: str, found: list[Measured]) -> list[str]:
    cpus, ratios = [each.cpu for each in found], [each.ratio for each in found if _is_judged(each)]
    times = [str(len(found)), f"{statistics.median(cpus):.1f}", f"{max(cpus):.0f}"]
    if not ratios:
        return [route, *times, "", "", "", "computes nothing"]
    ends = [f"{ratio:.2f}" for ratio in (min(ratios), statistics.median(ratios), max(ratios))]
    return [route, *times, *ends, f"{sum(map(_is_near, ratios))} of {len(ratios)}"]


def _is_judged(each: Measured) -> bool:
    return bool(each.estimate) and each.request.route not in SHOWN


def _is_near(ratio: float) -> bool:
    return 1 / AIM <= ratio <= AIM


def _say(found: list[Measured]) -> None:
    """The aim, and what misses it."""
    judged = [each for each in found if _is_judged(each)]
    missed = [each for each in judged if not _is_near(each.ratio)]
    print(f"Within {AIM:g}× of the estimate: {len(judged) - len(missed)} of {len(judged)} requests.", end=" ")
    print("The aim is met." if not missed else "The aim is missed by:")
    for each in sorted(missed, key=lambda each: each.ratio):
        what = f"{each.request.route}, {each.request.name}"
        print(f"- {what}: {each.cpu:,.0f} ms, estimated {each.estimate:,.0f} ({each.ratio:.2f})")
