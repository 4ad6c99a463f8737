"""Programs are copied and downloaded from what can be taken away."""

import pytest

pytestmark = pytest.mark.browser
LINK = "objective=location&steps=7&run.1=adam"


def test_a_script_is_copied_as_the_server_writes_it(visit, site):
    page = visit(f"/lab/take-away?{LINK}", ready="#take-away")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    for route in ("script.py", "script_torch.py", "notebook.ipynb"):
        entry = page.locator(f'[data-program="{route}"]')
        entry.get_by_role("button", name="Copy").click()
        entry.get_by_text("Copied").wait_for()
        copied = page.evaluate("navigator.clipboard.readText()")
        address = entry.get_by_role("link", name="Download").get_attribute("href")
        assert copied == page.request.get(f"{site}{address}").text()


def test_a_script_is_downloaded_under_a_name_of_its_own(visit):
    page = visit(f"/lab/take-away?{LINK}", ready="#take-away")
    with page.expect_download() as download:
        page.locator('[data-program="script.py"]').get_by_role("link", name="Download").click()
    assert download.value.suggested_filename == "losscope_location_absolute.py"


def test_where_pytorch_has_no_program_the_page_says_why(visit):
    page = visit(f"/lab/take-away?{LINK}&convention=random", ready="#take-away")
    entry = page.locator('[data-program="script_torch.py"]')
    assert "script.py has it" in entry.inner_text()
    assert entry.get_by_role("link").count() == 0
