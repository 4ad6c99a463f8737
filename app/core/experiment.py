"""The experiment: the one immutable value that everything depends on."""

from typing import Annotated, Any, Literal, Self

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    SerializeAsAny,
    ValidationInfo,
    field_validator,
    model_validator,
)
from pydantic_core import PydanticCustomError

from app.core.catalogue import CONVENTIONS, FUNCTIONS, LOSSES, OBJECTIVES, PENALTIES
from app.core.convention import Convention
from app.core.entrant import Run
from app.core.fit import pose
from app.core.function import Function
from app.core.limits import FARTHEST_VIEW, LARGEST, MOST_RUNS, MOST_SAMPLES, MOST_STEPS
from app.core.loss import Loss
from app.core.objective import Objective
from app.core.penalty import Penalty
from app.core.problem import Problem
from app.core.sampled_problem import pose_function

Number = Annotated[float, Field(ge=-LARGEST, le=LARGEST)]
Row = tuple[Number, ...]
End = Annotated[float, Field(ge=-FARTHEST_VIEW, le=FARTHEST_VIEW)]
Interval = tuple[End, End]
EXAMPLES = {0: (), 1: OBJECTIVES["location"].example, 2: OBJECTIVES["line"].example}
"""The data of a function that names so many columns."""


class Experiment(BaseModel):
    """What is minimised, what the oracle answers at kinks, who descends from where, and for how long.

    Raises `pydantic.ValidationError` that names the field when a value is out of range or does not fit
    the objective.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False, use_attribute_docstrings=True)

    objective: SerializeAsAny[Objective] = OBJECTIVES["point"]()
    """What is minimised: how the residual of a sample depends on the parameters."""
    f: SerializeAsAny[Function] | None = None
    """The function that is minimised by itself."""
    data: tuple[Row, ...] = Field(default=(), max_length=MOST_SAMPLES)
    """The samples, one row each; left out, the objective's own example."""
    reduction: Literal["mean", "sum"] = "mean"
    """How the losses of the samples become one number."""
    loss: SerializeAsAny[Loss] = LOSSES["absolute"]()
    """The function of one residual."""
    penalty: SerializeAsAny[Penalty] = PENALTIES["none"]()
    """What the parameters themselves cost."""
    convention: SerializeAsAny[Convention] = CONVENTIONS["zero"]()
    """What the oracle reports at a kink."""
    start: Row = ()
    """Where every run starts; left out, the objective's own start."""
    steps: int = Field(60, ge=1, le=MOST_STEPS)
    """How many steps each run makes at the most."""
    batch: int = Field(0, ge=0, le=MOST_SAMPLES)
    """How many samples, drawn anew, each step looks at; 0 means all."""
    runs: tuple[Run, ...] = Field(default=(Run(),), min_length=1, max_length=MOST_RUNS)
    """Who descends."""
    seed: int = Field(0, ge=0, le=2**31 - 1)
    """Seed of everything random."""
    precision: Literal["float64", "float32", "float16"] = "float64"
    """The floating-point numbers that the runs compute in."""
    frame: int | None = Field(None, ge=0, le=MOST_STEPS)
    """The step that the player shows; left out, the last."""
    view: tuple[Interval, ...] | None = None
    """The window, an interval for each parameter; left out, fitted to what is shown."""

    @model_validator(mode="before")
    @classmethod
    def _defaults_of_the_objective(cls, values: dict[str, Any]) -> dict[str, Any]:
        objective = values.get("objective", cls.model_fields["objective"].default)
        if not isinstance(objective, Objective):
            return values
        if not objective.has_data:
            function = values.get("f") or FUNCTIONS["weighted_absolute"]()
            rows = EXAMPLES[len(function.columns)]
            given = values if function.columns else values | {"data": ()}
            return {"start": function.start, "data": rows} | given | {"f": function}
        rows = values.get("data", objective.example)
        start = (0.0,) * (len(rows[0]) - 1) if objective.kind == "plane" and rows else objective.start
        loss = LOSSES[objective.default_loss]()
        return {"objective": objective, "data": objective.example, "start": start, "loss": loss} | values

    @field_validator("data")
    @classmethod
    def _rows_fit_the_columns(cls, rows: tuple[Row, ...], info: ValidationInfo) -> tuple[Row, ...]:
        function, objective = info.data.get("f"), info.data["objective"]
        if not rows and (function.columns if function else objective.has_data):
            raise ValueError("at least one sample is needed")
        for i, row in enumerate(rows, 1):
            flaw = (function or objective).check(row)
            if not flaw and len(row) != len(rows[0]):
                flaw = f"has {len(row)} numbers, the first has {len(rows[0])}; as many are allowed"
            if flaw:
                raise ValueError(f"sample {i} {flaw}")
        return rows

    @field_validator("start")
    @classmethod
    def _start_fits_the_parameters(cls, start: Row, info: ValidationInfo) -> Row:
        names = _names(info.data)
        if names is not None and len(start) != len(names):
            raise ValueError(f"{len(start)} given; {len(names)} ({', '.join(names)}) allowed")
        return start

    @field_validator("view")
    @classmethod
    def _view_fits_the_parameters(cls, view: tuple[Interval, ...] | None, info: ValidationInfo) -> Any:
        if view is not None:
            names = _names(info.data)
            if names is not None and len(view) != len(names):
                raise ValueError(f"{len(view)} intervals given; {len(names)} (low:high for {', '.join(names)}) allowed")
            if any(high - low <= 1e-9 * max(abs(low), abs(high), 1e-3) for low, high in view):
                raise ValueError("the upper end of each interval has to lie above the lower one")
        return view

    @field_validator("runs")
    @classmethod
    def _runs_are_numbered_once(cls, runs: tuple[Run, ...]) -> tuple[Run, ...]:
        numbers = [run.number for run in runs]
        if numbers != sorted(set(numbers)):
            raise ValueError("runs have to be numbered ascending, each once")
        return runs

    @field_validator("batch")
    @classmethod
    def _batch_is_not_larger_than_the_sample(cls, batch: int, info: ValidationInfo) -> int:
        rows = info.data.get("data", ())
        if batch > len(rows):
            raise ValueError(f"at most {len(rows)}, the number of samples, is allowed")
        return batch

    @field_validator("runs")
    @classmethod
    def _methods_fit_the_problem(cls, runs: tuple[Run, ...], info: ValidationInfo) -> tuple[Run, ...]:
        needed = {"objective", "f", "data", "reduction", "loss", "penalty", "batch"}
        if needed <= info.data.keys():
            for run in runs:
                unmet = run.unmet(_problem(info.data), info.data["batch"])
                if unmet:
                    raise PydanticCustomError("unfit", "{reason}", {"reason": unmet, "key": f"run.{run.number}"})
        return runs

    @property
    def names(self) -> tuple[str, ...]:
        """The parameters, in the order of θ."""
        return self.f.names if self.f else self.objective.names_of(self.data)

    @property
    def columns(self) -> tuple[str, ...]:
        """The data columns, in the order of a row; empty when there are no data."""
        return self.f.columns if self.f else self.objective.columns_of(self.data)

    @property
    def problem(self) -> Problem:
        """The function that is minimised."""
        return _problem(vars(self))

    @property
    def title(self) -> str:
        """The experiment in words."""
        if self.f:
            return f"{self.f.heading}: {self._runs_in_words()}"
        loss = self.loss.title
        what = f"{self.objective.title}, {loss[0].lower()}{loss[1:]}" if self.columns else loss
        return f"{what}: {self._runs_in_words()}"

    def _runs_in_words(self) -> str:
        return self.runs[0].title if len(self.runs) == 1 else f"{len(self.runs)} runs"

    def changed(self, **fields: Any) -> Self:
        """The same experiment with some fields changed, validated."""
        return type(self)(**{name: getattr(self, name) for name in type(self).model_fields} | fields)


def _names(fields: dict[str, Any]) -> tuple[str, ...] | None:
    """The parameters, unless what they depend on is invalid."""
    if fields.get("f"):
        return tuple(fields["f"].names)
    return tuple(fields["objective"].names_of(fields["data"])) if {"objective", "data"} <= fields.keys() else None


def _problem(fields: dict[str, Any]) -> Problem:
    if fields["f"]:
        return pose_function(fields["f"], fields["data"])
    return pose(fields["objective"], fields["data"], fields["loss"], fields["reduction"], fields["penalty"])
