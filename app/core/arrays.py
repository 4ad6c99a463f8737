"""The one array type of the core."""

from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

Array: TypeAlias = NDArray[Any]
"""A NumPy array of float64, float32 or float16: a function answers in the precision it was asked in."""

PRECISIONS = {"float64": np.float64, "float32": np.float32, "float16": np.float16}
