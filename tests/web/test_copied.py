"""What is copied into texts and pages: no title and no link breaks out of its place."""

import re
from urllib.parse import parse_qsl, urlsplit

from hypothesis import example, given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from app.pages.sharing import Shared
from app.query import link
from tests.web.markup import Tags, frame_of

HOME = "http://testserver"
LINK = "loss=huber&steps=5"
TITLE = "Huber: Subgradient method, constant step 0.3"

titles = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
NASTY = '](javascript:alert(1)) "><script>alert(1)</script> `code` **b** \\ \n\n# x'


@given(title=titles)
@example(title=NASTY)
@example(title='\'" onload="alert(1)')
def test_no_title_breaks_out_of_a_frame(title: str) -> None:
    frame = frame_of(Shared(title, LINK, HOME).frame())
    assert set(frame) == {"src", "title", "width", "height", "loading", "style"}
    assert frame["title"] == re.sub("\r\n?", "\n", title).replace("\0", "\ufffd") or frame["title"] == title
    assert frame["src"] == f"{HOME}/embed?{LINK}"


@given(title=titles)
@example(title=NASTY)
@example(title="\\]")
@example(title="\\")
def test_no_title_breaks_out_of_markdown(title: str) -> None:
    """Read as CommonMark does: a backslash makes of the mark after it a character of the text."""
    shown = Shared(title, LINK, HOME)
    head, tail = "[![", f"]({shown.picture})]({shown.address})"  # whose links have nothing to escape
    assert shown.markdown.startswith(head)
    assert shown.markdown.endswith(tail)
    name = shown.markdown[len(head) : -len(tail)]
    assert re.fullmatch(r"(?:\\[!-/:-@\[-`{-~]|[^\\`*_\[\]<>&~|$!#\n\r])*", name)
    assert re.sub(r"\\(.)", r"\1", name) == " ".join(title.split())


@given(query=st.dictionaries(st.text(max_size=8), st.text(max_size=20), max_size=3))
@example(query={"f": "max(a*b, 0)) <b>"})
def test_no_text_of_a_link_breaks_out_of_markdown(query: dict[str, str]) -> None:
    shown = Shared("title", link(list(query.items())), HOME)
    name, picture, address = re.fullmatch(r"\[!\[(.*)\]\((\S*?)\)\]\((\S*)\)", shown.markdown).groups()
    assert name == "title"
    assert not re.search(r"[\s()<>*\\\"'`\[\]]", picture + address)
    assert parse_qsl(urlsplit(address).query, keep_blank_values=True) == list(query.items())


def test_the_page_to_take_away_gives_the_same_texts(client: TestClient) -> None:
    page = client.get(f"/lab/take-away?{LINK}").text
    canonical = client.get(f"/api/v1/experiment?{LINK}").json()["link"]
    shown = Shared(TITLE, canonical, HOME)
    texts = Tags(page).text
    assert shown.markdown in texts
    assert shown.frame() in texts
