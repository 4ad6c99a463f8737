"""Reading HTML: its tags, what a page says of itself, the frame that a piece of it is."""

from html.parser import HTMLParser


class Tags(HTMLParser):
    """Tags of a page or a piece of one, and the text between them."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []
        self.text = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data: str) -> None:
        self.text += data

    @property
    def properties(self) -> dict[str, str]:
        return {
            each.get("property", each.get("name", "")): each["content"]
            for tag, each in self.found
            if tag == "meta" and "content" in each
        }


def frame_of(markup: str) -> dict[str, str]:
    """The attributes of the one frame that a piece of HTML is."""
    tags = Tags(markup)
    ((tag, attributes),) = tags.found
    assert (tag, tags.text) == ("iframe", "")
    return attributes
