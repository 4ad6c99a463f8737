"""Every entry of every registry."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from app.core.catalogue import (
    CONVENTIONS,
    FINDINGS,
    FUNCTIONS,
    LOSSES,
    METHODS,
    OBJECTIVES,
    PENALTIES,
    SOLVERS,
    STEP_RULES,
    THEORIES,
)
from app.core.described import Described

REGISTRIES: dict[str, Mapping[str, type[Described]]] = {
    "objective": OBJECTIVES, "function": FUNCTIONS, "loss": LOSSES, "penalty": PENALTIES, "convention": CONVENTIONS,
    "method": METHODS, "step_rule": STEP_RULES, "finding": FINDINGS, "solver": SOLVERS, "theory": THEORIES,
}  # fmt: skip
PROPERTIES = (
    "derivative", "prox_formula", "conjugate_formula",
    "estimates", "influence", "convex", "margin", "degree", "orientation", "smoothing", "draws",
    "is_local", "whole", "names", "columns", "example", "start",
    "is_verdict", "bounds", "rank", "family", "has_step_size", "has_data",
)  # fmt: skip


def entry_content(entry: type[Described]) -> dict[str, Any]:
    """One entry: its words, its properties (of its default parameters) and the schema of its parameters."""
    example = entry()
    return {
        "kind": entry.key(),
        "title": entry.title,
        "summary": entry.summary(),
        "description": entry.description(),
        "formula": getattr(entry, "formula", ""),
        "source": getattr(entry, "source", ""),
        "properties": {name: getattr(example, name) for name in PROPERTIES if hasattr(example, name)},
        "parameters": entry.parameters_schema(),
    }


@lru_cache(maxsize=1)
def catalogue_content() -> dict[str, list[dict[str, Any]]]:
    """All registries."""
    return {name: [entry_content(entry) for entry in registry.values()] for name, registry in REGISTRIES.items()}
