"""What Hypothesis draws: entries with parameters inside their schemas' bounds, data, whole experiments.

All is read off the registries, so that a new entry is drawn without a change here.
"""

from typing import Any

import numpy as np
from hypothesis import strategies as st

from app.core.arrays import Array
from app.core.catalogue import CONVENTIONS, FUNCTIONS, LOSSES, METHODS, OBJECTIVES, PENALTIES, STEP_RULES
from app.core.described import Described
from app.core.experiment import Experiment, Run
from app.core.limits import LARGEST, MOST_RUNS
from app.core.loss import Loss
from app.core.objective import Objective
from tests.core.formulas import written_functions

NICE = (0.0, 1e-9, 0.125, 0.25, 0.3, 0.5, 0.75, 0.9, 1.0, 2.0, 3.0, 10.0, 1e3)
PRECISIONS = ("float64", "float32", "float16")
FITTED = {kind: objective for kind, objective in OBJECTIVES.items() if objective.has_data}
"""The objectives that are sums of losses."""

dyadics = st.integers(-64, 64).map(lambda i: i / 8)
"""Numbers with which sums and products are exact in float64."""
decimals = st.integers(-100, 100).map(lambda i: i / 10)
"""Numbers that are not: what people type."""
wild = st.one_of(dyadics, decimals, st.floats(-LARGEST, LARGEST), st.sampled_from((LARGEST, -LARGEST, 1e-12, 5e-324)))
"""Any legal number of data or start."""


def _within(field: dict[str, Any]) -> st.SearchStrategy[float]:
    """Numbers that a schema allows: its default, its bounds, round ones, any."""
    above, below = "exclusiveMinimum" in field, "exclusiveMaximum" in field
    low = field["exclusiveMinimum"] if above else field.get("minimum", -1e6)
    high = field["exclusiveMaximum"] if below else field.get("maximum", 1e6)
    nice = [x for x in (field["default"], low, high, *NICE) if low <= x <= high]
    nice = [x for x in nice if not ((above and x == low) or (below and x == high))]
    return st.one_of(st.sampled_from(nice), st.floats(low, high, exclude_min=above, exclude_max=below))


def _values(field: dict[str, Any]) -> st.SearchStrategy[Any]:
    if "enum" in field:
        return st.sampled_from(field["enum"])
    if field["type"] == "boolean":
        return st.booleans()
    if field["type"] == "integer":
        return st.integers(field.get("minimum", -100), field.get("maximum", 100))
    return _within(field)


def entries(entry: type[Described]) -> st.SearchStrategy[Any]:
    """An entry with any parameters that its schema allows."""
    fields = entry.parameters_schema()["properties"]
    return st.builds(entry, **{name: _values(field) for name, field in fields.items()})


def any_of(registry: dict[str, type[Any]]) -> st.SearchStrategy[Any]:
    """Any entry of a registry."""
    return st.sampled_from(sorted(registry)).flatmap(lambda kind: entries(registry[kind]))


def losses(**properties: Any) -> st.SearchStrategy[Loss]:
    """Losses with the given properties, such as convex=True."""

    def fits(loss: Loss) -> bool:
        return all(getattr(loss, name) == value for name, value in properties.items())

    return any_of({kind: loss for kind, loss in LOSSES.items() if fits(loss())}).filter(fits)


def data(
    objective: Objective, numbers: st.SearchStrategy[float] = wild, most: int = 6, weights: int = 2
) -> st.SearchStrategy[Any]:
    """Rows that fit an objective, some of them repeated; of a plane, with so many weights."""
    if not objective.columns:
        return st.just(objective.example)
    cells = [numbers] * len(objective.columns)
    if objective.kind == "classify":
        cells[-1] = st.sampled_from((-1.0, 1.0))
    if objective.kind == "plane":
        cells = [numbers] * (weights + 1)
    rows = st.lists(st.tuples(*cells), min_size=1, max_size=most)
    return st.builds(lambda some, again: tuple(some + some[:again]), rows, st.integers(0, 2))


@st.composite
def runs(draw: st.DrawFn, most: int = 3) -> tuple[Run, ...]:
    """Runs with distinct numbers, ascending."""
    numbers = sorted(draw(st.sets(st.integers(1, MOST_RUNS), min_size=1, max_size=most)))
    return tuple(Run(number=n, method=draw(any_of(METHODS)), step=draw(any_of(STEP_RULES))) for n in numbers)


def _views(parameters: int) -> st.SearchStrategy[Any]:
    def is_wide(ends: tuple[float, float]) -> bool:
        return ends[1] - ends[0] > 1e-6 * max(1.0, abs(ends[0]), abs(ends[1]))

    interval = st.tuples(wild, wild).filter(is_wide)
    return st.none() | st.tuples(*[interval] * parameters)


@st.composite
def experiments(draw: st.DrawFn, numbers: st.SearchStrategy[float] = wild, most_steps: int = 25) -> Experiment:
    """Any legal experiment, small enough to run at once.

    Args:
        draw: given by Hypothesis.
        numbers: what data, start and view are made of; `wild` unless told, `decimals` for everyday ones.
        most_steps: the longest run.
    """
    what = draw(subjects(numbers))
    names = Experiment(**what).names
    problem = Experiment(**what).problem
    samples = len(what.get("data", ()))
    chosen = tuple(run for run in draw(runs()) if not run.unmet(problem, 0)) or (Run(),)
    is_stochastic = all(run.method.is_stochastic for run in chosen)
    return Experiment(
        **what,
        batch=draw(st.integers(0, samples)) if is_stochastic else 0,
        convention=draw(any_of(CONVENTIONS)),
        start=draw(st.tuples(*[numbers] * len(names))),
        steps=draw(st.integers(1, most_steps)),
        runs=chosen,
        seed=draw(st.integers(0, 2**31 - 1)),
        precision=draw(st.sampled_from(PRECISIONS)),
        frame=draw(st.none() | st.integers(0, most_steps)),
        view=draw(_views(len(names))),
    )


@st.composite
def subjects(draw: st.DrawFn, numbers: st.SearchStrategy[float] = wild) -> dict[str, Any]:
    """What is minimised: a function by its name, or an objective with all that makes a problem of it."""
    objective = draw(any_of(OBJECTIVES))
    if not objective.has_data:
        function = draw(any_of(FUNCTIONS) | written_functions())
        cells = st.tuples(*[numbers] * len(function.columns))
        rows = draw(st.lists(cells, min_size=1, max_size=4).map(tuple)) if function.columns else ()
        return {"objective": objective, "f": function, "data": rows}
    return {
        "objective": objective,
        "data": draw(data(objective, numbers, weights=draw(st.integers(2, 4)))),
        "reduction": draw(st.sampled_from(("mean", "sum"))),
        "loss": draw(any_of(LOSSES)),
        "penalty": draw(any_of(PENALTIES)),
    }


def arrays(numbers: st.SearchStrategy[float] = dyadics, size: int = 12) -> st.SearchStrategy[Array]:
    """One-dimensional float64 arrays."""
    return st.lists(numbers, min_size=1, max_size=size).map(np.array)
