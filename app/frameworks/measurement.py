"""What was measured, as it was written down: one measurement for each framework and precision."""

import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Literal, NamedTuple

from pydantic import BaseModel, ConfigDict, TypeAdapter

FOLDER = Path(__file__).parent
HALF = "float16"


class Row(NamedTuple):
    """One answer, as the framework printed it."""

    expression: str
    at: str
    answer: str


class Measurement(BaseModel):
    """All answers of one framework in one mode and precision."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    framework: str
    version: str
    mode: str
    dtype: Literal["float64", "float32", "float16"]
    calls: dict[str, str]
    """The framework's own function for each name in a formula, as it was called."""
    rows: list[Row]

    @property
    def name(self) -> str:
        """The framework without its precision.

        >>> Measurement(framework="JAX float16", version="", mode="", dtype="float16", calls={}, rows=[]).name
        'JAX'
        """
        return self.framework.removesuffix(f" {HALF}")

    @property
    def key(self) -> str:
        """Its name in links.

        >>> Measurement(framework="Dr.Jit", version="", mode="", dtype="float32", calls={}, rows=[]).key
        'dr-jit'
        """
        return self.framework.lower().replace(" ", "-").replace(".", "-")


class Framework(BaseModel):
    """How a framework is asked for a derivative."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    run: str
    """What was called, in words."""
    program: str
    """A program for one expression: $f, at the point $at, in the precision $dtype."""
    number: str = "$c"
    """How a number in the expression is written."""
    constant: str = "$c"
    """How a number is handed to a call that takes tensors alone."""
    compare: str = "$left $sign $right"
    """How two values are compared."""
    calls: dict[str, str] = {}
    """Functions where the measurement names none."""


@lru_cache(maxsize=1)
def measurements() -> tuple[Measurement, ...]:
    """All measurements, the best-known frameworks first.

    Raises:
        ValueError: when the file does not have the shape of measurements.
    """
    return TypeAdapter(tuple[Measurement, ...]).validate_json((FOLDER / "measured.json").read_bytes())


@lru_cache(maxsize=1)
def frameworks() -> dict[str, Framework]:
    """How each framework is asked, by its name.

    Raises:
        ValueError: when an entry lacks its program, or has a key too many.
    """
    found = tomllib.loads((FOLDER / "frameworks.toml").read_text("utf-8"))
    return {name: Framework(**entry) for name, entry in found.items()}
