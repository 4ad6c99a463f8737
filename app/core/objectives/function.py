"""A function by itself."""

from typing import ClassVar, Literal

from app.core.objective import Objective


class NamedFunction(Objective):
    r"""A function \(F(x)\) or \(F(x, y)\) by its name or as it is written: no loss of residuals.

    What a convention reports is what automatic differentiation makes of the formula, kink by kink.

    >>> NamedFunction().columns
    ()
    """

    kind: Literal["function"] = "function"
    title: ClassVar[str] = "A function"
    formula: ClassVar[str] = "F by its name, or as you write it"
    names: ClassVar[tuple[str, ...]] = ()
    columns: ClassVar[tuple[str, ...]] = ()
    example: ClassVar[tuple[tuple[float, ...], ...]] = ()
    start: ClassVar[tuple[float, ...]] = ()
    has_data: ClassVar[bool] = False
