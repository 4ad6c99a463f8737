"""Chromium for the benchmarks, and rows that say whether an aim is met."""

import itertools
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple
from urllib.request import urlopen

from playwright.sync_api import BrowserContext, CDPSession, Page

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
FLAGS = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"]
DRAWN = "#plot .main-svg"


class Row(NamedTuple):
    """One figure; its aim is a bound from above, or from below where `least` says so."""

    what: str
    measured: float
    unit: str
    aim: float | None = None
    least: bool = False

    def cells(self) -> list[str]:
        """As a row of the table."""
        if self.aim is None:
            return [self.what, f"{self.measured:,.0f} {self.unit}", "", ""]
        is_met = self.measured >= self.aim if self.least else self.measured <= self.aim
        bound = f"{'≥' if self.least else '≤'} {self.aim:,.0f}"
        return [self.what, f"{self.measured:,.0f} {self.unit}", bound, "met" if is_met else "**missed**"]


@contextmanager
def served() -> Iterator[str]:
    """The address of a server of its own, with its pages made."""
    port = 8350 + os.getpid() % 1000
    command = [sys.executable, "-m", "uvicorn", "app.main:app", "--port", str(port), "--log-level", "warning"]
    with subprocess.Popen(command) as server:
        address = f"http://127.0.0.1:{port}"
        for _ in itertools.takewhile(lambda _: server.poll() is None, range(200)):
            try:
                urlopen(f"{address}/lab", timeout=60).close()
                break
            except OSError:
                time.sleep(0.1)
        try:
            yield address
        finally:
            server.terminate()


def thread_ms(session: CDPSession) -> float:
    """CPU of the page's main thread so far, in milliseconds."""
    metrics = session.send("Performance.getMetrics")["metrics"]
    return 1e3 * float(next(each["value"] for each in metrics if each["name"] == "ThreadTime"))


def opened(context: BrowserContext, path: str) -> tuple[Page, CDPSession]:
    """A page at its first Plotly picture, with its session."""
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})
    page.goto(path, wait_until="commit")
    page.locator(DRAWN).first.wait_for()
    return page, session
