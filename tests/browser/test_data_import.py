"""Data of one's own: pasted, uploaded, dropped; a named set; links that are too long; an experiment's file."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.acting import Visit, expect_link, link
from tests.browser.importing import DROP, opened, read, upload, use
from tests.browser.test_accessibility import AXE, FAULTS

pytestmark = pytest.mark.browser

TABLE = "name;height;weight\na;1,5;2\nb;2,5;3,5\nc;3,5;n/a\nd;4;5\n7;8\ne;6;7,25\n"
PASTE = """([place, text]) => {
  const clipboardData = new DataTransfer();
  clipboardData.setData('text/plain', text);
  const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true });
  document.querySelector(place).dispatchEvent(event);
}"""


def test_a_table_is_pasted_and_what_is_not_read_is_listed(visit: Visit) -> None:
    page = opened(visit("/lab?objective=line&loss=huber&loss.delta=2&steps=9"))
    read(page, TABLE)
    expect(page.locator("#import-said")).to_have_text("4 rows are used. 2 rows are not read.")
    heads = ["Line", "^name.*0 numbers", "^height.*x: 5 numbers", "^weight.*y: 4 numbers"]
    expect(page.locator("#import-rows thead th")).to_have_text([re.compile(head) for head in heads])
    page.locator("#import-unread summary").click()
    expect(page.locator("#import-unread li")).to_have_text(
        [re.compile("^Line 4: .*no value"), re.compile("^Line 6: .*3 are expected")]
    )
    use(page)
    expect_link(page, data="1.5:2,2.5:3.5,4:5,6:7.25", loss="huber", loss__delta="2", steps="9")
    expect(page.locator("#lab-title")).to_contain_text("Straight line")
    page.go_back()
    expect(page.locator("#data")).to_have_value("0:0,1:1,2:3,3:5,4:2,5:3,6:16")
    page.go_forward()
    expect(page.locator("#data")).to_have_value("1.5:2,2.5:3.5,4:5,6:7.25")


def test_columns_and_the_objective_are_chosen(visit: Visit) -> None:
    page = opened(visit("/lab"))
    read(page, TABLE)
    page.locator("#import-objective").select_option("line")
    page.locator("[data-role=x]").select_option(label="weight")
    expect(page.locator("#import-rows thead th").nth(3)).to_contain_text("x, y:")
    page.locator("[data-role=y]").select_option(label="height")
    expect(page.locator("#import-rows thead th").nth(2)).to_contain_text("y:")
    use(page)
    expect_link(page, objective="line", data="2:1.5,3.5:2.5,5:4,7.25:6")


def test_a_plane_takes_more_columns(visit: Visit) -> None:
    page = opened(visit("/lab?objective=plane&steps=5"))
    read(page, "a,b,c,d\n1,2,3,4\n5,6,7,8\n9,1,2,3\n")
    expect(page.locator("#import-columns select")).to_have_count(3)
    page.get_by_role("button", name="Another x").click()
    expect(page.locator("#import-columns select")).to_have_count(4)
    use(page)
    expect_link(page, data="1:2:4:3,5:6:8:7,9:1:3:2")


def test_two_classes_may_have_any_names(visit: Visit) -> None:
    page = opened(visit("/lab?objective=classify"))
    read(page, "x,kind\n1,cat\n2,dog\n3,dog\n-1,cat\n")
    expect(page.locator("#import-said")).to_contain_text("Classes: cat is −1, dog is 1.")
    use(page)
    expect_link(page, data="1:-1,2:1,3:1,-1:-1")


def test_what_was_recognised_may_be_said_otherwise(visit: Visit) -> None:
    page = opened(visit("/lab?objective=location"))
    read(page, "1,5\n2,5\n3,5\n")
    expect(page.locator("[data-choice=delimiter]")).to_have_value("comma")
    page.locator("[data-choice=decimal]").select_option("comma")
    page.locator("[data-choice=delimiter]").select_option("semicolon")
    expect(page.locator("#import-said")).to_contain_text("3 rows are used.")
    use(page)
    expect_link(page, data="1.5,2.5,3.5")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "latin-1"])
def test_a_file_is_uploaded_in_its_encoding(visit: Visit, encoding: str) -> None:
    page = opened(visit("/lab?objective=line"))
    upload(page, "größe.csv", "größe;y\n1;2,5\n2;3\n".encode(encoding))
    expect(page.locator("#import-rows thead")).to_contain_text("größe")
    use(page)
    expect_link(page, data="1:2.5,2:3")


def test_a_file_is_dropped_anywhere_on_the_lab(visit: Visit) -> None:
    page = visit("/lab?objective=line")
    page.evaluate(DROP, ["#findings", "table.tsv", "x\ty\n1\t2\n2\t5\n"])
    expect(page.locator(".import-dialog")).to_be_visible()
    use(page)
    expect_link(page, data="1:2,2:5")


def test_a_table_that_is_pasted_into_the_field_is_not_squeezed_into_it(visit: Visit) -> None:
    page = visit("/lab?objective=line")
    page.evaluate(PASTE, ["#data", "1\t2\n2\t5\n"])
    expect(page.locator("#import-text")).to_have_value("1\t2\n2\t5")
    use(page)
    expect_link(page, data="1:2,2:5")


def test_blanks_after_commas_are_taken_in_the_field(visit: Visit) -> None:
    page = visit("/lab?objective=line&data=1:2,2:3")
    page.locator("#data").fill("1:2, 2:5, 3:4")
    expect(page.locator("#data-error")).to_be_hidden()
    expect(page.locator("#figure-summary")).to_contain_text("minim", ignore_case=True)
    page.reload()
    expect(page.locator("#data")).to_have_value("1:2,2:5,3:4")


@pytest.mark.parametrize(
    ("name", "body", "why"),
    [
        ("a.csv", b"\x00\x01", "control character"), ("a.csv", b"", "empty"), ("a.csv", b"1;" * 1000, "columns"),
        ("big.csv", b"1,2\n" * 300_000, "1,200,000 bytes"), ("a.losscope.json", b"{", "no JSON"),
        ("a.losscope.json", b'{"losscope": 9, "link": ""}', "no experiment"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_says_why(visit: Visit, name: str, body: bytes, why: str) -> None:
    page = opened(visit("/lab?objective=line"))
    upload(page, name, body)
    expect(page.locator("#import-error")).to_contain_text(why)
    expect(page.locator("#import-use")).to_be_hidden()
    expect(page.locator(".import-dialog")).to_be_visible()


def test_a_named_set_is_chosen(visit: Visit) -> None:
    page = opened(visit("/lab"))
    page.locator("#import-set").select_option("phone_calls")
    expect(page.locator("[data-set=phone_calls]")).to_contain_text("Rousseeuw")
    page.locator("#import-set + button").click()
    expect_link(page, objective="line")
    assert link(page)["data"].startswith("50:4.4,51:4.7")


def test_a_named_set_is_chosen_without_a_script(visit: Visit) -> None:
    page = visit(ready=None, java_script_enabled=False)
    page.locator(".lab-head a[href='/lab/data']").click()
    expect(page.locator("#import-text")).to_be_hidden()
    page.locator("#import-set").select_option("sleep")
    page.locator("#import-set + button").click()
    expect(page.locator("#picture svg").first).to_be_visible()
    assert link(page)["data"] == "1.2,2.4,1.3,1.3,0,1,1.8,0.8,4.6,1.4"


@pytest.mark.skipif(not AXE.exists(), reason="axe-core comes with npm")
@pytest.mark.parametrize(("scheme", "width"), [("light", 390), ("dark", 1280)])
def test_axe_finds_nothing_in_the_dialog(visit: Visit, scheme: str, width: int) -> None:
    page = visit("/lab?objective=line", color_scheme=scheme, viewport={"width": width, "height": 800})
    read(opened(page), TABLE)
    page.locator("#import-unread summary").click()
    page.evaluate(AXE.read_text())
    assert page.evaluate(FAULTS) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_nothing_of_it_is_loaded_before_it_is_needed(visit: Visit) -> None:
    page = visit("/lab")
    loaded = page.evaluate("performance.getEntriesByType('resource').map((each) => each.name)")
    assert not [name for name in loaded if re.search("data_import|data_preview|experiment_file", name)]
    opened(page)
    expect(page.locator("#import-text")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".import-dialog")).to_be_hidden()
