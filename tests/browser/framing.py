"""A page of another site that frames one of ours."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from html import escape
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

from playwright.sync_api import Browser, FrameLocator, Page

from tests.browser.conftest import EXPECTED, PATIENCE

GUIDE = Path(__file__).resolve().parents[2] / "docs/embedding.md"
LINK = "loss=absolute&start=-1&steps=40&run.1.step.size=0.3"
LECTURE = """<!doctype html><meta charset="utf-8"><title>Lecture</title><body style="margin: 0 0 0 8px">
<iframe src="{src}" title="A figure" width="640" height="150" loading="lazy"{more}></iframe><p>After it.</p>{script}"""
Framed = Callable[..., Page]


def snippet(site: str) -> str:
    """The script that the guide gives to pages with a figure, for this site."""
    text = GUIDE.read_text("utf-8")
    return ("<script>" + text.split("<script>")[1].split("</script>")[0] + "</script>").replace(
        "https://losscope.example", site
    )


def lecture(address: str, more: str = "", script: str = "") -> str:
    """A page that frames an address."""
    return LECTURE.format(src=escape(address), more=more, script=script)


class Quiet(SimpleHTTPRequestHandler):
    """Serves a folder, in silence."""

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@contextmanager
def served(folder: Path, handler: type[Quiet] = Quiet) -> Iterator[str]:
    """The address of another site, whose pages are in a folder."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(handler, directory=folder)) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield f"http://localhost:{server.server_port}"
        server.shutdown()
        thread.join()


class Visitor:
    """Opens pages of another site in fresh profiles, and notes what they complain about."""

    def __init__(self, browser: Browser, site: str, folder: Path, elsewhere: str) -> None:
        self.browser, self.site, self.folder, self.elsewhere = browser, site, folder, elsewhere
        self.pages: list[Page] = []
        self.complaints: list[str] = []

    def __call__(self, path: str, *, more: str = "", address: str | None = None, **options: object) -> Page:
        """A page that frames a path of ours."""
        (self.folder / "lecture.html").write_text(lecture(self.site + path, more, snippet(self.site)), "utf-8")
        settings = {"viewport": {"width": 1000, "height": 900}, "reduced_motion": "reduce"} | options
        page = self.browser.new_context(**settings).new_page()  # type: ignore[arg-type]
        page.set_default_timeout(PATIENCE)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("console", lambda said: said.type == "error" and self.complaints.append(said.text))
        self.pages.append(page)
        page.goto(f"{address or self.elsewhere}/lecture.html")
        return page

    def leave(self) -> None:
        """Close all pages, of which none may have complained."""
        for page in self.pages:
            page.context.close()
        assert [each for each in self.complaints if not EXPECTED.match(each)] == []


def figure_in(page: Page) -> FrameLocator:
    """The figure, when it is alive."""
    frame = page.frame_locator("iframe")
    frame.locator("#embed.is-live").wait_for()
    return frame
