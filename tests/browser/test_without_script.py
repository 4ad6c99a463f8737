"""Without a script: the form, Apply, the picture, the findings, the numbers, and what is wrong with a link."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.acting import SIZE, Visit

pytestmark = pytest.mark.browser


def plain(visit: Visit, path: str = "/lab") -> Page:
    return visit(path, ready=None, java_script_enabled=False)


@pytest.mark.parametrize("path", ["/lab", "/lab?objective=line&run.1=subgradient&run.3=adam&steps=30"])
def test_all_is_there_as_picture_and_as_text(visit: Visit, path: str) -> None:
    page = plain(visit, path)
    expect(page.locator("#picture svg").first).to_be_visible()
    runs = 2 if "run.3" in path else 1
    expect(page.locator(".card")).to_have_count(runs)
    page.get_by_text("All of it in numbers").click()
    expect(page.locator("#iterates table")).to_have_count(runs)
    expect(page.locator("#iterates tbody tr")).to_have_count(31 * 2 if runs == 2 else 61)
    expect(page.locator("#figure-summary li").first).to_be_visible()
    for hidden in (".needs-script >> visible=true", "#plot >> visible=true"):
        expect(page.locator(hidden)).to_have_count(0)


def test_another_loss_is_chosen_and_applied(visit: Visit) -> None:
    page = plain(visit)
    page.locator("#loss").select_option("huber")
    page.get_by_role("button", name="Apply").click()
    expect(page.locator("h1")).to_contain_text("Huber")
    expect(page.locator("#error-summary")).to_be_hidden()
    expect(page.locator("#loss")).to_have_value("huber")
    assert "loss=huber" in page.url


@pytest.mark.parametrize(
    ("path", "choice", "kind", "says"),
    [
        ("/lab?start=2", "#objective", "line", "Straight line"),
        ("/lab?objective=line&start=1,2&view=-1:3,-1:3", "#objective", "location", "Location"),
        ("/lab?loss=huber", "#objective", "function", "Weighted absolute values"),
        ("/lab?loss=huber&loss.delta=2", "#loss", "absolute", "Absolute"),
        ("/lab?objective=line&run.1=adam", "#run-1", "exact_search", "Exact line search"),
    ],
)
def test_another_choice_needs_one_press(visit: Visit, path: str, choice: str, kind: str, says: str) -> None:
    page = plain(visit, path)
    page.locator(choice).select_option(kind)
    page.get_by_role("button", name="Apply").click()
    expect(page.locator("h1")).to_contain_text(says)
    expect(page.locator("#error-summary")).to_be_hidden()
    expect(page.locator(choice)).to_have_value(kind)
    assert "was=" not in page.url
    assert "/lab?" in page.url


def test_a_remedy_is_a_plain_link(visit: Visit) -> None:
    page = plain(visit)
    page.locator(".card").get_by_role("link").first.click()
    expect(page.locator("#run-1-step")).to_have_value("inverse_sqrt")


@pytest.mark.parametrize("script", [False, True])
def test_a_broken_link_keeps_its_text_and_says_what_is_wrong_at_the_field(visit: Visit, script: bool) -> None:
    page = visit("/lab?run.1.step.size=banana&start=1,2&steps=60", ready="#error-summary", java_script_enabled=script)
    for field, text in ((SIZE, "banana"), ("#start", "1,2")):
        box = page.locator(field)
        expect(box).to_have_value(text)
        expect(box).to_have_attribute("aria-invalid", "true")
        message = page.locator("#" + (box.get_attribute("aria-describedby") or "").split()[0])
        expect(message).to_be_visible()
        expect(message).to_contain_text("banana" if text == "banana" else "2 given")
    expect(page.locator("#steps")).not_to_have_attribute("aria-invalid", "true")
    expect(page.locator("#error-summary")).to_contain_text("run.1.step.size")


def test_a_broken_link_is_mended_by_hand(visit: Visit) -> None:
    page = plain(visit, "/lab?run.1.step.size=banana")
    page.locator(SIZE).fill("0.25")
    page.get_by_role("button", name="Apply").click()
    expect(page.locator("#error-summary")).to_be_hidden()
    expect(page.locator("h1")).to_contain_text("0.25")


def test_an_unknown_key_is_told_though_it_has_no_field(visit: Visit) -> None:
    page = plain(visit, "/lab?los=huber")
    expect(page.locator("#error-summary")).to_contain_text("los")
    expect(page.locator("#error-summary")).to_contain_text("did you mean loss?")
