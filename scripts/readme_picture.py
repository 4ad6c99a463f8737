"""Make docs/losscope.png from a running lab: scripts/readme_picture.py http://127.0.0.1:8000 [chromium]."""

import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

FLAGS = ["--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
TARGET = Path(__file__).resolve().parents[1] / "docs" / "losscope.png"


def main(site: str, chromium: str = "/usr/bin/chromium") -> None:
    """Open the default experiment at its ninth step and take a picture of what is above the fold."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        page = browser.new_page(viewport={"width": 1280, "height": 800}, reduced_motion="reduce")
        page.goto(f"{site}/lab?frame=9")
        page.locator("#stage .js-plotly-plot, .js-plotly-plot").first.wait_for()
        page.wait_for_timeout(1_000)
        page.screenshot(path=TARGET)
        browser.close()


main(*sys.argv[1:])
