"""What a visitor does with the dialog for data."""

from playwright.sync_api import FilePayload, Page, expect

DROP = """([place, name, text]) => {
  const transfer = new DataTransfer();
  transfer.items.add(new File([text], name));
  for (const kind of ['dragover', 'drop']) {
    const event = new DragEvent(kind, { dataTransfer: transfer, bubbles: true, cancelable: true });
    document.querySelector(place).dispatchEvent(event);
  }
}"""


def opened(page: Page) -> Page:
    """The lab with the dialog open."""
    page.locator(".lab-head [data-opens=data-import]").click()
    expect(page.locator(".import-dialog")).to_be_visible()
    return page


def read(page: Page, text: str) -> None:
    page.locator("#import-text").fill(text)
    expect(page.locator("#import-preview")).to_be_visible()


def use(page: Page) -> None:
    page.locator("#import-use").click()
    expect(page.locator(".import-dialog")).to_be_hidden()


def upload(page: Page, name: str, body: bytes) -> None:
    page.locator("#import-file").set_input_files(FilePayload(name=name, mimeType="", buffer=body))
