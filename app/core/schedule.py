"""Numbers of k alone, for all steps at once."""

from typing import Any

import numpy as np


class Schedule(np.ndarray[Any, Any]):
    """One number for each step, of shape (steps,), with powers that round as those of single floats do.

    All other arithmetic rounds so anyway; powers of arrays are NumPy's own on some processors.

    >>> 1 - 0.5 ** Schedule.of([1, 2])
    Schedule([0.5 , 0.75])
    """

    @classmethod
    def of(cls, numbers: list[float]) -> "Schedule":
        """The schedule of some numbers."""
        return np.array(numbers).view(cls)

    def __pow__(self, exponent: float) -> "Schedule":  # type: ignore[override]
        return Schedule.of([each**exponent for each in self.tolist()])

    def __rpow__(self, base: float) -> "Schedule":  # type: ignore[override]
        return Schedule.of([base**each for each in self.tolist()])
