"""The answer that figures and tables are made of: that of `/api/v1/experiment`, as plain data."""

from functools import lru_cache
from typing import Any

import orjson

from app.answer import answer
from app.content.experiment import experiment_content
from app.core.experiment import Experiment

KEPT = 2
"""Answers that are remembered: whoever looks at one figure of an experiment often takes another."""


@lru_cache(maxsize=KEPT)
def result_of(experiment: Experiment) -> dict[str, Any]:
    """The answer to an experiment; kept, so not to be changed."""
    return dict(orjson.loads(bytes(answer(experiment_content(experiment)).body)))
