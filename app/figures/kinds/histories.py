"""Histories of the runs."""

from typing import ClassVar, Literal

from app.figures.figure import Figure


class Histories(Figure):
    """How far above the least value each run is, step by step, and what theorems promise."""

    kind: Literal["histories"] = "histories"
    title: ClassVar[str] = "Histories"
