"""What each part of a visit costs in CPU time, computed, kept, and kept by nginx: python -m benchmarks.visit."""

import asyncio
import random
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.http_client import Connection
from benchmarks.load import LINKS, files_of, served
from benchmarks.processes import used
from benchmarks.timing import print_table
from benchmarks.visitor import BROWSER, Link
from tests.serving.front import front_of

PORT = 8398
ROUNDS = 200


def elsewhere(link: Link, form: str) -> Iterator[str]:
    """The same with its sliders elsewhere each time, as nobody has asked it before."""
    dice = random.Random(0)
    while True:
        yield form.format(link.moved({key: round(dice.uniform(*ends), 6) for key, ends in link.sliders.items()}))


def again(target: str) -> Iterator[str]:
    """The same each time."""
    while True:
        yield target


async def cost(port: int, pid: int, targets: Iterator[str], headers: dict[str, str], rounds: int) -> float:
    """Milliseconds of CPU a request, after one that is not counted."""
    connection = Connection(("127.0.0.1", port), "127.0.0.1")
    await connection.get(next(targets), BROWSER | headers)
    before = used(pid).cpu
    for _ in range(rounds):
        answer = await connection.get(next(targets), BROWSER | headers)
        assert answer.status in (200, 304), answer
    connection.close()
    return 1e3 * (used(pid).cpu - before) / rounds


async def rows(port: int, pid: int, nginx: tuple[int, int]) -> list[list[str]]:
    """What, computed, kept by a replica, known by the visitor, kept by nginx."""
    site = ("127.0.0.1", port)
    parts = {"page": "/lab?{}", "move": "/api/v1/experiment?{}&arrays=binary"}
    table = []
    for name, link in LINKS.items():
        for part, form in parts.items():
            target = form.format(link.query)
            tag = (await Connection(site, "127.0.0.1").get(target, BROWSER)).headers["etag"]
            figures = [
                await cost(port, pid, elsewhere(link, form), {}, ROUNDS // 2),
                await cost(port, pid, again(target), {}, ROUNDS * 5),
                await cost(port, pid, again(target), {"If-None-Match": tag}, ROUNDS * 5),
                await cost(*nginx, again(target), {}, ROUNDS * 10),
            ]
            table.append([f"{part}, {name} link", *(f"{each:.2f}" for each in figures)])
    files = await files_of(site, LINKS["light"])
    kept = sum([await cost(port, pid, again(file), {}, ROUNDS) for file in files])
    front = sum([await cost(*nginx, again(file), {}, ROUNDS * 2) for file in files])
    return [*table, [f"all {len(files)} files of a page", "", f"{kept:.2f}", "", f"{front:.2f}"]]


def main() -> None:
    """Print CPU milliseconds a request: of the replica, in the last column of nginx."""
    with ExitStack() as stack:
        server = stack.enter_context(served(1, PORT))
        folder = Path(stack.enter_context(TemporaryDirectory()))
        front = stack.enter_context(front_of(PORT, folder=folder))
        found = asyncio.run(rows(PORT, server.pid, (front.port, front.pid)))
        head = ["CPU ms a request", "computed", "kept", "304", "nginx, kept"]
        print_table("What a visit costs", [head, *found])


if __name__ == "__main__":
    main()
