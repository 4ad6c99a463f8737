"""A real server and a real Chromium; a page that complains when anything goes wrong in it."""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
NAMES = (os.environ.get("CHROMIUM") or "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
CHROMIUM = next(filter(None, map(shutil.which, NAMES)), None)
FLAGS = [
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--enable-unsafe-swiftshader", "--disable-background-networking", "--disable-component-update",
]  # fmt: skip
EXPECTED = re.compile(r"Failed to load resource: .*(status of (422|404)|ERR_INTERNET_DISCONNECTED)")
"""What Chromium itself logs when an answer is an error, or the network is cut off."""
PATIENCE = 20_000
"""Milliseconds after which a test gives up: a busy machine is slow, a broken page is slower."""


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _is_up(address: str) -> bool:
    try:
        return bool(urlopen(f"{address}/healthz", timeout=2).status == 200)
    except (URLError, OSError):
        return False


@pytest.fixture(scope="session")
def site() -> Iterator[str]:
    """Address of the application, served by uvicorn as it is for visitors."""
    port = _free_port()
    command = [sys.executable, "-m", "uvicorn", "app.main:app", "--port", str(port), "--log-level", "warning"]
    with subprocess.Popen(command, cwd=ROOT) as server:
        address = f"http://127.0.0.1:{port}"
        deadline = time.monotonic() + 60
        while not _is_up(address) and time.monotonic() < deadline and server.poll() is None:
            time.sleep(0.1)
        for page in ("", "learn", "reference"):  # made when the server starts; a busy machine takes its time
            with urlopen(f"{address}/{page}", timeout=300) as answer:
                assert answer.status == 200
        yield address
        server.terminate()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if not CHROMIUM:
        pytest.skip("no Chromium: set CHROMIUM to its path")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


def watch(page: Page, site: str, complaints: list[str]) -> None:
    """Note every exception, every error on the console (what the policy refuses is one), every foreign request."""

    def on_console(message: ConsoleMessage) -> None:
        if message.type == "error" and not EXPECTED.match(message.text):
            complaints.append(message.text)

    def on_request(request: Request) -> None:
        if not request.url.startswith((f"{site}/", "data:", "blob:")):
            complaints.append(f"asks {request.url}")

    page.on("console", on_console)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", on_request)


@pytest.fixture
def visit(browser: Browser, site: str) -> Iterator[Callable[..., Page]]:
    """Open a path in a fresh profile, by default without motion; in the end, no page may have complained."""
    pages: list[Page] = []
    complaints: list[str] = []

    def open_page(path: str = "/lab", *, ready: str | None = "#plot .main-svg", **options: object) -> Page:
        settings = {"viewport": {"width": 1280, "height": 800}, "reduced_motion": "reduce"} | options
        page = browser.new_context(**settings, base_url=site).new_page()  # type: ignore[arg-type]
        page.set_default_timeout(PATIENCE)
        watch(page, site, complaints)
        pages.append(page)
        page.goto(path)
        if ready:
            page.locator(ready).first.wait_for()
        return page

    yield open_page
    for page in pages:
        page.context.close()
    assert complaints == []
