"""Labels, columns of a formula, text as it was typed, many samples, a plane: what each of them is as data to edit."""

import zlib
from base64 import urlsafe_b64decode

import pytest
from playwright.sync_api import expect

from tests.browser.acting import Visit, expect_link, link
from tests.browser.samples import FIVE, ground, opened, place, rows, sample
from tests.browser.test_accessibility import AXE, FAULTS

pytestmark = pytest.mark.browser


def test_a_label_flips_by_a_click_or_a_key_and_x_alone_moves(visit: Visit) -> None:
    page = opened(visit, "/lab?objective=classify&data=-1:-1,1:1,2:1")
    page.mouse.click(*place(page, 2))
    expect(page.locator("#data")).to_have_value("-1:-1,1:-1,2:1")
    expect(page.locator("#data-said")).to_have_text("sample 2 of 3: x 1, y −1")
    page.keyboard.press("Enter")
    expect(page.locator("#data")).to_have_value("-1:-1,1:1,2:1")
    x, y = place(page, 2)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x - 50, y + 80, steps=5)
    page.mouse.up()
    moved = rows(page)[1]
    assert moved[0] < 1
    assert moved[1] == 1
    page.mouse.click(*ground(page, 0.9, 0.2))
    assert rows(page)[3][1] == -1
    page.get_by_label("logistic").check()
    expect(page.locator('[data-loss="logistic"] output')).not_to_have_text("")


def test_the_columns_of_a_written_function_are_edited(visit: Visit) -> None:
    page = opened(visit, "/lab?objective=function&f=abs(a*x-y)&data=1:1,2:2,3:5")
    sample(page, 3).focus()
    page.keyboard.press("Shift+ArrowDown")
    assert rows(page)[2] == [3, pytest.approx(4.9)]
    expect_link(page, data="1:1,2:2,3:4.9")
    expect(page.locator("#fits")).to_be_hidden()
    page = opened(visit, "/lab?objective=function&f=abs(a-x)&data=1,2,5")
    expect(page.get_by_role("slider", name="sample 3 of 3: x 5")).to_be_visible()


def test_numbers_that_nobody_touched_keep_their_text(visit: Visit) -> None:
    page = opened(visit, FIVE)
    page.locator("#data").fill("1.50,2e0,3")
    expect(page.locator(".sample")).to_have_count(3)
    sample(page, 3).focus()
    page.keyboard.press("ArrowLeft")
    assert page.locator("#data").input_value().startswith("1.50,2e0,2.9")
    page.locator("#data").fill("1.50,nothing,3")
    expect(page.locator('[data-error="data"]')).to_contain_text("invalid number")
    expect(page.locator(".samples")).to_be_hidden()


def test_many_samples_are_packed_and_those_near_the_pointer_are_taken(visit: Visit) -> None:
    many = ",".join(f"{i % 40}:{(i * 7) % 31}.{i % 10}" for i in range(400))
    page = opened(visit, f"/lab?objective=line&data={many}")
    packed = page.locator("#data").input_value()
    assert packed.startswith("z1:")
    expect(page.locator(".sample")).to_have_count(1)
    sample(page, 1).focus()
    page.keyboard.press("Shift+ArrowUp")
    first, rest = page.locator("#data").input_value().split(",", 1)
    assert first == "0:1"
    assert [row.split(":") for row in rest.split(",")][:2] == [["1", "7.1"], ["2", "14.2"]]
    page.wait_for_timeout(800)
    body = link(page)["data"].removeprefix("z1:")
    text = zlib.decompress(urlsafe_b64decode(body + "=" * (-len(body) % 4))).decode()
    assert text == f"0:1,{rest}"
    page.mouse.move(*ground(page, 0.5, 0.5))
    count = page.locator(".sample").count()
    assert 1 <= count <= 21
    page.keyboard.press("Control+z")
    expect(page.locator("#data")).to_have_value(packed)


def test_a_plane_is_a_picture(visit: Visit) -> None:
    page = opened(visit, "/lab?objective=plane")
    expect(page.locator(".samples")).to_be_hidden()
    expect(page.locator("#samples-help")).to_contain_text("predicted")
    expect(page.get_by_role("button", name="Add a sample")).to_be_hidden()
    page.locator("#objective").select_option("point")
    expect(page.locator("#data-figure")).to_be_hidden()


@pytest.mark.skipif(not AXE.exists(), reason="axe-core comes with npm")
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", [FIVE, "/lab?objective=classify"])
def test_axe_finds_nothing_in_the_editor(visit: Visit, path: str, scheme: str) -> None:
    page = opened(visit, path, color_scheme=scheme)
    page.locator('[data-loss="absolute"] input').check()
    sample(page, 2).focus()
    page.evaluate(AXE.read_text())
    assert page.evaluate(FAULTS) == []
