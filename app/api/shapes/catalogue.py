"""The shape of the registries."""

from typing import Any

from app.api.shapes.base import Shape


class Entry(Shape):
    """One entry of a registry."""

    kind: str
    """Its name in links."""
    title: str
    """Its name for people."""
    summary: str
    """It in one sentence."""
    description: str
    """It at length, with formulas in LaTeX."""
    formula: str
    """Its formula, if it has one."""
    source: str
    """Who wrote it first, or where to read on."""
    properties: dict[str, Any]
    """What is so of it."""
    parameters: dict[str, Any]
    """JSON schema of its parameters."""


class CatalogueAnswer(Shape):
    """All entries by registry."""

    objective: list[Entry]
    """What can be minimised."""
    function: list[Entry]
    """Named functions of one or two parameters."""
    loss: list[Entry]
    """Functions of one residual."""
    penalty: list[Entry]
    """Terms of the parameters alone."""
    convention: list[Entry]
    """What can be reported at a kink."""
    method: list[Entry]
    """Who can descend."""
    step_rule: list[Entry]
    """How long steps can be."""
    finding: list[Entry]
    """What can be diagnosed."""
    solver: list[Entry]
    """How minimisers are found."""
    theory: list[Entry]
    """What theorems promise of a run."""
