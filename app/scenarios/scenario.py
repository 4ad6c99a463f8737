"""What a scenario is: a link with a title, a story, and what it is expected to show."""

from functools import cached_property
from typing import Literal, get_args
from urllib.parse import parse_qsl

from pydantic import BaseModel, ConfigDict, Field, field_validator

from app.core.experiment import Experiment
from app.query import decode, encode, link
from app.scenarios.expectation import Expects

Group = Literal[
    "What a kink is", "Oscillates", "Stalls", "Fails", "Wrong answer", "Mended", "What L1 estimates",
]  # fmt: skip
GROUPS: tuple[str, ...] = get_args(Group)


class Scenario(BaseModel):
    """One stored experiment."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

    slug: str = Field(pattern=r"[a-z][a-z0-9_]*")
    """Its name in addresses: that of its file."""
    title: str = Field(min_length=1, max_length=80)
    """What is seen, as a statement."""
    group: Group
    """What goes wrong, or right."""
    order: int
    """Its place in the group."""
    query: str
    """A link: short, or canonical."""
    story: str = Field(min_length=1)
    """Two to four plain sentences: what happens, why, what to look at. The first stands on the card."""
    expects: Expects
    """What must be so, checked by a test."""

    @field_validator("query")
    @classmethod
    def _decodes(cls, query: str) -> str:
        decode(parse_qsl(query, keep_blank_values=True, strict_parsing=True))
        return query

    @field_validator("story")
    @classmethod
    def _in_one_line(cls, story: str) -> str:
        return " ".join(story.split())

    @cached_property
    def experiment(self) -> Experiment:
        """What the link means."""
        return decode(parse_qsl(self.query, keep_blank_values=True))

    @cached_property
    def link(self) -> str:
        """The canonical link."""
        return link(encode(self.experiment))

    @cached_property
    def timeless(self) -> str:
        """The canonical link without the step and the window that are shown: by this a scenario is recognised."""
        return link(encode(self.experiment.changed(frame=None, view=None)))

    @property
    def teaser(self) -> str:
        """The first sentence of the story."""
        return self.story.partition(". ")[0].removesuffix(".") + "."
