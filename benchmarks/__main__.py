"""All benchmarks, or those named: python -m benchmarks compute routes page load."""

import platform
import sys
from importlib import import_module

import numpy as np

NAMES = ("compute", "routes", "wire", "page", "load")


def main() -> None:
    """Print one table after another."""
    chosen = sys.argv[1:] or NAMES
    unknown = sorted(set(chosen) - set(NAMES))
    if unknown:
        sys.exit(f"unknown benchmark {', '.join(unknown)}; there are {', '.join(NAMES)}")
    print(f"Python {platform.python_version()}, NumPy {np.__version__}, {platform.machine()}")
    for name in chosen:
        import_module(f"benchmarks.{name}").main()


main()
