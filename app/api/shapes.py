"""The shapes of the answers: what OpenAPI documents and the tests hold the answers to."""

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from app.errors import MEDIA_TYPE, ProblemDetails

ERRORS: dict[int | str, dict[str, Any]] = {
    422: {
        "description": "The link is invalid, or costs too much.",
        "content": {MEDIA_TYPE: {"schema": ProblemDetails.model_json_schema()}},
    }
}


class Shape(BaseModel):
    """An answer with exactly these fields; only finite numbers."""

    model_config = ConfigDict(extra="forbid", allow_inf_nan=False, use_attribute_docstrings=True)


class TypedArray(Shape):
    """An array as base64 (`arrays=base64`), in the form that Plotly reads."""

    dtype: Literal["f4", "f8"]
    bdata: str
    shape: str


Series = list[float] | TypedArray
Gapped = list[float | None] | TypedArray
"""Null where there is no number, such as the naive formula's answer at a kink."""
Table = list[list[float]] | TypedArray


class Interval(Shape):
    """A kink of a loss."""

    r: float
    value: float
    left: float
    right: float
    reported: float | None


class LossAnswer(Shape):
    """The loss by itself."""

    kind: str
    title: str
    formula: str
    argument: Literal["residual", "margin"]
    r: Series
    value: Series
    left: Series
    right: Series
    lower: Series
    upper: Series
    reported: Gapped
    kinks: list[Interval]


class Certificate(Shape):
    """One slope for each sample at a kink, such that all slopes add up to 0."""

    samples: list[int]
    multipliers: list[float]


class Minimisers(Shape):
    """The set of minimisers."""

    kind: Literal["point", "interval", "polygon", "none"]
    points: list[list[float | None]]
    """A null is an end at infinity."""
    value: float
    source: str
    exact: bool
    bounded: bool
    certificate: Certificate | None


class StartPoint(Shape):
    """Where the runs start."""

    theta: list[float]
    value: float


class Kink(Shape):
    """A kink of F in one parameter."""

    theta: float
    value: float
    left: float
    right: float
    reported: float | None
    kind: Literal["convex", "concave"]
    samples: list[int]


class KinkLine(Shape):
    """A line of kinks across the window."""

    samples: list[int]
    points: list[list[float]]


class Picture(Shape):
    """What the landscapes in one and in two parameters share."""

    names: list[str]
    window: list[list[float]]
    minimisers: Minimisers
    start: StartPoint


class CurveAnswer(Picture):
    """F in one parameter, with its exact one-sided derivatives."""

    parameters: Literal[1]
    theta: Series
    value: Series
    left: Series
    right: Series
    reported: Gapped
    kinks: list[Kink]


class SurfaceAnswer(Picture):
    """F in two parameters; a row of `value` has one second parameter."""

    parameters: Literal[2]
    axes: list[Series]
    value: Table
    kink_lines: list[KinkLine]


LandscapeAnswer = CurveAnswer | SurfaceAnswer


class KinkHit(Shape):
    """An iterate exactly on a kink; the first samples and how many there are."""

    step: int
    samples: list[int]
    count: int


class Outcome(Shape):
    """Why a run ended."""

    kind: Literal["finished", "non_finite", "diverged"]
    step: int
    samples: list[int]
    sentence: str


class Remedy(Shape):
    """A changed link."""

    title: str
    link: str


class Finding(Shape):
    """A diagnosis of a run."""

    kind: str
    title: str
    verdict: bool
    evidence: dict[str, float | int | str | list[float] | list[int]]
    sentence: str
    remedy: Remedy | None


class Bound(Shape):
    """A curve of theory over the steps."""

    name: str
    source: str
    applies: bool
    reason: str
    steps: list[int]
    values: list[float]


class RunAnswer(Shape):
    """One run; `subgradients` has one row fewer than `iterates` when its last answer was not finite."""

    run: int
    title: str
    method: str
    iterates: Table
    values: Series
    gaps: Series
    best_values: Series
    subgradients: Table
    subgradient_norms: Series
    step_sizes: Series
    kink_hits: list[KinkHit]
    outcome: Outcome
    findings: list[Finding]
    theory: list[Bound]


class DescentAnswer(Shape):
    """All runs, the minimisers, and the canonical link."""

    runs: list[RunAnswer]
    minimisers: Minimisers
    link: str


class SubdifferentialAnswer(Shape):
    """The set ∂F at a point."""

    theta: list[float]
    value: float
    kind: Literal["point", "interval", "polygon"]
    vertices: list[list[float]]
    minimum_norm: list[float]
    distance: float
    reported: list[float] | None
    stationary: bool


class ExperimentAnswer(Shape):
    """Loss, landscape and descent."""

    link: str
    title: str
    experiment: dict[str, Any]
    loss: LossAnswer
    landscape: LandscapeAnswer = Field(discriminator="parameters")
    descent: DescentAnswer


class Entry(Shape):
    """One entry of a registry."""

    kind: str
    title: str
    summary: str
    description: str
    formula: str
    source: str
    properties: dict[str, Any]
    parameters: dict[str, Any]


class CatalogueAnswer(Shape):
    """All entries by registry."""

    objective: list[Entry]
    loss: list[Entry]
    convention: list[Entry]
    method: list[Entry]
    step_rule: list[Entry]
    finding: list[Entry]
    solver: list[Entry]
