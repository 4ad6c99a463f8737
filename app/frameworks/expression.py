"""The expressions that were measured: their formulas, and what is stated of those that are no pieces of polynomials."""

import ast
import tomllib
from functools import cached_property, lru_cache

from pydantic import BaseModel, ConfigDict, field_validator

from app.frameworks.measurement import FOLDER


class Expression(BaseModel):
    """A function of x, written with the names that measurements give calls for: `MAX(x, 0.0)`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    """As the measurements name it."""
    formula: str
    left: float | None = None
    """The stated derivative from the left; None where the function has none, or where both are derived."""
    right: float | None = None
    """The stated derivative from the right."""
    jump: bool = False
    """Whether the value jumps, so that there is no slope."""

    @field_validator("formula")
    @classmethod
    def _is_one_expression(cls, text: str) -> str:
        ast.parse(text, mode="eval")  # a SyntaxError is a ValueError
        return text

    @cached_property
    def tree(self) -> ast.expr:
        """The formula, parsed; it is read and rewritten, never run."""
        return ast.parse(self.formula, mode="eval").body

    @property
    def is_stated(self) -> bool:
        """Whether its slopes are stated, not derived."""
        return self.jump or self.left is not None or self.right is not None


@lru_cache(maxsize=1)
def expressions() -> dict[str, Expression]:
    """The expressions that all frameworks were asked for, by name.

    Raises:
        ValueError: when a formula is no expression, or a key is missing or unknown.
    """
    found = tomllib.loads((FOLDER / "expressions.toml").read_text("utf-8"))
    return {entry["name"]: Expression(**entry) for entry in found["expression"]}
