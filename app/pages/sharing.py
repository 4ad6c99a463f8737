"""An experiment where it is linked from: its card, its frame in a page, its picture in a text."""

import re
from typing import NamedTuple
from urllib.parse import quote

from fastapi import Request
from markupsafe import Markup

from app.address import base_address
from app.core.experiment import Experiment
from app.query import encode, link

WIDTH, HEIGHT = 640, 640
"""Of a frame, in pixels: the usual parts of one run and some room."""
CARD_WIDTH, CARD_HEIGHT = 1200, 630
"""Of the picture on a card, as social sites ask for it."""
MARKS = re.compile(r"[\\`*_\[\]<>&~|$!#]")
"""What Markdown might read as more than text, within the name of a picture."""
FRAME = Markup(
    '<iframe src="{}" title="{}" width="{}" height="{}" loading="lazy" style="border: 0; max-width: 100%"></iframe>'
)


def _closed(address: str) -> str:
    """An address without what Markdown might read as its end."""
    return address.replace("(", "%28").replace(")", "%29").replace("*", "%2A")


class Shared(NamedTuple):
    """What others show of an experiment; `base` is the address of this site, or empty."""

    title: str
    link: str
    base: str
    layout: str = ""
    """Keys that /embed has by itself, as a query string."""

    @property
    def address(self) -> str:
        """Of the lab."""
        return f"{self.base}/lab?{self.link}"

    @property
    def embed(self) -> str:
        """Of the figure with what is chosen around it."""
        return f"{self.base}/embed?" + "&".join(filter(None, (self.layout, self.link)))

    @property
    def oembed(self) -> str:
        """Where sites that follow links learn of the frame."""
        return f"{self.base}/oembed?url={quote(self.address, safe='')}"

    @property
    def picture(self) -> str:
        """Of the picture for texts."""
        return f"{self.base}/api/v1/figure.png?figure=objective&{self.link}"

    @property
    def card(self) -> str:
        """Of the picture for cards."""
        return f"{self.picture}&card=1&width={CARD_WIDTH}&height={CARD_HEIGHT}"

    @property
    def markdown(self) -> str:
        """The picture in Markdown, a link to the lab; the title's own marks are escaped."""
        title = MARKS.sub(r"\\\g<0>", " ".join(self.title.split()))
        return f"[![{title}]({_closed(self.picture)})]({_closed(self.address)})"

    def frame(self, width: int = WIDTH, height: int = HEIGHT) -> str:
        """The frame in HTML."""
        return str(FRAME.format(self.embed, self.title, width, height))


def shared(experiment: Experiment, request: Request, layout: str = "") -> Shared:
    """An experiment, as whoever asks is told of it."""
    return shared_at(base_address(request), experiment, layout)


def shared_at(base: str, experiment: Experiment, layout: str = "") -> Shared:
    """An experiment of the site at an address."""
    return Shared(experiment.title, link(encode(experiment)), base, layout)
