"""The words in which a scenario says what it shows; every word can fail.

A *figure* is a number (met to 9 digits), a list of numbers, or a range `{ least = …, most = … }`.
"""

import math
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from pydantic import BaseModel, ConfigDict, model_validator

TOLERANCE = 1e-9


class _Words(BaseModel):
    """Words of which at least one is said."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

    @model_validator(mode="after")
    def _says_something(self) -> "_Words":
        if not self.model_fields_set:
            raise ValueError("nothing is expected")
        return self

    def failures(self, place: str, facts: Mapping[str, Callable[[], Any]]) -> list[str]:
        """A sentence for every word that does not hold; facts are asked for only when they are spoken of."""
        names = (name for name in type(self).model_fields if name in self.model_fields_set)
        said = ((name, getattr(self, name), facts[name]()) for name in names)
        wrong = ((name, wanted, got) for name, wanted, got in said if not agrees(wanted, got))
        return [f"{place}.{name}: expected {wanted}, got {got}" for name, wanted, got in wrong]


class Range(_Words):
    """From least to most, either left open."""

    least: float = -math.inf
    most: float = math.inf


Figure = float | Range | list[float | Range]
Points = list[list[float]]


class OutcomeWords(_Words):
    """How a run ended."""

    kind: str = ""
    step: int = 0
    samples: list[int] = []


class RunWords(_Words):
    """What one run shows."""

    finding: str = ""
    """Kind of its verdict."""
    notes: list[str] = []
    """Kinds of findings that stand beside the verdict, among others."""
    evidence: dict[str, Figure] = {}
    """Figures of the verdict, by name."""
    noted: dict[str, Figure] = {}
    """Figures of the notes, by name."""
    first: Points = []
    """The first iterates."""
    last: Points = []
    """The last iterates."""
    reported: Points = []
    """The first subgradients that were reported."""
    hits: list[int] = []
    """The first steps at which an iterate lies exactly on a kink."""
    hit_count: Figure = 0.0
    """How many iterates lie exactly on a kink."""
    gap: Figure = 0.0
    """F − F* at the last iterate."""
    gaps: dict[int, Figure] = {}
    """F − F* after so many steps."""
    best_gap: Figure = 0.0
    """The least F − F* of all iterates."""
    slope: Figure = 0.0
    """The least norm of all reported subgradients."""
    outcome: OutcomeWords | None = None


class MinimiserWords(_Words):
    """The set of minimisers."""

    kind: str = ""
    points: Points = []
    value: Figure = 0.0
    multipliers: list[float] = []
    """Of the certificate."""


class KinkWords(_Words):
    """One kink in one parameter."""

    theta: Figure = 0.0
    left: Figure = 0.0
    right: Figure = 0.0


class PointWords(_Words):
    """What is so at one point."""

    theta: list[float] = []
    value: Figure = 0.0
    subdifferential: Points = []
    """Its vertices."""
    reported: list[float] = []
    """What the convention reports; an empty list where it has no answer."""
    stationary: bool = False


class Expects(_Words):
    """All that a scenario claims."""

    run: dict[int, RunWords] = {}
    minimisers: MinimiserWords | None = None
    kinks: list[KinkWords] = []
    """All kinks, ascending."""
    at: list[PointWords] = []


def constants(values: Mapping[str, Any]) -> dict[str, Callable[[], Any]]:
    """Facts that are known already."""
    return {name: partial(values.__getitem__, name) for name in values}


def agrees(wanted: Any, got: Any) -> bool:
    """Whether what was got is what was wanted."""
    if isinstance(wanted, Range):
        return isinstance(got, int | float) and wanted.least <= got <= wanted.most
    if isinstance(wanted, _Words):
        return not wanted.failures("", constants(got))
    if isinstance(wanted, dict):
        return all(name in got and agrees(each, got[name]) for name, each in wanted.items())
    if isinstance(wanted, list):
        return len(wanted) == len(got) and all(map(agrees, wanted, got))
    if isinstance(wanted, float) and isinstance(got, int | float):
        return math.isclose(wanted, got, rel_tol=TOLERANCE, abs_tol=TOLERANCE)
    return bool(wanted == got)
