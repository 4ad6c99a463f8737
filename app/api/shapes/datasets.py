"""The shape of the named sets."""

from typing import Literal

from app.api.shapes.base import Shape


class NamedSet(Shape):
    """One set of data."""

    slug: str
    """Its name."""
    kind: Literal["classic", "generated"]
    """Whether somebody measured it."""
    title: str
    """What it is."""
    about: str
    """What was measured, and what to look at."""
    source: str
    """Who published it, or the formula and the seed that made it."""
    objective: str
    """What is fitted to it."""
    columns: list[str]
    """What the numbers of a row are."""
    rows: int
    """How many there are."""
    data: str
    """The rows as the key `data` of a link has them."""
    link: str
    """The link that shows it, canonical."""


class DatasetsAnswer(Shape):
    """All named sets of data."""

    datasets: list[NamedSet]
    """Classics by their titles, then generated ones."""
