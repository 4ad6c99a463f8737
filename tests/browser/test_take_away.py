"""What can be taken away of an experiment: by the dialog, by its page without a script, and each kind of file."""

import csv
import json
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PIL import Image
from playwright.sync_api import Locator, Page, expect

from tests.browser.acting import Visit

pytestmark = pytest.mark.browser

EXPERIMENT = "/lab?objective=location&data=0,1,3,9&steps=20"
FILES = ["PNG", "SVG", "PDF"]


@pytest.fixture
def opened(visit: Visit) -> Callable[..., tuple[Page, Locator]]:
    """The lab with its dialog open, and the first preview in it."""

    def open_dialog(path: str = EXPERIMENT, **options: object) -> tuple[Page, Locator]:
        page = visit(path, **options)
        page.get_by_role("link", name="Take it away").click()
        dialog = page.get_by_role("dialog", name="Take it away")
        dialog.get_by_role("img", name="Preview: Objective").wait_for()  # it is drawn, which takes its time
        return page, dialog

    return open_dialog


def taken(page: Page, link: Locator) -> Path:
    """The file that a link leads to."""
    with page.expect_download() as download:
        link.click()
    path = Path(download.value.path())
    named = path.with_name(download.value.suggested_filename)
    return path.rename(named)


def test_every_kind_of_file_is_taken(opened: Callable[..., tuple[Page, Locator]]) -> None:
    page, dialog = opened()
    kinds = dialog.locator("section", has=page.get_by_role("heading", name="Figures")).locator("li")
    assert kinds.count() == 5
    png, svg, pdf = (taken(page, dialog.get_by_role("link", name=f"Histories, light, as {kind}")) for kind in FILES)
    assert [each.name for each in (png, svg, pdf)] == [
        f"losscope-location-absolute-histories.{kind.lower()}" for kind in FILES
    ]
    with Image.open(png) as image:
        assert image.width == 1400
    assert ElementTree.parse(svg).getroot().get("width") == "504pt"
    assert pdf.read_bytes().startswith(b"%PDF")
    table = taken(page, dialog.get_by_role("link", name="Data of Histories as CSV"))
    with table.open(newline="", encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    assert sum(row["part"] == "history" for row in rows) == 21
    whole = taken(page, dialog.get_by_role("link", name="Data of Data and fits as JSON"))
    assert json.loads(whole.read_text("utf-8"))["figure"] == "data"


def test_the_preview_and_the_links_follow_figure_and_scheme(opened: Callable[..., tuple[Page, Locator]]) -> None:
    page, dialog = opened(color_scheme="dark")
    expect(dialog.get_by_role("radio", name="dark")).to_be_checked()
    dialog.get_by_role("radio", name="The loss by itself").check()
    dialog.get_by_role("img", name="Preview: The loss by itself, dark").wait_for()
    dialog.get_by_role("radio", name="light").check()
    dialog.get_by_role("img", name="Preview: The loss by itself, light").wait_for()
    expect(dialog.get_by_role("link", name="The loss by itself, light, as PNG")).to_be_visible()
    expect(dialog.get_by_role("link", name="The loss by itself, dark, as PNG")).to_be_hidden()
    assert page.locator("#take-picture").evaluate("picture => picture.naturalWidth") == 920


def test_the_dialog_is_of_what_is_shown_now(opened: Callable[..., tuple[Page, Locator]]) -> None:
    page, dialog = opened("/lab?objective=line&steps=9")
    expect(dialog.get_by_role("radio", name="Slopes from both sides")).to_have_count(0)
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(page.get_by_role("link", name="Take it away")).to_be_focused()
    page.locator("#objective").select_option("point")
    expect(page.locator("h1")).not_to_contain_text("Straight line")
    page.get_by_role("link", name="Take it away").click()
    expect(dialog.get_by_role("radio", name="Slopes from both sides")).to_be_visible()
    assert "objective=point" in (dialog.locator("#take-link").input_value())


def test_keys_stay_in_the_dialog(opened: Callable[..., tuple[Page, Locator]]) -> None:
    page, dialog = opened()
    count = page.locator("#count").text_content()
    dialog.get_by_role("radio", name="Objective and paths").focus()
    page.keyboard.press("ArrowDown")
    expect(dialog.get_by_role("radio", name="Slopes from both sides")).to_be_checked()
    for _ in range(30):
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement === document.body || !!document.activeElement.closest('dialog')")
    assert page.locator("#count").text_content() == count
    dialog.get_by_role("button", name="Close").click()
    expect(dialog).to_be_hidden()


def test_the_link_is_copied(opened: Callable[..., tuple[Page, Locator]]) -> None:
    page, dialog = opened(permissions=["clipboard-read", "clipboard-write"])
    button = dialog.locator("[data-copy='take-link']")
    button.click()
    expect(button).to_have_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()") == dialog.locator("#take-link").input_value()


def test_it_fits_a_phone(opened: Callable[..., tuple[Page, Locator]]) -> None:
    page, dialog = opened(viewport={"width": 390, "height": 844}, has_touch=True)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    box = dialog.bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
    assert box["height"] <= 844
    assert dialog.evaluate("node => node.scrollWidth <= node.clientWidth")
    for link in dialog.locator(".take-formats a:visible").all()[:6]:
        assert (link.bounding_box() or {"height": 0})["height"] >= 40


def test_without_a_script_all_are_plain_links(visit: Visit) -> None:
    page = visit(EXPERIMENT, ready=None, java_script_enabled=False)
    page.get_by_role("link", name="Take it away").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Take it away")
    expect(page.get_by_role("link", name="Objective and paths, dark, as SVG")).to_be_visible()
    expect(page.locator("button:visible, [type=radio]:visible")).to_have_count(0)
    table = taken(page, page.get_by_role("link", name="Data of Objective and paths as CSV"))
    assert table.read_text("utf-8").startswith("part,")


def test_what_is_wrong_with_a_link_is_said(visit: Visit) -> None:
    page = visit("/lab/take-away?loss=huber&los=1", ready=None)
    expect(page.locator(".take-error")).to_contain_text("los: ")


def test_a_link_that_is_too_long_for_an_address_is_posted(visit: Visit) -> None:
    rows = ",".join(f"{i * 7919 % 10007 / 9973:.16f}:{i * 104729 % 10007 / 9967:.16f}" for i in range(400))
    page = visit("/formulas", ready="h1")  # any page of ours without figures that are still on their way
    page.set_content(
        f'<form method="post" action="/lab/take-away"><input name="objective" value="scale">'
        f'<input name="data" value="{rows}"><input name="steps" value="5"><button>Go</button></form>'
    )
    page.get_by_role("button").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Take it away")
    page.get_by_role("img", name="Preview: Objective").wait_for()
    table = taken(page, page.get_by_role("button", name="Data of Data and fits as CSV"))
    with table.open(newline="", encoding="utf-8") as lines:
        assert sum(row["part"] == "sample" for row in csv.DictReader(lines)) == 400
