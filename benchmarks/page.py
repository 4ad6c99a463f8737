"""What a visitor waits for in Chromium. Wall times swing with what else the machine does, CPU times hardly do."""

import itertools
import os
import statistics
import time
from typing import Any

from playwright.sync_api import Browser, BrowserContext, CDPSession, Page, sync_playwright

from benchmarks.chromium import CHROMIUM, DRAWN, FLAGS, Row, opened, served, thread_ms
from benchmarks.timing import print_table

RUNS = "&run.1=subgradient&run.1.step.size=0.05&run.2=adam&run.3=heavy_ball&run.4=rmsprop"
FOUR = f"/lab?objective=line&loss=huber&start=0,0&steps=200{RUNS}"
EIGHT = f"/lab?objective=line&start=0,0&steps=1000{RUNS}" + "".join(f"&run.{i}=adam" for i in range(5, 9))
SLIDERS = {"paths": "#run-1-step-size-constant", "surface": "#loss-delta-huber"}
SLOW = {"offline": False, "latency": 165, "downloadThroughput": 1_000_000, "uploadThroughput": 1_000_000}
NOTE_FIRST_PLOT = f"""addEventListener('DOMContentLoaded', () => new MutationObserver(() => {{
  if (document.querySelector('{DRAWN}')) window.drawnAt ??= performance.now();
}}).observe(document, {{ subtree: true, childList: true }}))"""
WATCH = """() => {
  const told = () => `${document.getElementById('words').textContent}${document.getElementById('count').textContent}`;
  const seen = window.seen = { frames: 0, changes: 0, waits: [], from: null, last: told(), lastAt: 0 };
  document.addEventListener('input', () => { seen.from ??= performance.now(); }, { capture: true });
  const look = () => {
    seen.frames += 1;
    if (told() !== seen.last) {
      Object.assign(seen, { last: told(), lastAt: performance.now(), changes: seen.changes + 1 });
      if (seen.from !== null) seen.waits.push(performance.now() - seen.from);
      seen.from = null;
    }
    requestAnimationFrame(look);
  };
  look();
}"""
"""Counts the frames in which what is shown has changed, and how long after the first input since the last of them."""


def load(context: BrowserContext, name: str, aims: bool) -> list[Row]:
    """One visit: what travels, and when what is there."""
    page = context.new_page()
    session, sizes = context.new_cdp_session(page), dict[str, int]()
    session.send("Network.enable")
    session.send("Performance.enable", {"timeDomain": "threadTicks"})
    session.on("Network.loadingFinished", lambda event: sizes.update({event["requestId"]: event["encodedDataLength"]}))
    page.add_init_script(NOTE_FIRST_PLOT)
    page.goto("/lab", wait_until="commit")
    page.locator(DRAWN).first.wait_for()
    cpu = thread_ms(session)
    page.wait_for_load_state("networkidle")
    first = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN")
    sent = [size for size in sizes.values() if size > 0]
    rows = [
        Row(f"{name} load", sum(sent) / 1000, "KB", 450 if aims else None),
        Row(f"{name} load", len(sent), "requests", 8 if aims else None),
        Row(f"{name} load, first contentful paint", first, "ms"),
        Row(f"{name} load, first Plotly picture", page.evaluate("window.drawnAt"), "ms", 900 if aims else None),
        Row(f"{name} load, main thread until then", cpu, "ms of CPU", 500 if aims else None),
    ]
    page.close()
    return rows


def loads(browser: Browser, site: str) -> list[Row]:
    """The median of three first visits, each with a second one."""
    visits = []
    for _ in range(3):
        context = browser.new_context(base_url=site, viewport={"width": 1280, "height": 800})
        visits.append(load(context, "cold", True) + load(context, "warm", False))
        context.close()
    return [
        rows[0]._replace(measured=statistics.median(row.measured for row in rows)) for rows in zip(*visits, strict=True)
    ]


def hold(page: Page, box: str) -> tuple[float, float]:
    """Take a slider by the mouse, where its thumb is."""
    slider = page.locator(box).locator("xpath=preceding-sibling::input[@type='range']")
    slider.scroll_into_view_if_needed()
    place = slider.bounding_box()
    assert place
    x = place["x"] + 8 + (place["width"] - 16) * int(slider.input_value()) / 400
    page.mouse.move(x, place["y"] + place["height"] / 2)
    page.mouse.down()
    return x, place["y"] + place["height"] / 2


def drag(browser: Browser, site: str, what: str, network: dict[str, Any] | None) -> list[Row]:
    """Two seconds of dragging a slider once its batch has come, and its last move in a hurry."""
    context = browser.new_context(base_url=site, viewport={"width": 1280, "height": 800}, reduced_motion="reduce")
    page, session = opened(context, FOUR)
    page.wait_for_timeout(1500)
    if network:
        session.send("Network.enable")
        session.send("Network.emulateNetworkConditions", network)
    page.evaluate(WATCH)
    name = f"drag, {what}, {165 if network else 0} ms of latency"
    with page.expect_response("**/sweep*") as batch:
        began = time.perf_counter()
        x, y = hold(page, SLIDERS[what])
    batch.value.finished()
    rows = [Row(f"{name}: batch", 1e3 * (time.perf_counter() - began), "ms")]
    page.wait_for_timeout(200)
    rows += moved(page, session, name, (x, y))
    context.close()
    return rows


def moved(page: Page, session: CDPSession, name: str, at: tuple[float, float]) -> list[Row]:
    """What two seconds of moves cost and show."""
    before, cpu, began = page.evaluate("({ ...seen })"), thread_ms(session), time.perf_counter()
    for step in itertools.takewhile(lambda _: time.perf_counter() - began < 2, itertools.count()):
        # Playwright's own move asks the page about drag and drop each time, which would be measured, too.
        where = {"x": at[0] - abs(3 * step % 60 - 30), "y": at[1], "button": "left", "buttons": 1}
        session.send("Input.dispatchMouseEvent", {"type": "mouseMoved", **where})
    spent, cpu = time.perf_counter() - began, thread_ms(session) - cpu
    after = page.evaluate("({ ...seen })")
    waits = sorted(after["waits"][len(before["waits"]) :])
    changes = after["changes"] - before["changes"]
    last = page.evaluate("new Promise((done) => setTimeout(() => done(performance.now() - seen.lastAt), 400))") - 400
    return [
        Row(f"{name}: slider to paint, median", statistics.median(waits), "ms", 50),
        Row(f"{name}: slider to paint, 95th percentile", waits[int(0.95 * (len(waits) - 1))], "ms", 100),
        Row(f"{name}: frames with a new picture", changes / spent, "a second", 30, least=True),
        Row(f"{name}: main thread for each", cpu / max(changes, 1), "ms of CPU"),
        Row(f"{name}: last value shown before the end", last, "ms"),
    ]


def play(browser: Browser, site: str) -> list[Row]:
    """Frames a second while 8 paths of 1,000 steps are played."""
    context = browser.new_context(base_url=site, viewport={"width": 1280, "height": 800})
    page, session = opened(context, EIGHT)
    page.wait_for_timeout(2500)
    page.evaluate(WATCH)
    page.locator("[data-act=first]").click()
    page.locator("[data-act=play]").click()
    before, cpu = page.evaluate("({ ...seen })"), thread_ms(session)
    page.wait_for_timeout(3000)
    after, cpu = page.evaluate("({ ...seen })"), thread_ms(session) - cpu
    changes = after["changes"] - before["changes"]
    context.close()
    name = "player, 8 paths × 1,000 steps"
    return [
        Row(f"{name}: frames", changes / 3, "a second", 45, least=True),
        Row(f"{name}: main thread for each", cpu / max(changes, 1), "ms of CPU"),
    ]


def main() -> None:
    """Print the table."""
    with served() as site, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        rows = loads(browser, site)
        for what, network in itertools.product(SLIDERS, (None, SLOW)):
            rows += drag(browser, site, what, network)
        rows += play(browser, site)
        browser.close()
    table = [["what", "measured", "aim", ""], *(row.cells() for row in rows)]
    print_table(f"The lab in Chromium, load average {os.getloadavg()[0]:.0f} on {os.cpu_count()} cores", table)
