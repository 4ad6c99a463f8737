"""What every program may need from elsewhere, under the names by which it is known here."""

import argparse
import json
import math
from dataclasses import dataclass
from types import SimpleNamespace
from typing import NamedTuple

import numpy as np

__all__ = ["NamedTuple", "SimpleNamespace", "argparse", "dataclass", "json", "math", "np"]
