"""What a named set is: rows for an objective, where they come from, and the link that shows them."""

from functools import cached_property
from typing import Literal
from urllib.parse import parse_qsl

from pydantic import BaseModel, ConfigDict, Field, field_validator

from app.core.experiment import Experiment
from app.core.objective import Rows
from app.link_text import read_rows
from app.query import decode, encode, link


class Dataset(BaseModel):
    """One named set."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

    slug: str = Field(pattern=r"[a-z][a-z0-9_]*")
    """Its name in addresses: that of its file."""
    kind: Literal["classic", "generated"]
    """Whether somebody measured it."""
    title: str = Field(min_length=1, max_length=60)
    """What it is."""
    about: str = Field(min_length=1)
    """Two or three plain sentences: what was measured, and what to look at."""
    source: str = Field(min_length=1)
    """Who published it, or the formula that made it."""
    objective: str
    """What is fitted to it, by its name in links."""
    columns: tuple[str, ...] = Field(min_length=1)
    """What the numbers of a row are, in words."""
    data: str
    """The rows as a link has them."""
    query: str
    """The rest of the link: how it opens."""

    @field_validator("about")
    @classmethod
    def _in_one_line(cls, text: str) -> str:
        return " ".join(text.split())

    @field_validator("data")
    @classmethod
    def _without_blanks(cls, text: str) -> str:
        return "".join(text.split())

    @property
    def rows(self) -> Rows:
        """The samples."""
        return read_rows(self.data)

    @cached_property
    def experiment(self) -> Experiment:
        """What its link means."""
        pairs = [("objective", self.objective), ("data", self.data)]
        return decode([*pairs, *parse_qsl(self.query, keep_blank_values=True, strict_parsing=True)])

    @cached_property
    def link(self) -> str:
        """The canonical link."""
        return link(encode(self.experiment))
