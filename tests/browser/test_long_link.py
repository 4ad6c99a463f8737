"""Links that are too long for an address, and an experiment's file."""

import json
import re
from pathlib import Path
from random import Random

import pytest
from playwright.sync_api import Page, expect

from app.sent import LONGEST_LINK
from tests.browser.acting import SIZE, Visit, expect_link
from tests.browser.conftest import PATIENCE
from tests.browser.importing import DROP, opened, read, upload, use

pytestmark = pytest.mark.browser

RANDOM = Random(5)
LONG = "\n".join(repr(RANDOM.gauss()) for _ in range(900))


def with_long_data(visit: Visit) -> Page:
    page = opened(visit("/lab?objective=location&steps=5"))
    read(page, LONG)
    use(page)
    expect(page.locator("#data")).to_have_value(re.compile("^z1:"), timeout=PATIENCE)
    expect(page.locator("#long-link")).to_be_visible()
    return page


def test_a_link_that_is_too_long_says_so_and_loses_nothing(visit: Visit) -> None:
    page = with_long_data(visit)
    expect(page.locator("#copy-link")).to_have_text("Save as a file")
    expect(page.locator("#long-link")).to_contain_text("8,000")
    data = page.locator("#data").input_value()
    assert len(data) > LONGEST_LINK
    expect_link(page, data="file", objective="location")
    title = page.locator("#lab-title").inner_text()
    page.locator(SIZE).fill("0.05")
    expect(page.locator("#lab-title")).not_to_have_text(title)
    expect(page.locator("#lab-title")).to_contain_text("0.05")
    page.reload()
    expect(page.locator("#data")).to_have_value(data, timeout=PATIENCE)
    expect(page.locator("#lab-title")).to_contain_text("0.05")
    expect(page.locator("#error-summary")).to_be_hidden()
    page.go_back()
    expect(page.locator("#data")).to_have_value("0,1,2,10,50", timeout=PATIENCE)
    expect(page.locator("#long-link")).to_be_hidden()
    expect(page.locator("#copy-link")).to_have_text("Copy link")
    page.go_forward()
    expect(page.locator("#data")).to_have_value(data, timeout=PATIENCE)


def test_the_address_of_a_long_link_does_not_pretend_to_be_one(visit: Visit) -> None:
    page = with_long_data(visit)
    other = visit(page.url, ready="#error-summary")
    expect(other.locator("#data-error")).to_contain_text("too long for a link")


def test_an_experiment_is_saved_as_a_file_and_opens_again(visit: Visit) -> None:
    page = with_long_data(visit)
    with page.expect_download() as download:
        page.locator("#copy-link").click()
    assert download.value.suggested_filename == "location-absolute.losscope.json"
    text = Path(download.value.path()).read_text("utf-8")
    saved = json.loads(text)
    assert saved.keys() == {"losscope", "link"}
    assert saved["losscope"] == 1
    assert len(saved["link"]) > LONGEST_LINK
    saved_data, said = page.locator("#data").input_value(), page.locator("#figure-summary").text_content()
    fresh = visit("/lab")
    fresh.evaluate(DROP, ["#findings", "mine.losscope.json", text])
    expect(fresh.locator("#long-link")).to_be_visible()
    expect(fresh.locator("#data")).to_have_value(saved_data, timeout=PATIENCE)
    expect(fresh.locator("#figure-summary")).to_have_text(said)


def test_a_short_experiment_is_saved_too_and_opened_by_the_dialog(visit: Visit) -> None:
    page = opened(visit("/lab?loss=huber&loss.delta=0.25&steps=7"))
    with page.expect_download() as download:
        page.locator("#import-save").click()
    body = Path(download.value.path()).read_bytes()
    fresh = opened(visit("/lab"))
    upload(fresh, "kept.losscope.json", body)
    expect(fresh.locator(".import-dialog")).to_be_hidden()
    expect_link(fresh, loss="huber", loss__delta="0.25", steps="7")


def test_a_file_whose_link_does_not_decode_shows_what_is_wrong(visit: Visit) -> None:
    page = visit("/lab")
    page.evaluate(DROP, ["#findings", "x.losscope.json", '{"losscope": 1, "link": "loss=foo&steps=0"}'])
    expect(page.locator("#error-summary")).to_contain_text("loss")
    expect(page.locator("#steps-error")).to_contain_text("at least 1")
