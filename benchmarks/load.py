"""Visitors who open one link in the same minute and then move sliders: python -m benchmarks.load --visitors 1000.

Each comes from an address of its own, 127.1.0.1 and on, so that limits by address see them as different people.
"""

import argparse
import asyncio
import os
import random
import re
import signal
import subprocess
import sys
import time
from asyncio import Task
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import cast
from urllib.parse import urlsplit
from urllib.request import urlopen

from benchmarks.http_client import Connection
from benchmarks.processes import Used, used
from benchmarks.timing import print_table
from benchmarks.visitor import BROWSER, Link, Noted, Visitor

STEPS = {"run.1.step.size": (0.01, 0.5), "run.2.step.size": (0.01, 0.5)}
LINKS = {
    "light": Link("run.1=subgradient&run.1.step=constant&run.1.step.size=0.3&run.2=adam&run.2.step.size=0.1", STEPS),
    "heavy": Link(
        "objective=line&loss=huber&loss.delta=0.5&data=-2:-3,-1:-1,0:1,1:2,2:6,3:7,4:20&steps=200&run.1=subgradient"
        "&run.1.step.size=0.05&run.2=adam&run.2.step.size=0.1&run.3=heavy_ball&run.3.step.size=0.01"
        "&run.4=rmsprop&run.4.step.size=0.05",
        {"loss.delta": (0.1, 5.1), **STEPS},
    ),
}
MADE = ("/", "/learn", "/reference")
"""Pages that a server makes once, when it starts: that is no part of the load."""
FILE = re.compile(r"""(?:href|src|data-[a-z-]+)="(/static/[^"]+)\"""")


def arguments(given: Sequence[str]) -> argparse.Namespace:
    """What is asked for on the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--visitors", type=int, default=200)
    parser.add_argument("--seconds", type=float, default=20, help="in which they arrive")
    parser.add_argument("--most", type=float, default=300, help="seconds after which all have to leave")
    parser.add_argument("--moves", type=int, default=10, help="of each")
    parser.add_argument("--think", type=float, default=3, help="mean seconds before a move")
    parser.add_argument("--link", choices=(*LINKS, "mixed"), default="light")
    parser.add_argument("--connections", type=int, default=6, help="of each, as browsers open them")
    parser.add_argument("--workers", type=int, default=2, help="of the server that is started")
    parser.add_argument("--port", type=int, default=8399, help="of the server that is started")
    parser.add_argument("--address", help="of a server that runs already")
    parser.add_argument("--pid", type=int, action="append", default=[], help="whose CPU time and memory count")
    return parser.parse_args(given)


@contextmanager
def served(workers: int, port: int) -> Iterator[subprocess.Popen[bytes]]:
    """A server of ours, ready, ended at the end."""
    chosen = {"LOSSCOPE_WORKERS": str(workers), "LOSSCOPE_PORT": str(port), "OPENBLAS_NUM_THREADS": "1"}
    command = [sys.executable, "-m", "app"]
    with subprocess.Popen(command, env=os.environ | chosen, stdout=subprocess.DEVNULL) as server:
        while server.poll() is None and not is_up(f"http://127.0.0.1:{port}"):
            time.sleep(0.2)
        yield server
        server.terminate()


def is_up(address: str) -> bool:
    """Whether a server answers."""
    try:
        return bool(urlopen(f"{address}/readyz", timeout=2).status == 200)
    except OSError:
        return False


async def play(site: tuple[str, int], asked: argparse.Namespace, notes: list[Noted]) -> int:
    """All visitors, until the last has left or has to; how many had to."""
    files = {name: await files_of(site, link) for name, link in LINKS.items()}

    async def come(number: int) -> None:
        dice = random.Random(number)
        name = dice.choice(list(LINKS)) if asked.link == "mixed" else asked.link
        await asyncio.sleep(dice.uniform(0, asked.seconds))
        address = f"127.1.{number // 250}.{number % 250 + 1}"
        visitor = Visitor(site, address, notes, connections=asked.connections)
        await visitor.visit(LINKS[name], files[name], asked.moves, asked.think, dice)

    tasks = [asyncio.create_task(come(number)) for number in range(asked.visitors)]
    done, late = await asyncio.wait(tasks, timeout=asked.most)
    for task in late:
        task.cancel()
    await asyncio.gather(*late, return_exceptions=True)
    for task in done:
        task.result()  # a fault of the benchmark itself is not passed over
    return len(late)


async def files_of(site: tuple[str, int], link: Link) -> list[str]:
    """The static files that a page names."""
    page = await Connection(site, "127.0.0.1").get(f"/lab?{link.query}", {**BROWSER, "Accept-Encoding": "identity"})
    return sorted(set(FILE.findall(page.body.decode())))


def rows_of(notes: list[Noted]) -> list[list[str]]:
    """Latencies of each kind of request, those that were refused apart."""
    rows = [["request", "count", "p50 ms", "p95 ms", "p99 ms", "max ms", "KB"]]
    kinds = sorted({(note.kind, note.outcome) for note in notes})
    for kind, outcome in kinds:
        group = [note for note in notes if (note.kind, note.outcome) == (kind, outcome)]
        waits = sorted(1e3 * note.seconds for note in group)
        shown = [waits[min(len(waits) - 1, int(share * len(waits)))] for share in (0.5, 0.95, 0.99, 1)]
        size = sum(note.size for note in group) / len(group) / 1e3
        rows.append([f"{kind}: {outcome}", f"{len(group):,}", *(f"{wait:.0f}" for wait in shown), f"{size:.1f}"])
    return rows


def facts(notes: list[Noted], spent: Used, seconds: float, asked: argparse.Namespace) -> list[list[str]]:
    """What it cost the server, and how many visitors a core serves."""
    moves = sum(note.kind == "move" and note.outcome in ("200", "304") for note in notes)
    outcomes = Counter(note.outcome for note in notes)
    unexpected = sum(count for outcome, count in outcomes.items() if outcome not in ("200", "304", "503"))
    silent = sum(note.outcome == "503" and not note.says_when for note in notes)
    playing = moves * asked.think  # visitor-seconds for which moves were answered
    return [
        ["what", "figure"],
        ["seconds", f"{seconds:.0f}"],
        ["requests a second", f"{len(notes) / seconds:.0f}"],
        ["503 that says when to come again", f"{outcomes['503'] - silent:,}"],
        ["503 that does not", f"{silent:,}"],
        ["other errors", f"{unexpected:,}"],
        ["CPU seconds of the server", f"{spent.cpu:.1f}"],
        ["CPU ms a request answered", f"{1e3 * spent.cpu / max(1, outcomes['200'] + outcomes['304']):.1f}"],
        ["visits that one core serves a minute", f"{60 * asked.visitors / max(spent.cpu, 1e-9):.0f}"],
        ["visitors at play that one core serves", f"{playing / max(spent.cpu, 1e-9):.0f}"],
        ["MB of memory, all processes", f"{spent.memory:.0f}"],
        ["MB of memory, the largest process at its peak", f"{spent.peak:.0f}"],
    ]


async def measure(site: tuple[str, int], pids: list[int], asked: argparse.Namespace) -> None:
    """Let them come, and print what they met."""
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, cast(Task[None], asyncio.current_task()).cancel)
    for page in MADE:
        await Connection(site, "127.0.0.1").get(page, BROWSER)
    print("the server is ready", file=sys.stderr)
    notes: list[Noted] = []
    before, began = [used(pid) for pid in pids], time.perf_counter()
    client = time.process_time()
    late = await play(site, asked, notes)
    seconds, after = time.perf_counter() - began, [used(pid) for pid in pids]
    cpu = sum(each.cpu for each in after) - sum(each.cpu for each in before)
    spent = Used(cpu, sum(each.memory for each in after), max((each.peak for each in after), default=0))
    title = f"{asked.visitors:,} visitors over {asked.seconds:g} s, {asked.moves} moves each, the {asked.link} link"
    print_table(title, rows_of(notes))
    own = [
        ["visitors who could not finish", f"{late:,}"],
        ["CPU seconds of the visitors", f"{time.process_time() - client:.1f}"],
    ]
    print_table("What it cost", [*facts(notes, spent, seconds, asked), *own])


def main(given: Sequence[str] = ()) -> None:
    """Start a server unless one is named, and measure it."""
    asked = arguments(given)
    if asked.address:
        place = urlsplit(asked.address)
        asyncio.run(measure((place.hostname, place.port or 80), asked.pid, asked))
        return
    with served(asked.workers, asked.port) as server:
        asyncio.run(measure(("127.0.0.1", asked.port), [server.pid, *asked.pid], asked))


if __name__ == "__main__":
    main(sys.argv[1:])
